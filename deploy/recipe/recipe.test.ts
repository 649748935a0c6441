import { once } from 'node:events'
import { connect } from 'node:tls'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findPostgres, startPostgres } from '#test/support/postgres-server.ts'
import { openSandbox } from '#sandbox/sandbox.ts'
import { openTill } from './browser.ts'
import { openGatewayProcess } from './gateways.ts'
import { host, missingPrograms, startNginx } from './nginx.ts'
import {
  aditi,
  ask,
  find,
  look,
  photo,
  photoIn,
  signIn,
  signInTimes,
  straightTo,
  throughNginx,
} from './till.ts'

const missing = [...missingPrograms(), ...(findPostgres() === undefined ? ['postgresql'] : [])]
if (missing.length > 0)
  process.stderr.write(
    `The recipe of nginx, two gateways and PostgreSQL is not tested: no ${missing.join(', ')} here.\n`,
  )

const newKey = () => randomBytes(32).toString('base64url')
const oldKey = newKey()

/** @param stops what is to be stopped at the end, the last first: filled as it is started, so that nothing is left where a start fails */
async function openRecipe(stops: (() => Promise<unknown>)[]) {
  const sandbox = await openSandbox()
  stops.push(() => sandbox.close())
  const database = await startPostgres()
  stops.push(() => database.stop())
  const env = {
    CAPILLARY_URL: sandbox.apiUrl,
    PHOTO_ORIGINS: `${sandbox.photoOrigin}/`,
    DATABASE_URL: database.url,
    SESSION_KEYS: oldKey,
    ALLOWED_HOSTS: host,
    POLICY: fileURLToPath(new URL('../../e2e/support/unhurried-policy.json', import.meta.url)),
  }
  const open = async () => {
    const gateway = await openGatewayProcess(env)
    stops.push(() => gateway.end('SIGKILL'))
    return gateway
  }
  const gateways = await Promise.all([open(), open()])
  const nginx = await startNginx([gateways[0].port, gateways[1].port])
  stops.push(() => nginx.stop())
  const way = throughNginx(nginx.tls, nginx.certificate)
  await vi.waitUntil(async () => (await ask(way, '/readyz')).status === 200, { interval: 20 })
  return { database, gateways, nginx, way }
}

/**
 * Tills that do what tills do, each without a pause, until they are told to stop.
 *
 * @returns how many requests there were, and what each got that was not 200
 */
function beginLoad(
  cookies: readonly string[],
  works: readonly ((cookie: string) => Promise<{ status: number; text: string }>)[],
) {
  const failures: string[] = []
  let requests = 0
  const over = new AbortController()
  const tills = cookies.map(async (cookie) => {
    while (!over.signal.aborted)
      for (const work of works) {
        const { status, text } = await work(cookie).catch((fault: unknown) => ({
          status: 0,
          text: String(fault),
        }))
        requests += 1
        if (status !== 200) failures.push(`${status} ${text.slice(0, 200)}`)
      }
  })
  return {
    failures,
    async end() {
      over.abort()
      await Promise.all(tills)
      return { requests, failures }
    },
  }
}

