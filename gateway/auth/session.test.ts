import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { openClock } from '#test/support/clock.ts'
import { customerPath, openShop, sessionOf, withSession, type Shop } from '#test/support/shop.ts'
import { keepSessionKeys, readSessionKeys } from '#gateway/crypto/keys.ts'

const ADITI = 565_039_505
const minute = 60
const hour = 3600

afterEach(() => {
  vi.useRealTimers()
})

const stateOf = async ({ gateway }: Shop, session: string) =>
  (await gateway.inject({ url: '/api/session', headers: withSession(session) })).json().state

const signIn = (shop: Shop, headers: Record<string, string> = {}) =>
  shop.gateway.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    payload: { till: shop.sandbox.till.code, password: shop.sandbox.till.password },
  })

const signOut = ({ gateway }: Shop, session: string) =>
  gateway.inject({
    method: 'DELETE',
    url: '/api/session',
    headers: { ...withSession(session), 'sec-fetch-site': 'same-origin' },
  })

test('a session is 256 bits in a cookie that scripts and other sites can’t use and no disk keeps', async () => {
  await using shop = await openShop({ signedIn: false })
  const [one, other] = [await signIn(shop), await signIn(shop)]
  expect(one.headers['set-cookie']).toMatch(
    /^countersign-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  )
  expect(sessionOf(one)).not.toBe(sessionOf(other))
})

test('behind TLS the cookie has the name that binds it to this host, and the plain name opens nothing', async () => {
  await using shop = await openShop({ signedIn: false })
  const tls = { 'x-forwarded-proto': 'https' }
  const answer = await signIn(shop, tls)
  const [, token = ''] =
    /^__Host-Http-countersign-session=([\w-]{43});/.exec(String(answer.headers['set-cookie'])) ?? []
  expect(answer.headers['set-cookie']).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
  const look = async (name: string) =>
    (await shop.gateway.inject({ url: customerPath(ADITI), headers: { ...tls, cookie: `${name}=${token}` } }))
      .statusCode
  expect(await look('__Host-Http-countersign-session')).toBe(200)
  expect(await look('countersign-session')).toBe(401)
})

test('without a session nothing about customers is told, and the vendor is not asked', async () => {
  await using shop = await openShop({ signedIn: false })
  const answers = await Promise.all([
    shop.customer(ADITI),
    shop.photo('/photos/AAAA'),
    shop.post('/api/find', { kind: 'customerId', value: String(ADITI) }),
    shop.post('/api/search', { text: 'aditi' }),
    shop.post('/api/session/lock'),
    shop.post('/api/session/unlock', { pin: '1234' }),
    shop.post('/api/session/activity'),
    shop.post('/api/session/associate', { associate: '2313' }),
  ])
  for (const answer of answers) expect(answer.json()).toMatchObject({ code: 'signed_out', status: 401 })
  expect(shop.sandbox.requests).toEqual([])
  expect((await shop.gateway.inject('/api/shop')).statusCode).toBe(200)
})

test('sign-out ends the session at once, in every tab and at every gateway, and clears the browser', async () => {
  const sessionKeys = [randomBytes(32)] as const
  await using shop = await openShop({ sessionKeys })
  await using other = await openShop({ sessionKeys, store: shop.store, signedIn: false })
  expect(await stateOf(other, shop.session)).toBe('open')
  const answer = await signOut(shop, shop.session)
  expect(answer.json()).toEqual({
    state: 'signed-out',
    signIn: 'till',
    hideAfter: 90,
    lockAfter: 90,
    lockKeep: 5,
  })
  expect(answer.headers['clear-site-data']).toBe('"cache","storage"')
  expect(answer.headers['set-cookie']).toBe(
    'countersign-session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
  )
  expect((await shop.customer(ADITI)).json()).toMatchObject({ code: 'signed_out' })
  expect(await stateOf(other, shop.session)).toBe('signed-out')
  expect(await shop.store.query('select id from sessions')).toEqual([])
  const again = await signOut(shop, shop.session)
  expect([again.statusCode, again.json().state]).toEqual([200, 'signed-out'])
})

