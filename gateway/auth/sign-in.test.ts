import { expect, test } from 'vitest'
import { openClock } from '#test/support/clock.ts'
import { customerPath, openShop, sessionOf, type Shop } from '#test/support/shop.ts'

const ADITI = 565_039_505
const minute = 60

const right = ({ sandbox: { till } }: Shop) => ({ till: till.code, password: till.password })
const signIn = (shop: Shop, typed: object = right(shop)) => shop.post('/api/session', typed, {})

test('before sign-in the form is filled with the demo till, and nothing is told of anybody', async () => {
  await using shop = await openShop({ signedIn: false, demo: { till: 'till.demo', password: 'demo' } })
  const answer = await shop.gateway.inject('/api/session')
  expect(answer.json()).toEqual({
    state: 'signed-out',
    signIn: 'till',
    demo: { till: 'till.demo', password: 'demo' },
    hideAfter: 90,
    lockAfter: 90,
    lockKeep: 5,
  })
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers['set-cookie']).toBeUndefined()
})

test('a till signs in with its password, and the header can tell who it is', async () => {
  await using shop = await openShop({ signedIn: false })
  const answer = await signIn(shop)
  const session = {
    state: 'open',
    signIn: 'till',
    who: {
      organisation: 'Countersign Demo',
      till: 'till.demo',
      owner: expect.stringMatching(/^[\w-]{16}$/),
      role: 'associate',
      hasPin: false,
      staff: [
        { id: '2290', name: 'Margarida Sousa' },
        { id: '2313', name: 'Asha Verma' },
        { id: '2314', name: 'Jonas Lindqvist' },
        { id: '2315', name: 'Noor' },
      ],
    },
    hideAfter: 90,
    lockAfter: 90,
    lockKeep: 5,
  }
  expect(answer.json()).toEqual(session)
  const cookie = { cookie: `countersign-session=${sessionOf(answer)}` }
  expect((await shop.gateway.inject({ url: '/api/session', headers: cookie })).json()).toEqual(session)
  expect((await shop.customer(ADITI, { session: sessionOf(answer) })).statusCode).toBe(200)
})

test('the vendor is asked as the till that signed in, each till as itself', async () => {
  await using shop = await openShop()
  const { code, password } = shop.sandbox.tillWithoutStaff
  const other = await signIn(shop, { till: code, password })
  expect(other.json()).toMatchObject({ who: { till: code, staff: [] } })
  await shop.customer(ADITI)
  await shop.customer(ADITI, { session: sessionOf(other) })
  const asked = shop.sandbox.requests.filter(({ path }) => path === customerPath(ADITI))
  const tillOf = (authorization = '') =>
    Buffer.from(authorization.slice(6), 'base64').toString().split(':')[0]
  expect(asked.map(({ headers }) => tillOf(headers.authorization))).toEqual(['till.demo', code])
})

test('a colleague is picked from the list, and to pick a manager’s name makes nobody a manager', async () => {
  await using shop = await openShop({ signedIn: false })
  const session = sessionOf(await signIn(shop))
  const asManager = await shop.post('/api/session/associate', { associate: '2290' }, { session })
  expect(asManager.json()).toMatchObject({
    who: { associate: { name: 'Margarida Sousa' }, role: 'associate' },
  })
  expect(asManager.headers['set-cookie']).toBeUndefined()
  const stranger = await shop.post('/api/session/associate', { associate: '2316' }, { session })
  expect(stranger.json()).toMatchObject({ code: 'bad_request', path: 'associate' })
})

test('where the list of staff fails, a till signs in all the same, with nobody to pick', async () => {
  await using shop = await openShop({ signedIn: false })
  shop.sandbox.control({ staff: 'down' })
  expect((await signIn(shop)).json()).toMatchObject({ state: 'open', who: { till: 'till.demo', staff: [] } })
})

