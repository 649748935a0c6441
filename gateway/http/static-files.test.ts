import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ask } from '#test/support/ask.ts'
import { openShop } from '#test/support/shop.ts'

const pageIn = (language: string) => `<!doctype html><html lang="${language}"><title>Countersign</title>`
const styles = '@media (width<40rem){h1{font-weight:600}}'
const drawnIn = (language: string) => `${pageIn(language)}<style>${styles}</style><h1>Countersign</h1>`
const [page, drawn] = [pageIn('en'), drawnIn('en')]
const script = `console.info('${'look up '.repeat(200)}')`
const decoder = '\0asm'.repeat(200)

const keeper = 'keep the shell'.repeat(50)
const remover = 'remove the shell'.repeat(50)

/** A shop that serves an app as `npm run build` leaves it. The app's folder is inside another folder called "assets". */
async function openBuiltShop(setting: Parameters<typeof openShop>[0] = {}) {
  const above = await mkdtemp(path.join(tmpdir(), 'countersign-'))
  const appFolder = path.join(above, 'assets', 'app')
  await mkdir(path.join(appFolder, 'assets'), { recursive: true })
  const write = async (name: string, text: string) => {
    await writeFile(path.join(appFolder, name), text)
    await writeFile(path.join(appFolder, `${name}.br`), brotliCompressSync(text))
    await writeFile(path.join(appFolder, `${name}.gz`), gzipSync(text))
  }
  for (const language of ['en', 'pt-BR', 'ar']) {
    await write(`index.${language}.html`, pageIn(language))
    await write(`start.${language}.html`, drawnIn(language))
  }
  await write('assets/index-C0FFEE.js', script)
  await write('assets/decoder-C0FFEE.wasm', decoder)
  await write('shell-worker.js', keeper)
  await write('no-shell-worker.js', remover)
  await write('manifest.en.webmanifest', '{"name":"Countersign"}')
  await writeFile(path.join(appFolder, 'robots.txt'), 'User-agent: *')
  await writeFile(path.join(appFolder, 'icon.svg'), '<svg/>')
  await writeFile(path.join(above, 'secret.txt'), 'outside')
  await writeFile(path.join(appFolder, '.env'), 'outside')
  const shop = await openShop({ appFolder, ...setting })
  const origin = await shop.listen()
  return {
    get: (address: string, headers: Record<string, string> = {}, method = 'GET') =>
      ask(origin, address, { headers, method }),
    async [Symbol.asyncDispose]() {
      await shop[Symbol.asyncDispose]()
      await rm(above, { recursive: true })
    },
  }
}

