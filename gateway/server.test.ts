import { spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import { identifierKind } from '#contract/customer/identifier.ts'
import { openSandbox } from '#sandbox/sandbox.ts'
import { openStore } from './db/open-store.ts'
import { ask } from '#test/support/ask.ts'
import { customerPath } from '#test/support/shop.ts'

const ADITI = 565_039_505
const root = fileURLToPath(new URL('..', import.meta.url))
const outDir = path.join(root, 'node_modules/.cache/countersign-server-test')
/** Created once: every gateway after the first starts in a fifth of the time. */
const dataFolder = path.join(outDir, 'data')

beforeAll(async () => {
  const configFile = path.join(root, 'gateway/vite.config.ts')
  await build({ root, configFile, logLevel: 'silent', build: { outDir, emptyOutDir: true } })
  const store = await openStore({ kind: 'embedded', folder: dataFolder })
  await store.close()
}, 60_000)

/** The built gateway as a separate process, with only this environment. */
function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [path.join(outDir, 'server.js')], { env: { PORT: '0', ...env } })
  const said: string[] = []
  child.stdout.on('data', (piece: Buffer) => said.push(piece.toString()))
  const complaint = text(child.stderr)
  const exit = once(child, 'exit').then(([code]: unknown[]) => code)
  const origin = async () => {
    await expect.poll(() => said.join(''), { timeout: 50_000 }).toContain('Server listening at')
    return /http:\/\/127\.0\.0\.1:\d+/.exec(said.join(''))?.[0] ?? ''
  }
  return {
    child,
    said: () => said.join(''),
    complaint,
    exit,
    origin,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exit
    },
  }
}

const cookieOf = ({ 'set-cookie': [cookie = ''] = [] }: http.IncomingHttpHeaders) => ({
  cookie: cookie.split(';')[0] ?? '',
})

/** The cookie header of a browser that has signed in at the demo till. */
async function signIn(origin: string) {
  const { headers } = await ask(origin, '/api/session', {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ till: 'till.demo', password: 'countersign-demo' }),
  })
  return cookieOf(headers)
}

test('an environment with three mistakes is refused with all three, and nothing listens', async () => {
  await using gateway = run({ PORT: 'eighty', LOG_LEVEL: 'loud', CAPILLARY_KEY: 'hunter2' })
  expect(await gateway.exit).toBe(1)
  const complaint = await gateway.complaint
  for (const name of ['PORT', 'LOG_LEVEL', 'CAPILLARY_SECRET']) expect(complaint).toContain(name)
  expect(complaint).not.toContain('hunter2')
  expect(complaint).not.toContain('    at ')
  expect(gateway.said()).toBe('')
})

test('without an environment it runs on the sandbox, says so, and shows a customer', async () => {
  await using gateway = run({})
  const origin = await gateway.origin()
  await expect.poll(gateway.said).toContain('running on the sandbox, with invented customers')
  const shop = await ask(origin, '/api/shop')
  expect(JSON.parse(shop.body.toString())).toMatchObject({
    isSandbox: true,
    tryThese: expect.arrayContaining([expect.objectContaining({ userId: '600000301' })]),
  })
  const customer = await ask(origin, customerPath(ADITI), { headers: await signIn(origin) })
  expect(customer.status).toBe(200)
  expect(JSON.parse(customer.body.toString())).toMatchObject({ id: ADITI })
  gateway.child.kill('SIGTERM')
  expect(await gateway.exit).toBe(0)
  expect(await gateway.complaint).toBe('')
})

test('with a vendor and credentials it does the same on the vendor, and says nothing of a sandbox', async () => {
  await using sandbox = await openSandbox()
  const { key, secret } = sandbox.client
  await using gateway = run({
    DATA_DIR: dataFolder,
    CAPILLARY_URL: sandbox.apiUrl,
    PHOTO_ORIGINS: sandbox.photoOrigin,
    CAPILLARY_KEY: key,
    CAPILLARY_SECRET: secret,
  })
  const origin = await gateway.origin()
  const shop = await ask(origin, '/api/shop')
  expect(JSON.parse(shop.body.toString())).toEqual({
    isSandbox: false,
    tryThese: [],
    storeRules: { country: 'IN', kinds: identifierKind.options },
    local: { country: 'IN', currency: 'INR' },
    fieldLabels: {},
  })
  const { headers } = await ask(origin, '/api/session')
  expect((await ask(origin, customerPath(ADITI), { headers: cookieOf(headers) })).status).toBe(200)
  expect(gateway.said()).not.toContain('sandbox')
  expect(gateway.said()).not.toContain(secret)
})

test('who has signed in stays so when the gateway is killed and started again', async () => {
  let headers: Record<string, string> = {}
  {
    await using gateway = run({ DATA_DIR: dataFolder })
    headers = await signIn(await gateway.origin())
  }
  await using gateway = run({ DATA_DIR: dataFolder })
  const answer = await ask(await gateway.origin(), '/api/session', { headers })
  expect(JSON.parse(answer.body.toString())).toMatchObject({ state: 'open', who: { till: 'till.demo' } })
})

test('it tells whether it is alive and ready', async () => {
  await using gateway = run({ DATA_DIR: dataFolder })
  const origin = await gateway.origin()
  expect((await ask(origin, '/healthz')).body.toString()).toBe('{"status":"ok"}')
  expect((await ask(origin, '/readyz')).body.toString()).toBe('{"status":"ready"}')
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s finishes the look-up under way, takes no other, and ends well',
  async (signal) => {
    await using sandbox = await openSandbox()
    await using gateway = run({
      DATA_DIR: dataFolder,
      CAPILLARY_URL: sandbox.apiUrl,
      PHOTO_ORIGINS: sandbox.photoOrigin,
    })
    const origin = await gateway.origin()
    const headers = await signIn(origin)
    sandbox.requests.length = 0
    sandbox.control({ apiDelay: 500 })
    const browser = new http.Agent({ keepAlive: true })
    const underWay = once(http.get(origin + customerPath(ADITI), { agent: browser, headers }), 'response')
    await expect.poll(() => sandbox.requests.length).toBe(1)
    gateway.child.kill(signal)
    await expect
      .poll(() =>
        ask(origin, '/readyz').then(
          ({ status }) => status,
          () => 'closed',
        ),
      )
      .not.toBe(200)
    const [response]: unknown[] = await underWay
    if (!(response instanceof http.IncomingMessage)) throw new Error('no response')
    expect(response.statusCode).toBe(200)
    expect(JSON.parse(await text(response))).toMatchObject({ id: ADITI })
    expect(await gateway.exit).toBe(0)
    browser.destroy()
  },
)

test('told to end, it goes on for as long as load balancers take to notice', async () => {
  await using gateway = run({ DATA_DIR: dataFolder, SHUTDOWN_DELAY: '1' })
  const origin = await gateway.origin()
  gateway.child.kill('SIGTERM')
  await expect.poll(async () => (await ask(origin, '/readyz')).status).toBe(503)
  expect((await ask(origin, '/api/shop')).status).toBe(200)
  expect(await gateway.exit).toBe(0)
})

test('a port that is taken is said in one line, and the process ends', async () => {
  const other = http.createServer()
  await once(other.listen(0, '127.0.0.1'), 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  await using gateway = run({ DATA_DIR: dataFolder, PORT: port, LOG_LEVEL: 'silent' })
  expect(await gateway.exit).toBe(1)
  expect(await gateway.complaint).toMatch(/^Could not start: .*EADDRINUSE[^\n]*\n$/)
  other.close()
})