test('an unknown till and a wrong password get the same answer, after the same questions', async () => {
  await using shop = await openShop({ signedIn: false })
  const answers = []
  for (const typed of [
    { till: 'till.demo', password: 'wrong' },
    { till: 'till.nowhere', password: 'countersign-demo' },
  ]) {
    const answer = await signIn(shop, typed)
    expect(answer.headers['set-cookie']).toBeUndefined()
    const { requestId: _, vendorRequestId: _vendors, ...told } = answer.json()
    const { 'x-request-id': __, 'x-cap-requestid': ___, date: ____, ...headers } = answer.headers
    answers.push({ told, headers, asked: shop.sandbox.requests.splice(0).map(({ path }) => path) })
  }
  expect(answers[0]).toMatchObject({ told: { code: 'wrong_credentials', status: 401 } })
  expect(answers[1]).toEqual(answers[0])
})

test('a vendor that is down could not be asked, which is no wrong password and no attempt', async () => {
  await using shop = await openShop({ signedIn: false })
  shop.sandbox.control({ vendor: 'down' })
  for (let time = 0; time < 8; time++)
    expect((await signIn(shop)).json()).toMatchObject({ code: 'vendor_down', status: 502 })
  shop.sandbox.control({ vendor: 'ok' })
  expect((await signIn(shop)).statusCode).toBe(200)
})

test.each([
  [{ password: 'x' }, 'till'],
  [{ till: '  ', password: 'x' }, 'till'],
  [{ till: 'x' }, 'password'],
  [{ till: 'x', password: 'y'.repeat(201) }, 'password'],
  [{ till: 'x', password: 'y', pin: '123' }, 'pin'],
  [{ till: 'x', password: 'y', pin: '123456789' }, 'pin'],
  [{ till: 'x', password: 'y', pin: '12e4' }, 'pin'],
  [{ till: 'x', password: 'y', token: 'z' }, 'body'],
  [{ till: ['x'], password: 'y' }, 'till'],
])('%o is no sign-in (%s), and nobody is asked', async (typed, path) => {
  await using shop = await openShop({ signedIn: false })
  expect((await signIn(shop, typed)).json()).toMatchObject({ code: 'bad_request', path })
  expect(shop.sandbox.requests).toEqual([])
})

test('after five wrong passwords a till waits, twice as long each time, and at most a quarter of an hour', async () => {
  const clock = openClock()
  await using shop = await openShop({ signedIn: false, now: clock.now })
  const wrong = { till: 'till.demo', password: 'wrong' }
  for (let attempt = 0; attempt < 5; attempt++)
    expect((await signIn(shop, wrong)).json()).toMatchObject({ code: 'wrong_credentials' })
  const waits = []
  for (let attempt = 0; attempt < 7; attempt++) {
    const asked = shop.sandbox.requests.length
    const answer = await signIn(shop)
    expect(answer.json()).toMatchObject({ code: 'slow_down', status: 429 })
    expect(shop.sandbox.requests).toHaveLength(asked)
    waits.push(Number(answer.headers['retry-after']))
    clock.passes(Number(answer.headers['retry-after']))
    await signIn(shop, wrong)
  }
  expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900])
})

test('the right password after the wait signs in, and what was tried before is forgotten', async () => {
  const clock = openClock()
  await using shop = await openShop({ signedIn: false, now: clock.now })
  const wrong = { till: 'TILL.demo', password: 'wrong' }
  for (let attempt = 0; attempt < 5; attempt++) await signIn(shop, wrong)
  expect((await signIn(shop)).statusCode).toBe(429)
  clock.passes(30)
  expect((await signIn(shop)).statusCode).toBe(200)
  for (let attempt = 0; attempt < 5; attempt++)
    expect((await signIn(shop, wrong)).json()).toMatchObject({ code: 'wrong_credentials' })
})

test('wrong passwords are forgotten after a quarter of an hour without one', async () => {
  const clock = openClock()
  await using shop = await openShop({ signedIn: false, now: clock.now })
  const wrong = { till: 'till.demo', password: 'wrong' }
  for (let attempt = 0; attempt < 4; attempt++) await signIn(shop, wrong)
  clock.passes(15 * minute + 1)
  for (let attempt = 0; attempt < 5; attempt++)
    expect((await signIn(shop, wrong)).json()).toMatchObject({ code: 'wrong_credentials' })
})