test('a token that somebody planted before is not the one the sign-in gives', async () => {
  await using shop = await openShop({ signedIn: false })
  const planted = randomBytes(32).toString('base64url')
  const answer = await signIn(shop, withSession(planted))
  expect(sessionOf(answer)).not.toBe(planted)
  expect(await stateOf(shop, planted)).toBe('signed-out')
})

test('signing in anew ends the session this browser had', async () => {
  await using shop = await openShop()
  const next = sessionOf(await signIn(shop, withSession(shop.session)))
  expect(await stateOf(shop, shop.session)).toBe('signed-out')
  expect(await stateOf(shop, next)).toBe('open')
})

test.each<[what: string, cookie: (session: string) => string]>([
  ['none', () => ''],
  ['another name', (session) => `session=${session}`],
  ['another case', (session) => `Countersign-Session=${session}`],
  ['a forged token', () => `countersign-session=${randomBytes(32).toString('base64url')}`],
  ['a token cut short', (session) => `countersign-session=${session.slice(1)}`],
  ['a token with more', (session) => `countersign-session=${session}A`],
  ['a token in quotes', (session) => `countersign-session="${session}"`],
  ['the token twice', (session) => `countersign-session=${session}; countersign-session=${session}`],
  [
    'another token before it',
    (session) => `countersign-session=${'x'.repeat(43)}; countersign-session=${session}`,
  ],
  ['an empty one after it', (session) => `countersign-session=${session}; countersign-session=`],
  ['a statement', () => "countersign-session=' or '1'='1"],
])('a cookie with %s is nobody’s', async (_what, cookie) => {
  await using shop = await openShop()
  const answer = await shop.gateway.inject({
    url: customerPath(ADITI),
    headers: { cookie: cookie(shop.session) },
  })
  expect(answer.json()).toMatchObject({ code: 'signed_out' })
  expect(shop.sandbox.requests).toEqual([])
})

test('other cookies do no harm', async () => {
  await using shop = await openShop()
  const cookie = `a=b; countersign-session=${shop.session};xcountersign-session=c`
  expect((await shop.gateway.inject({ url: customerPath(ADITI), headers: { cookie } })).statusCode).toBe(200)
})

test('a cookie of another installation is nobody’s', async () => {
  await using shop = await openShop()
  await using elsewhere = await openShop()
  expect(await stateOf(elsewhere, shop.session)).toBe('signed-out')
})

test('a session ends half an hour after its last use', async () => {
  const clock = openClock()
  await using shop = await openShop({ now: clock.now })
  clock.passes(30 * minute)
  expect(await stateOf(shop, shop.session)).toBe('locked')
  clock.passes(1)
  expect(await stateOf(shop, shop.session)).toBe('signed-out')
  expect(await shop.store.query('select id from sessions')).toEqual([])
})

test('a session ends after a shift of twelve hours, however busy', async () => {
  const clock = openClock()
  await using shop = await openShop({ now: clock.now })
  for (let time = 0; time < (12 * hour) / minute; time++) {
    clock.passes(minute)
    expect((await shop.post('/api/session/activity')).statusCode).toBe(204)
  }
  clock.passes(1)
  expect((await shop.post('/api/session/activity')).json()).toMatchObject({ code: 'signed_out' })
})

test('signing in anew at the lock begins the twelve hours again', async () => {
  const clock = openClock()
  const limits = { hideAfter: 90, lockAfter: 90, lockKeep: 5, idle: 24 * hour, longest: 12 * hour }
  await using shop = await openShop({ now: clock.now, sessionLimits: limits })
  clock.passes(11 * hour)
  const { code: till, password } = shop.sandbox.till
  const session = sessionOf(await shop.post('/api/session/unlock', { till, password }))
  clock.passes(2 * hour)
  expect(await stateOf(shop, session)).toBe('locked')
})

