import { expect, test } from 'vitest'
import { openClock } from '#test/support/clock.ts'
import { openShop, sessionOf, type Shop } from '#test/support/shop.ts'

const ADITI = 565_039_505
const pin = '472913'

/** A till that signed in with a PIN, and the latest token of its browser. */
async function openTill(change: Parameters<typeof openShop>[0] = {}) {
  const shop = await openShop({ signedIn: false, ...change })
  const { code: till, password } = shop.sandbox.till
  let session = sessionOf(await shop.post('/api/session', { till, password, pin }, {}))
  await shop.post('/api/session/associate', { associate: '2313' }, { session })
  shop.sandbox.requests.length = 0
  const post = async (path: string, body?: object) => {
    const answer = await shop.post(`/api/session${path}`, body, { session })
    session = sessionOf(answer) || session
    return answer
  }
  return {
    shop,
    till: { till, password },
    post,
    session: () => session,
    state: async () => {
      const headers = { cookie: `countersign-session=${session}` }
      return (await shop.gateway.inject({ url: '/api/session', headers })).json()
    },
    customer: () => shop.customer(ADITI, { session }),
    [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose](),
  }
}

test('a locked session is told who it belongs to, and refuses every call about customers', async () => {
  await using till = await openTill({ demo: { till: 'till.demo', password: 'demo' } })
  const found = await till.customer()
  const [photo = ''] = found.body.match(/\/photos\/[^"]+/) ?? []
  expect((await till.shop.photo(photo, till.session())).statusCode).toBe(200)
  till.shop.sandbox.requests.length = 0
  expect((await till.post('/lock')).json()).toMatchObject({
    state: 'locked',
    demo: { till: 'till.demo' },
    who: { till: 'till.demo', associate: { name: 'Asha Verma' }, hasPin: true },
  })
  const session = till.session()
  const answers = await Promise.all([
    till.customer(),
    till.shop.photo(photo, session),
    till.shop.post('/api/find', { kind: 'customerId', value: String(ADITI) }, { session }),
    till.shop.post('/api/search', { text: 'aditi' }, { session }),
    till.post('/associate', { associate: '2290' }),
    till.post('/activity'),
  ])
  for (const answer of answers) expect(answer.json()).toMatchObject({ code: 'locked', status: 423 })
  expect(till.shop.sandbox.requests).toEqual([])
  expect(await till.state()).toMatchObject({ state: 'locked' })
  expect((await till.post('/lock')).json()).toMatchObject({ state: 'locked' })
})

test('the PIN unlocks, under a new token, and photo addresses are as good as before', async () => {
  await using till = await openTill()
  const [photo = ''] = (await till.customer()).body.match(/\/photos\/[^"]+/) ?? []
  await till.post('/lock')
  const before = till.session()
  expect((await till.post('/unlock', { pin })).json()).toMatchObject({ state: 'open' })
  expect(till.session()).not.toBe(before)
  expect((await till.shop.photo(photo, till.session())).statusCode).toBe(200)
  expect((await till.customer()).statusCode).toBe(200)
  expect((await till.shop.customer(ADITI, { session: before })).json()).toMatchObject({ code: 'signed_out' })
  expect((await till.shop.photo(photo, before)).json()).toMatchObject({ code: 'signed_out' })
})

test('who takes over a locked till sees no photo of the associate before', async () => {
  await using till = await openTill()
  const [photo = ''] = (await till.customer()).body.match(/\/photos\/[^"]+/) ?? []
  await till.post('/lock')
  await till.post('/unlock', till.till)
  const answer = await till.post('/associate', { associate: '2290' })
  expect(answer.json()).toMatchObject({
    state: 'open',
    who: { associate: { id: '2290' }, role: 'associate' },
  })
  expect((await till.shop.photo(photo, till.session())).json()).toMatchObject({ code: 'photo_refused' })
})

test('the fifth wrong PIN ends the session, for the right PIN too', async () => {
  await using till = await openTill()
  await till.post('/lock')
  for (const triesLeft of [4, 3, 2, 1, 0])
    expect((await till.post('/unlock', { pin: '0000' })).json()).toMatchObject({
      code: 'wrong_pin',
      status: 401,
      triesLeft,
    })
  expect((await till.post('/unlock', { pin })).json()).toMatchObject({ code: 'signed_out' })
  expect(await till.state()).toMatchObject({ state: 'signed-out' })
  expect(await till.shop.store.query('select id from sessions')).toEqual([])
})

test('the right PIN lets the wrong ones be forgotten', async () => {
  await using till = await openTill()
  for (let round = 0; round < 2; round++) {
    for (let time = 0; time < 3; time++) await till.post('/unlock', { pin: '0000' })
    expect((await till.post('/unlock', { pin })).statusCode).toBe(200)
  }
})

test('twenty PINs guessed at once are five', async () => {
  await using till = await openTill()
  const guesses = Array.from({ length: 20 }, (_, guess) =>
    till.post('/unlock', { pin: String(1000 + guess) }),
  )
  const answers = (await Promise.all(guesses)).map((answer) => answer.json())
  expect(answers.filter(({ triesLeft }) => triesLeft > 0)).toHaveLength(4)
  expect(await till.state()).toMatchObject({ state: 'signed-out' })
})

test('while another gateway looks at the fifth try, no sixth is looked at, right or wrong', async () => {
  await using till = await openTill()
  await till.shop.store.query('update sessions set pin_failures = 5')
  expect((await till.post('/unlock', { pin })).json()).toMatchObject({ code: 'wrong_pin', triesLeft: 0 })
})

test('a password unlocks too; a wrong one leaves the lock as it is', async () => {
  await using till = await openTill()
  await till.post('/lock')
  const wrong = await till.post('/unlock', { till: 'till.demo', password: 'wrong' })
  expect(wrong.json()).toMatchObject({ code: 'wrong_credentials' })
  expect(await till.state()).toMatchObject({ state: 'locked' })
  const before = till.session()
  const answer = await till.post('/unlock', till.till)
  expect(answer.json()).toMatchObject({ state: 'open', who: { hasPin: false } })
  expect((await till.shop.customer(ADITI, { session: before })).json()).toMatchObject({ code: 'signed_out' })
  expect((await till.customer()).statusCode).toBe(200)
})

test('who takes a till over ends the PIN of the associate before, and may choose another with the password', async () => {
  await using till = await openTill()
  await till.post('/lock')
  const taken = await till.post('/unlock', till.till)
  expect(taken.json()).toMatchObject({ state: 'open', who: { hasPin: false } })
  await till.post('/lock')
  expect((await till.post('/unlock', { pin })).json()).toMatchObject({ code: 'bad_request', path: 'pin' })
  const own = await till.post('/unlock', { ...till.till, pin: '8642' })
  expect(own.json()).toMatchObject({ state: 'open', who: { hasPin: true } })
  await till.post('/lock')
  expect((await till.post('/unlock', { pin: '8642' })).json()).toMatchObject({ state: 'open' })
})

test('a password without a name says not who it is, and ends the PIN', async () => {
  await using till = await openTill()
  await till.post('/lock')
  expect((await till.post('/unlock', till.till)).json()).toMatchObject({
    state: 'open',
    who: { hasPin: false },
  })
})

test('another till that takes over is itself, and does not inherit the PIN', async () => {
  await using till = await openTill()
  await till.post('/lock')
  const { code, password } = till.shop.sandbox.tillWithoutStaff
  expect((await till.post('/unlock', { till: code, password })).json()).toMatchObject({
    state: 'open',
    who: { till: code, hasPin: false, staff: [] },
  })
  expect((await till.post('/unlock', { pin })).json()).toMatchObject({ code: 'bad_request', path: 'pin' })
})

test.each([[{}], [{ till: 'till.demo' }], [undefined]])('%o unlocks nothing', async (body) => {
  await using till = await openTill()
  await till.post('/lock')
  expect((await till.post('/unlock', body)).json()).toMatchObject({ code: 'bad_request', path: 'pin' })
  expect(await till.state()).toMatchObject({ state: 'locked' })
})

test('a session that nobody touches locks itself half a minute after its screen should have', async () => {
  const clock = openClock()
  await using till = await openTill({ now: clock.now })
  clock.passes(120)
  expect(await till.state()).toMatchObject({ state: 'open' })
  clock.passes(1)
  expect(await till.state()).toMatchObject({ state: 'locked' })
  expect((await till.post('/activity')).json()).toMatchObject({ code: 'locked' })
  expect((await till.customer()).json()).toMatchObject({ code: 'locked' })
  expect((await till.post('/unlock', { pin })).json()).toMatchObject({ state: 'open' })
})

test.each([
  ['somebody’s touch', (till: Awaited<ReturnType<typeof openTill>>) => till.post('/activity'), 204],
  ['a look-up', (till: Awaited<ReturnType<typeof openTill>>) => till.customer(), 200],
])('%s keeps a session from locking itself', async (_what, touch, status) => {
  const clock = openClock()
  await using till = await openTill({ now: clock.now })
  for (let time = 0; time < 4; time++) {
    clock.passes(90)
    expect((await touch(till)).statusCode).toBe(status)
  }
})

test('activity is written down now and then, not with each call', async () => {
  const clock = openClock()
  await using till = await openTill({ now: clock.now })
  const activeAt = async () => (await till.shop.store.query('select active_at from sessions'))[0]?.active_at
  const atFirst = await activeAt()
  clock.passes(9)
  await till.customer()
  expect(await activeAt()).toEqual(atFirst)
  clock.passes(1)
  await till.customer()
  expect(await activeAt()).toEqual(new Date(clock.now()))
})

test('asking who is signed in is no activity', async () => {
  const clock = openClock()
  await using till = await openTill({ now: clock.now })
  for (let time = 0; time < 10; time++) {
    clock.passes(12)
    await till.state()
  }
  clock.passes(1)
  expect(await till.state()).toMatchObject({ state: 'locked' })
})

const everythingKept = async ({ store }: Shop) =>
  JSON.stringify(await store.query("select s, encode(pin_sealed, 'escape') as pin from sessions s"))

test('neither PIN nor password nor token is in the store', async () => {
  await using till = await openTill()
  const kept = await everythingKept(till.shop)
  expect(kept).toContain('till.demo')
  for (const secret of [pin, till.till.password, till.session(), 'Basic', 'scrypt'])
    for (const spelling of ['utf8', 'hex', 'base64'] as const)
      expect(kept).not.toContain(Buffer.from(secret).toString(spelling))
})