test('a hundred guesses at once are as many as five', async () => {
  await using shop = await openShop({ signedIn: false, now: openClock().now })
  const guesses = Array.from({ length: 100 }, (_, guess) =>
    signIn(shop, { till: 'till.demo', password: `guess ${guess}` }),
  )
  const codes = (await Promise.all(guesses)).map((answer) => answer.json().code)
  expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(5)
  expect(codes.filter((code) => code === 'slow_down')).toHaveLength(95)
})

test('one address can try thirty times, whatever tills it names; others go on', async () => {
  await using shop = await openShop({ signedIn: false, now: openClock().now })
  const from = (address: string, till: string) => signInFrom(shop, address, { till, password: 'wrong' })
  for (let attempt = 0; attempt < 30; attempt++)
    expect((await from('10.0.0.1', `till.${attempt}`)).json()).toMatchObject({ code: 'wrong_credentials' })
  expect((await from('10.0.0.1', 'till.30')).json()).toMatchObject({ code: 'slow_down' })
  expect((await from('10.0.0.2', 'till.30')).json()).toMatchObject({ code: 'wrong_credentials' })
})

const signInFrom = (shop: Shop, address: string, typed: object) =>
  shop.gateway.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': address },
    payload: typed,
  })

test('wrong passwords from other networks do not shut a till out of its own', async () => {
  await using shop = await openShop({ signedIn: false, now: openClock().now })
  const { code: till, password } = shop.sandbox.till
  const signInHere = () => signInFrom(shop, '10.0.0.1', { till, password })
  expect((await signInHere()).statusCode).toBe(200)
  const codes = new Set<string>()
  for (let network = 0; network < 12; network++)
    for (let attempt = 0; attempt < 6; attempt++)
      codes.add((await signInFrom(shop, `10.0.1.${network}`, { till, password: 'wrong' })).json().code)
  expect([...codes]).toEqual(['wrong_credentials', 'slow_down'])
  expect((await signInHere()).statusCode).toBe(200)
})

test('all other networks together can try a till thirty times', async () => {
  await using shop = await openShop({ signedIn: false, now: openClock().now })
  const { code: till } = shop.sandbox.till
  const codes: string[] = []
  for (let network = 0; network < 40; network++)
    codes.push((await signInFrom(shop, `10.0.1.${network}`, { till, password: 'wrong' })).json().code)
  expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(30)
  expect(codes.slice(30)).toEqual(Array.from({ length: 10 }, () => 'slow_down'))
})

test('several gateways on one store count wrong passwords together', async () => {
  const clock = openClock()
  await using shop = await openShop({ signedIn: false, now: clock.now })
  const sessionKeys = [Buffer.alloc(32, 1)] as const
  await using one = await openShop({ store: shop.store, sessionKeys, signedIn: false, now: clock.now })
  await using other = await openShop({ store: shop.store, sessionKeys, signedIn: false, now: clock.now })
  for (let attempt = 0; attempt < 5; attempt++)
    await signIn(attempt % 2 ? one : other, { till: 'till.demo', password: 'wrong' })
  expect((await signIn(one)).statusCode).toBe(429)
  expect((await signIn(other)).statusCode).toBe(429)
})

test('a refused sign-in is logged without what was typed', async () => {
  await using shop = await openShop({ signedIn: false })
  await signIn(shop, { till: 'my-secret-password', password: 'hunter2' })
  const line = shop.logLines.find((each) => each.includes('sessionEvent')) ?? ''
  expect(JSON.parse(line)).toMatchObject({ sessionEvent: 'refused', why: 'wrong_credentials' })
  expect(shop.logLines.join('')).not.toMatch(/my-secret|hunter2/)
  expect(JSON.stringify(await shop.store.query('select * from sign_in_attempts'))).not.toContain('secret')
})