test('sessions that have run out are swept away within a minute, others are not', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const clock = openClock()
  await using shop = await openShop({ now: clock.now })
  clock.passes(29 * minute)
  const next = sessionOf(await signIn(shop))
  clock.passes(2 * minute)
  vi.advanceTimersByTime(60_000)
  await expect.poll(() => shop.store.query('select id from sessions')).toHaveLength(1)
  expect(await stateOf(shop, next)).toBe('open')
})

test('where the vendor no longer takes the password, the session ends and says so', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ tills: 'revoked' })
  expect((await shop.customer(ADITI)).json()).toMatchObject({ code: 'signed_out', status: 401 })
  shop.sandbox.control({ tills: 'ok' })
  expect(await stateOf(shop, shop.session)).toBe('signed-out')
})

test('a new key in front signs nobody out; without the old key its sessions are over', async () => {
  const [before, after] = [randomBytes(32), randomBytes(32)]
  await using shop = await openShop({ sessionKeys: [before] })
  const vendor = { url: shop.sandbox.apiUrl }
  const next = { store: shop.store, vendor, signedIn: false }
  await using rotated = await openShop({ ...next, sessionKeys: [after, before] })
  const answer = await rotated.customer(ADITI, { session: shop.session })
  expect(answer.statusCode).toBe(200)
  const newer = sessionOf(await signIn(rotated))
  await using withoutOld = await openShop({ ...next, sessionKeys: [after] })
  expect((await withoutOld.customer(ADITI, { session: newer })).statusCode).toBe(200)
  expect(await stateOf(withoutOld, shop.session)).toBe('signed-out')
})

test.each([
  ['POST', '/api/session'],
  ['POST', '/api/session/unlock'],
  ['POST', '/api/session/lock'],
  ['POST', '/api/session/associate'],
  ['POST', '/api/session/activity'],
  ['DELETE', '/api/session'],
] as const)('%s %s is for our own pages, in JSON where it has a body', async (method, url) => {
  await using shop = await openShop()
  const cookie = withSession(shop.session)
  const said = (headers: Record<string, string>, payload?: string) =>
    shop.gateway.inject({ method, url, headers: { ...cookie, ...headers }, ...(payload ? { payload } : {}) })
  const foreign: Record<string, string>[] = [
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
  ]
  for (const headers of foreign)
    expect((await said(headers)).json()).toMatchObject({ code: 'cross_site', status: 403 })
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
    expect(
      (await said({ 'sec-fetch-site': 'same-origin', 'content-type': type }, '{"till":"till.demo"}')).json(),
    ).toMatchObject({ code: 'bad_request', path: 'content-type' })
  expect(await stateOf(shop, shop.session)).toBe('open')
  expect(shop.sandbox.requests).toEqual([])
})

test('a browser that says nothing of sites is let in by its origin', async () => {
  await using shop = await openShop()
  const headers = { ...withSession(shop.session), host: 'till.example', origin: 'https://till.example' }
  const locked = await shop.gateway.inject({ method: 'POST', url: '/api/session/lock', headers })
  expect(locked.json()).toMatchObject({ state: 'locked' })
})