test.each<[accepted: string, chosen: string | undefined, decode: (body: Buffer) => Buffer]>([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['br', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['identity', undefined, (body) => body],
])('a browser that takes %s gets the script as %s', async (accepted, chosen, decode) => {
  await using shop = await openBuiltShop()
  const { status, headers, body } = await shop.get('/assets/index-C0FFEE.js', { 'accept-encoding': accepted })
  expect(status).toBe(200)
  expect(headers['content-encoding']).toBe(chosen)
  expect(headers['content-type']).toMatch(/javascript/)
  expect(headers.vary).toMatch(/accept-encoding/i)
  expect(decode(body).toString()).toBe(script)
})

test('a hashed file is kept for ever', async () => {
  await using shop = await openBuiltShop()
  for (const encoding of ['br', 'gzip', 'identity']) {
    const { headers } = await shop.get('/assets/index-C0FFEE.js', { 'accept-encoding': encoding })
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  }
})

test.each([
  '/index.en.html',
  '/pauses',
  '/office',
  '/self-test',
  '/customers/565039505',
  '/customers/abc',
  '/customers/1/or/2',
  '/customers/1?q=1',
])('the screen %s is the one page of the app, kept by nobody', async (address) => {
  await using shop = await openBuiltShop()
  const { status, headers, body } = await shop.get(address, { 'accept-encoding': 'br' })
  expect(status).toBe(200)
  expect(headers['content-type']).toMatch(/^text\/html/)
  expect(headers['cache-control']).toBe('no-store')
  expect(brotliDecompressSync(body).toString()).toBe(page)
})

test.each(['/', '/?q=1'])(
  'the first screen, %s, comes drawn, with the styles in it and no others let in',
  async (address) => {
    await using shop = await openBuiltShop()
    const { status, headers, body } = await shop.get(address, { 'accept-encoding': 'br' })
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    expect(brotliDecompressSync(body).toString()).toBe(drawn)
    const hash = createHash('sha256').update(styles).digest('base64')
    expect(headers['content-security-policy']).toContain(`style-src 'self' 'sha256-${hash}';`)
    const other = await shop.get('/pauses')
    expect(other.headers['content-security-policy']).toContain("style-src 'self';")
  },
)

test('the drawn page that a till keeps has the policy it needs, and brings no cookie', async () => {
  await using shop = await openBuiltShop()
  const [kept, shown] = [await shop.get('/start.ar.html'), await shop.get('/', { 'accept-language': 'ar' })]
  expect(kept.body.toString()).toBe(drawnIn('ar'))
  expect(kept.headers['content-security-policy']).toContain("style-src 'self' 'sha256-")
  expect(kept.headers['content-security-policy']).toBe(shown.headers['content-security-policy'])
  expect(kept.headers).not.toHaveProperty('set-cookie')
})

test.each([
  [true, '/sw.js', keeper],
  [true, '/sw.js?language=ar', keeper],
  [false, '/sw.js?language=ar', remover],
])('where tills may keep the shell is %s, %s is the script for it', async (keepsShell, address, worker) => {
  await using shop = await openBuiltShop({ keepsShell })
  const { status, headers, body } = await shop.get(address, { 'accept-encoding': 'br' })
  expect(status).toBe(200)
  expect(headers['content-type']).toMatch(/^text\/javascript|^application\/javascript/)
  expect(headers['cache-control']).toBe('no-cache')
  expect(brotliDecompressSync(body).toString()).toBe(worker)
})

test('the page for a phone has the headers of every page, and begins no session', async () => {
  const credentials = { kind: 'till', code: 'till.demo', password: 'countersign-demo' } as const
  await using shop = await openBuiltShop({ vendor: { access: { signIn: 'none', credentials } } })
  const screen = await shop.get('/hand-over', { 'accept-language': 'ar' })
  const phone = await shop.get('/phone', { 'accept-language': 'ar' })
  expect(phone.body.toString()).toBe(pageIn('ar'))
  expect(screen.headers['set-cookie']).toHaveLength(1)
  expect(phone.headers['set-cookie']).toBeUndefined()
  for (const name of ['content-security-policy', 'permissions-policy', 'referrer-policy', 'cache-control'])
    expect(phone.headers[name]).toBe(screen.headers[name])
})

test('what an app is installed by has its own type', async () => {
  await using shop = await openBuiltShop()
  const { status, headers } = await shop.get('/manifest.en.webmanifest')
  expect([status, headers['content-type']]).toEqual([200, 'application/manifest+json'])
})

test.each<[asked: string, cookie: string, language: string]>([
  ['ar', '', 'ar'],
  ['ar-AE,ar;q=0.9,en;q=0.8', '', 'ar'],
  ['pt', '', 'pt-BR'],
  ['pt-BR', '', 'pt-BR'],
  ['de;q=0.9, ar;q=0.8', '', 'ar'],
  ['de', '', 'en'],
  ['', '', 'en'],
  ['*', '', 'en'],
  ['en, ar;q=0', '', 'en'],
  [';;;q=,,', '', 'en'],
  ['en', 'language=ar', 'ar'],
  ['en', 'other=1; language=pt-BR', 'pt-BR'],
  ['ar', 'language=xx', 'ar'],
  ['ar', 'language=../../secret', 'ar'],
  ['ar', 'mylanguage=pt-BR', 'ar'],
])('a till that asks for "%s" with the cookie "%s" gets its pages in %s', async (asked, cookie, language) => {
  await using shop = await openBuiltShop()
  const headers = { 'accept-language': asked, ...(cookie ? { cookie } : {}) }
  for (const [address, wanted] of [
    ['/', drawnIn(language)],
    ['/customers/565039505', pageIn(language)],
  ] as const) {
    const answer = await shop.get(address, headers)
    expect(answer.body.toString()).toBe(wanted)
    expect(answer.headers.vary).toMatch(/accept-language, cookie/)
  }
})

test('the decoder of codes is WebAssembly, compressed, and kept for ever', async () => {
  await using shop = await openBuiltShop()
  const { headers, body } = await shop.get('/assets/decoder-C0FFEE.wasm', { 'accept-encoding': 'br' })
  expect(headers).toMatchObject({
    'content-type': 'application/wasm',
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(brotliDecompressSync(body).toString()).toBe(decoder)
})

test('a file that is not compressed comes as it is', async () => {
  await using shop = await openBuiltShop()
  const { status, headers, body } = await shop.get('/robots.txt', { 'accept-encoding': 'br' })
  expect([status, headers['cache-control'], body.toString()]).toEqual([200, 'no-store', 'User-agent: *'])
})

test.each([
  ['cross-site', 303],
  ['same-site', 303],
  ['same-origin', 200],
  ['none', 200],
  [undefined, 200],
])('a link to a customer that comes from %s is answered with %i', async (site, status) => {
  await using shop = await openBuiltShop()
  const answer = await shop.get('/customers/565039505', site === undefined ? {} : { 'sec-fetch-site': site })
  expect([answer.status, answer.headers.location]).toEqual([
    status,
    status === 303 ? '/?customer=565039505' : undefined,
  ])
})

test('an icon is kept for a day, so that no look-up fetches it anew', async () => {
  await using shop = await openBuiltShop()
  expect((await shop.get('/icon.svg')).headers['cache-control']).toBe('public, max-age=86400')
})

test('a screen can be asked for its headers only', async () => {
  await using shop = await openBuiltShop()
  expect(await shop.get('/', {}, 'HEAD')).toMatchObject({ status: 200, body: Buffer.alloc(0) })
})

test('a person who opens an address without a screen gets the app, as 404, and a program gets a problem', async () => {
  await using shop = await openBuiltShop()
  const html = { accept: 'text/html,application/xhtml+xml' }
  const shown = await shop.get('/customers', html)
  expect([shown.status, shown.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
  expect(shown.headers['cache-control']).toBe('no-store')
  for (const address of ['/api/nothing', '/v2/customers', '/assets/gone.js', '/.env'])
    expect(JSON.parse((await shop.get(address, html)).body.toString())).toMatchObject({ code: 'not_found' })
})

test.each([
  '/../secret.txt',
  '/../../secret.txt',
  '/assets/../../../secret.txt',
  '/..%2f..%2fsecret.txt',
  '/%2e%2e/%2e%2e/secret.txt',
  '/..%5c..%5csecret.txt',
  '/assets/..%00/secret.txt',
  '//etc/passwd',
  '/.env',
  '/assets/',
  '/assets',
  '/assets/gone-C0FFEE.js',
  '/customers',
  '/customers/1/2',
  '/server.js',
])('there is nothing at %s', async (address) => {
  await using shop = await openBuiltShop()
  const { status, body, headers } = await shop.get(address)
  expect(status).toBe(404)
  expect(JSON.parse(body.toString())).toMatchObject({ code: 'not_found' })
  expect(headers['cache-control']).toBe('no-store')
})

test.each(['/', '/assets/index-C0FFEE.js'])('%s has the security headers too', async (address) => {
  await using shop = await openBuiltShop()
  const { headers } = await shop.get(address)
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
})
