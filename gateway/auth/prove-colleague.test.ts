import { expect, test } from 'vitest'
import { openShop, sessionOf, type Shop } from '#test/support/shop.ts'
import { anotherSession } from '#test/support/verify.ts'

const [asha, jonas] = ['2313', '2314']
const pin = '2468'

const pick = (shop: Shop, session: string, body: object) =>
  shop.post('/api/session/associate', body, { session })

/** A session of Asha's, which somebody else would take over. */
const ashasSession = (shop: Shop) => anotherSession(shop, asha)

/** Jonas chooses his PIN at a till of his own. */
async function jonasChooses(shop: Shop) {
  const session = await anotherSession(shop, jonas)
  await shop.post('/api/colleagues/pin', { pin }, { session })
}

const eventsOf = (shop: Shop, action: string) =>
  shop.store.query('select associate, outcome from audit_events where action = $1 and associate = $2', [
    action,
    jonas,
  ])

test('the name of a colleague who has chosen a PIN is picked with the PIN, at any till', async () => {
  await using shop = await openShop({ signedIn: false })
  await jonasChooses(shop)
  for (const session of [await ashasSession(shop), await anotherSession(shop)]) {
    const picked = await pick(shop, session, { associate: jonas })
    expect(picked.json()).toMatchObject({ code: 'pin_needed', status: 403 })
    expect((await pick(shop, session, { associate: jonas, pin: '1111' })).json()).toMatchObject({
      code: 'wrong_pin',
    })
    expect((await pick(shop, session, { associate: jonas, pin })).json()).toMatchObject({
      who: { associate: { id: jonas } },
    })
  }
  expect(await eventsOf(shop, 'unlock')).toEqual(
    Array.from({ length: 2 }, () => ({ associate: jonas, outcome: 'wrong_pin' })),
  )
})

test('a colleague without a PIN chooses one with the till’s password before they take over another’s session', async () => {
  await using shop = await openShop({ signedIn: false })
  const session = await ashasSession(shop)
  const { password } = shop.sandbox.till
  const refused: [object, string][] = [
    [{}, 'no_pin'],
    [{ pin }, 'no_pin'],
    [{ password }, 'no_pin'],
    [{ pin, password: 'wrong' }, 'wrong_credentials'],
  ]
  for (const [proof, code] of refused)
    expect((await pick(shop, session, { associate: jonas, ...proof })).json()).toMatchObject({ code })
  const taken = await pick(shop, session, { associate: jonas, pin, password })
  expect(taken.json()).toMatchObject({ who: { associate: { id: jonas }, hasPin: true } })
  expect(await eventsOf(shop, 'pin')).toEqual([{ associate: jonas, outcome: 'done' }])

  // It is their PIN from now on: at every till, and for this screen instead of the former associate's.
  const elsewhere = await anotherSession(shop)
  expect((await pick(shop, elsewhere, { associate: jonas })).json()).toMatchObject({ code: 'pin_needed' })
  await shop.post('/api/session/lock', {}, { session })
  const unlocked = await shop.post('/api/session/unlock', { pin }, { session })
  expect(unlocked.json()).toMatchObject({ state: 'open', who: { associate: { id: jonas } } })

  const late = await shop.post('/api/colleagues/pin', { pin: '1357' }, { session: sessionOf(unlocked) })
  expect(late.json()).toMatchObject({ code: 'pin_taken', till: 'till.demo' })
})

test('the PIN of a session is not its own any more when somebody else has taken it over', async () => {
  await using shop = await openShop({ signedIn: false })
  await jonasChooses(shop)
  const { code: till, password } = shop.sandbox.till
  const session = sessionOf(await shop.post('/api/session', { till, password, pin: '472913' }, {}))
  await pick(shop, session, { associate: asha })
  await pick(shop, session, { associate: jonas, pin })
  await shop.post('/api/session/lock', {}, { session })
  const unlock = (typed: string) => shop.post('/api/session/unlock', { pin: typed }, { session })
  expect((await unlock('472913')).json()).toMatchObject({ code: 'wrong_pin' })
  expect((await unlock(pin)).statusCode).toBe(200)
})

test('a PIN of a colleague is guessed five times, from all tills together', async () => {
  await using shop = await openShop({ signedIn: false })
  await jonasChooses(shop)
  const sessions = [await ashasSession(shop), await anotherSession(shop)]
  const guesses = Array.from({ length: 12 }, (_, guess) =>
    pick(shop, sessions[guess % 2] ?? '', { associate: jonas, pin: String(3000 + guess) }),
  )
  const codes = (await Promise.all(guesses)).map((answer) => answer.json().code)
  expect(codes.filter((code) => code === 'wrong_pin')).toHaveLength(5)
  expect(codes.filter((code) => code === 'slow_down')).toHaveLength(7)
})

test('who picks their own name again proves nothing, and keeps their PIN', async () => {
  await using shop = await openShop({ signedIn: false })
  const session = await anotherSession(shop, jonas)
  await shop.post('/api/colleagues/pin', { pin }, { session })
  expect((await pick(shop, session, { associate: jonas })).statusCode).toBe(200)
})