test.each([
  ['image', 200],
  ['empty', 200],
  ['document', 403],
  ['iframe', 403],
  ['script', 403],
])('a photo as %s is answered with %i', async (use, status) => {
  await using shop = await openShop()
  const { addresses } = await shop.lookUp(ADITI)
  const headers = { ...shop.headers.read, 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': use }
  expect((await shop.gateway.inject({ url: addresses[0] ?? '', headers })).statusCode).toBe(status)
})

test('each turn in a session’s life is logged by its id and till, without token or PIN', async () => {
  await using shop = await openShop({ signedIn: false })
  const { code: till, password } = shop.sandbox.till
  const first = sessionOf(await shop.post('/api/session', { till, password, pin: '4729' }, {}))
  await shop.post('/api/session/lock', undefined, { session: first })
  await shop.post('/api/session/unlock', { pin: '9999' }, { session: first })
  const second = sessionOf(await shop.post('/api/session/unlock', { pin: '4729' }, { session: first }))
  await signOut(shop, second)
  const lines = shop.logLines.map((line) => JSON.parse(line)).filter(({ sessionEvent }) => sessionEvent)
  expect(lines.map(({ sessionEvent }) => sessionEvent)).toEqual([
    'signed in',
    'locked',
    'refused',
    'unlocked',
    'signed out',
  ])
  expect(new Set(lines.map(({ session, till: of }) => `${session} ${of}`)).size).toBe(1)
  for (const secret of [first, second, password, '4729', 'countersign-session'])
    expect(shop.logLines.join('')).not.toContain(secret)
})

const noSignIn = (shop: Pick<Shop, 'sandbox'>['sandbox']['till']) =>
  ({ access: { signIn: 'none', credentials: { kind: 'till', ...shop } } }) as const
const demoTill = { code: 'till.demo', password: 'countersign-demo' }

test('where nobody signs in, whoever opens the page at this machine is in, and may lock and unlock', async () => {
  const clock = openClock()
  await using shop = await openShop({ vendor: noSignIn(demoTill), now: clock.now })
  expect((await shop.customer(ADITI)).statusCode).toBe(200)
  clock.passes(29 * minute)
  expect(await stateOf(shop, shop.session)).toBe('open')
  expect((await shop.post('/api/session/lock')).json()).toMatchObject({ state: 'locked', signIn: 'none' })
  expect((await shop.customer(ADITI)).json()).toMatchObject({ code: 'locked' })
  const unlocked = await shop.post('/api/session/unlock', {})
  expect(unlocked.json()).toMatchObject({ state: 'open', who: { till: 'this till', hasPin: false } })
  expect((await shop.customer(ADITI, { session: sessionOf(unlocked) })).statusCode).toBe(200)
  const typed = { till: 'till.demo', password: 'countersign-demo' }
  expect((await shop.post('/api/session', typed)).json()).toMatchObject({ code: 'not_found' })
})

test.each([
  { host: 'evil.example:8080' },
  { host: 'localhost.evil.example' },
  { host: 'evil.example', 'x-forwarded-host': 'localhost' },
  { host: 'localhost', 'x-forwarded-for': '10.0.0.7' },
])('where nobody signs in, %o begins no session: it is not this machine that asks', async (headers) => {
  await using shop = await openShop({ vendor: noSignIn(demoTill), signedIn: false })
  const answer = await shop.gateway.inject({ url: '/api/session', headers })
  expect(answer.json()).toMatchObject({ code: 'cross_site' })
  expect(answer.headers['set-cookie']).toBeUndefined()
})

test('keys are read as they are made, and nothing else is a key', () => {
  const [one, other] = [randomBytes(32), randomBytes(32)]
  const written = [one, other].map((key) => key.toString('base64url'))
  expect(readSessionKeys(`  ${written.join('\n')} `)).toEqual([one, other])
  for (const wrong of [
    '',
    'x',
    `${written[0]}x`,
    one.toString('hex'),
    one.toString('base64').replace(/^../, '+/'),
  ])
    expect(readSessionKeys(wrong)).toBeUndefined()
})

test('keys that were made are kept for this user only, and found at the next start', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-keys-'))
  const made = await keepSessionKeys(folder)
  const file = path.join(folder, 'session-keys')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await keepSessionKeys(folder)).toEqual(made)
  expect(readSessionKeys(await readFile(file, 'utf8'))).toEqual(made)
  await writeFile(file, 'no keys')
  await expect(keepSessionKeys(folder)).rejects.toThrow('holds no keys')
  await rm(folder, { recursive: true })
})