describe.skipIf(missing.length > 0)('nginx, two gateways and PostgreSQL, as shipped', () => {
  let recipe: Awaited<ReturnType<typeof openRecipe>>
  const stops: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    recipe = await openRecipe(stops)
  })
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop()
  })

  /** As `deploy/systemd/rolling-restart`: the next one goes once the one before serves tills again. */
  const restartAll = async (change: Record<string, string> = {}) => {
    for (const gateway of recipe.gateways) {
      expect(await gateway.end('SIGTERM')).toBe(0)
      await gateway.start(change)
      gateway.takeLog()
      await expect.poll(gateway.hasServed, { timeout: 10_000, interval: 20 }).toBe(true)
    }
  }

  test('a session begun at one gateway is good at the other, for customers, photos and signing out', async () => {
    const [one, other] = recipe.gateways.map(({ origin }) => straightTo(origin))
    if (one === undefined || other === undefined) throw new Error('there are two')
    const cookie = await signIn(one)
    expect(cookie).toMatch(/^__Host-Http-/)
    const customer = await look(other, cookie)
    expect([customer.status, JSON.parse(customer.text)]).toMatchObject([200, { id: aditi }])
    const address = photoIn(customer.text)
    const [here, there] = [await photo(one, cookie, address), await photo(recipe.way, cookie, address)]
    expect(here.status).toBe(200)
    expect(here.size).toBeGreaterThan(10_000)
    expect(there.text).toBe(here.text)
    expect((await ask(other, '/api/session', { method: 'DELETE', headers: { cookie } })).status).toBe(200)
    expect((await look(one, cookie)).status).toBe(401)
  })

  const key = newKey()

  test('while the gateways are restarted one after the other under load, no request fails and nobody is signed out', async () => {
    const { way } = recipe
    const cookies = await signInTimes(way, 4)
    const addresses = new Map<string, string>()
    const load = beginLoad(cookies, [
      async (cookie) => {
        const answer = await look(way, cookie)
        addresses.set(cookie, photoIn(answer.text))
        return answer
      },
      (cookie) => photo(way, cookie, addresses.get(cookie) ?? ''),
      (cookie) => find(way, cookie),
    ])
    // Already the first round of changing keys: all have the new one before any seals with it.
    await restartAll({ SESSION_KEYS: `${oldKey} ${key}` })
    const { requests, failures } = await load.end()
    expect(failures).toEqual([])
    expect(requests).toBeGreaterThan(100)
  })

  test('keys are changed without signing anybody out, also who signs in meanwhile', async () => {
    const { way } = recipe
    const load = beginLoad(await signInTimes(way, 2), [(cookie) => look(way, cookie)])
    const others = beginLoad([''], [async () => look(way, await signIn(way))])
    await restartAll({ SESSION_KEYS: `${key} ${oldKey}` })
    const { failures } = await load.end()
    expect([...failures, ...(await others.end()).failures]).toEqual([])
  })

  test('a gateway that is killed is not missed, and a session outlives them all', async () => {
    const { way, gateways } = recipe
    const cookies = await signInTimes(way, 4)
    const load = beginLoad(cookies, [(cookie) => look(way, cookie)])
    await gateways[0].end('SIGKILL')
    gateways[1].takeLog()
    await expect.poll(gateways[1].hasServed, { interval: 20 }).toBe(true)
    const { failures } = await load.end()
    expect(failures).toEqual([])

    await gateways[1].end('SIGKILL')
    const [cookie = ''] = cookies
    expect((await look(way, cookie)).status).toBe(502)
    await Promise.all(gateways.map((gateway) => gateway.start()))
    await expect.poll(async () => (await look(way, cookie)).status, { interval: 50 }).toBe(200)
  })

  test('while the database is away nobody is shown or let in, each is told why, and all is well once it is back', async () => {
    const { way, database } = recipe
    const cookie = await signIn(way)
    const bringBack = await database.takeAway()
    const body = { till: 'till.demo', password: 'countersign-demo' }
    const answers = await Promise.all([
      look(way, cookie),
      find(way, cookie),
      ask(way, '/api/session', { method: 'POST', body }),
    ])
    for (const { status, text } of answers) {
      expect([status, JSON.parse(text)]).toMatchObject([503, { code: 'store_down' }])
      expect(text).not.toContain('Aditi')
    }
    expect((await ask(way, '/readyz')).status).toBe(503)
    expect((await ask(way, '/healthz')).status).toBe(200)
    await bringBack()
    await expect
      .poll(async () => (await look(way, cookie)).status, { timeout: 10_000, interval: 50 })
      .toBe(200)
  })

  test('at a till, while the database is away, who is on screen stays, nobody else is shown, and it goes on by itself', async () => {
    const { way, database } = recipe
    await using till = await openTill()
    const { page } = till
    await page.goto(way.origin)
    await page.getByLabel('Till').fill('till.demo')
    await page.getByLabel('Password').fill('countersign-demo')
    await page.keyboard.press('Enter')
    await page.getByRole('listitem').first().getByRole('button').click()
    await page.getByRole('button', { name: 'Keys' }).waitFor()
    const search = async (typed: string) => {
      await page.getByLabel('Find a customer').fill(typed)
      await page.keyboard.press('Enter')
    }
    const seen = (text: string) => page.getByText(text).filter({ visible: true }).first().waitFor()
    const name = () => page.getByRole('heading', { level: 1 }).textContent()
    await search('9148574269')
    await expect.poll(name, { timeout: 10_000 }).toBe('Aditi Khan')
    const picture = page.getByRole('figure', { name: 'Photo' }).locator('img')
    await picture.waitFor()

    const bringBack = await database.takeAway()
    await page.getByRole('button', { name: '••••4269' }).first().click()
    await seen('Countersign can’t reach its own records')
    expect(await name()).toBe('Aditi Khan')
    expect(await picture.isVisible()).toBe(true)
    await search('565040002')
    await expect.poll(name, { timeout: 10_000 }).toContain('can’t reach its own records')
    expect(await picture.count()).toBe(0)

    await bringBack()
    await expect.poll(name, { timeout: 20_000 }).toBe('Rohan Mehta')
    await picture.waitFor()
  })

  test('what a till says of where it comes from and what it is called does not count', async () => {
    const { way } = recipe
    const cookie = await signIn(way)
    const lies: Record<string, string>[] = [
      { 'x-forwarded-host': 'evil.example' },
      { forwarded: 'host=evil.example' },
    ]
    for (const lie of lies) {
      const headers = { cookie, origin: 'https://evil.example', ...lie }
      expect((await ask(way, '/api/session/activity', { method: 'POST', headers })).status).toBe(403)
    }
    const ours = { cookie, origin: way.origin }
    expect((await ask(way, '/api/session/activity', { method: 'POST', headers: ours })).status).toBe(204)
  })

  // https://www.rfc-editor.org/rfc/rfc9112#section-3.2 and -6
  test.each([
    ['two hosts', `Host: ${host}\r\nHost: elsewhere\r\n`, '', 400],
    ['another host', 'Host: elsewhere\r\n', '', 421],
    [
      'a length and chunks',
      `Host: ${host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n`,
      '0\r\n\r\n',
      400,
    ],
    ['a body that is too large', `Host: ${host}\r\nContent-Length: 20000\r\n`, '', 413],
    ['a head that is too large', `Host: ${host}\r\nX-A: ${'a'.repeat(17_000)}\r\n`, '', 400],
  ])('a request with %s goes no further than nginx', async (_what, head, body, status) => {
    const { nginx } = recipe
    const socket = connect({ port: nginx.tls, host: '127.0.0.1', servername: host, ca: nginx.certificate })
    await once(socket, 'secureConnect')
    let said = ''
    socket.on('data', (piece: Buffer) => (said += piece.toString())).on('error', () => undefined)
    socket.write(`GET /api/shop HTTP/1.1\r\n${head}Connection: close\r\n\r\n${body}`)
    // What else a client sends nginx reads and forgets for five seconds before it hangs up.
    await expect.poll(() => said, { interval: 20 }).toContain('\r\n\r\n')
    socket.destroy()
    expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(said).not.toContain('x-request-id')
  })

  test('another name is told nothing, an old TLS is refused, and plain http leads to TLS', async () => {
    const { nginx } = recipe
    const refusal = async (options: object) => {
      const socket = connect({ port: nginx.tls, host: '127.0.0.1', ca: nginx.certificate, ...options })
      return once(socket, 'secureConnect').then(
        () => 'let in',
        () => 'refused',
      )
    }
    expect(await refusal({ servername: host })).toBe('let in')
    expect(await refusal({ servername: 'elsewhere.example.com' })).toBe('refused')
    expect(
      await refusal({
        servername: host,
        minVersion: 'TLSv1.1',
        maxVersion: 'TLSv1.1',
        ciphers: 'ALL@SECLEVEL=0',
      }),
    ).toBe('refused')
    const answer = await fetch(`http://127.0.0.1:${nginx.plain}/customers/1`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([308, `https://${host}/customers/1`])
  })

  test('no log of nginx’s names a customer or holds a cookie', async () => {
    const { way, nginx } = recipe
    await look(way, await signIn(way))
    const lines = (await nginx.logs()).split('\n').filter((line) => !line.includes('[error]'))
    expect(lines.length).toBeGreaterThan(100)
    expect(lines.join('\n')).not.toMatch(/565039505|countersign-session|photos\/|till\.demo/)
  })
})
