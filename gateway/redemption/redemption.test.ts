import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { policyOf } from '#test/support/policies.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import { anotherSession, answerOf, decided, eventsOf, look, takeBack } from '#test/support/verify.ts'

const rohan = 565_040_002
const path = `/api/customers/${rohan}/redemptions`
const allowed = (more: object = {}) => ({ policy: policyOf({ redeem: { points: true }, ...more }) })

const checked = async (shop: Shop, sale: object = {}) => {
  const looked = await look(shop, rohan)
  const { receipt } = await decided(shop, looked, answerOf(looked, { result: 'same', ...sale }))
  return { looked, body: { receipt, points: 350, key: randomUUID() } }
}

const redeem = (shop: Shop, body: object, session = shop.session) => shop.post(path, body, { session })

const sent = (shop: Shop) =>
  shop.sandbox.requests.filter(({ path: asked }) => asked.startsWith('/v1.1/points/redeem')).length

test('points are redeemed for an answer, and the answer tells the balance before and after', async () => {
  await using shop = await openShop(allowed())
  const { body } = await checked(shop)
  const answer = await redeem(shop, body)
  const [done] = shop.sandbox.redemptions
  expect(done).toMatchObject({ userId: rohan, points: 350, reference: body.key })
  const before = answer.json().before
  expect(answer.json()).toEqual({
    points: 350,
    id: done?.id,
    before: expect.any(Number),
    after: before - 350,
  })
  expect(await eventsOf(shop, 'redeem_send')).toEqual([
    expect.objectContaining({
      outcome: 'done',
      facts: { receipt: body.receipt, points: 350, redemption: body.key },
    }),
  ])
  expect(await eventsOf(shop, 'redeem')).toEqual([
    expect.objectContaining({
      customer_id: String(rohan),
      outcome: 'done',
      facts: expect.objectContaining({ platformId: done?.id, before, after: before - 350 }),
    }),
  ])
})

test('by default nothing is redeemed here', async () => {
  await using shop = await openShop()
  const { body } = await checked(shop)
  expect((await redeem(shop, body)).json()).toMatchObject({ code: 'not_permitted' })
  expect(sent(shop)).toBe(0)
})

test('without the record nothing is sent, and the receipt is not spent', async () => {
  await using shop = await openShop(allowed())
  const { body } = await checked(shop)
  await shop.store.query('alter table audit_events rename to audit_events_away')
  expect((await redeem(shop, body)).statusCode).toBe(503)
  expect(sent(shop)).toBe(0)
  await shop.store.query('alter table audit_events_away rename to audit_events')
  expect((await redeem(shop, body)).statusCode).toBe(200)
})

test('the same request again is the same redemption, and another one needs another answer', async () => {
  await using shop = await openShop(allowed())
  const { body } = await checked(shop)
  const answers = await Promise.all([redeem(shop, body), redeem(shop, body), redeem(shop, body)])
  expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
  expect((await redeem(shop, { ...body, points: 355 })).json()).toMatchObject({ code: 'bad_request' })
  expect((await redeem(shop, { ...body, key: randomUUID() })).json()).toMatchObject({ code: 'receipt_over' })
  expect(shop.sandbox.redemptions).toHaveLength(1)
})

test('an answer for which points were redeemed is not taken back', async () => {
  await using shop = await openShop(allowed())
  const { looked, body } = await checked(shop)
  await redeem(shop, body)
  expect((await takeBack(shop, looked, body.receipt)).json()).toMatchObject({ code: 'undo_over' })
  expect(await eventsOf(shop, 'undo')).toEqual([])
})

test('two gateways send one redemption', async () => {
  await using shop = await openShop(allowed())
  await using other = await openShop({
    ...allowed(),
    store: shop.store,
    vendor: { url: shop.sandbox.apiUrl },
  })
  const { body } = await checked(shop)
  const second = await anotherSession(other)
  const answers = await Promise.all([
    redeem(shop, body),
    redeem(shop, { ...body, key: randomUUID() }),
    redeem(other, { ...body, key: randomUUID() }, second),
  ])
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  expect(shop.sandbox.redemptions).toHaveLength(1)
})

test.each([
  ['an answer that was taken back', 'back'],
  ['an old one', 'late'],
  ['a doubt', 'doubt'],
  ['one for another purpose', 'purpose'],
  ['one of another session', 'session'],
])('%s redeems nothing', async (_what, how) => {
  let now = Date.now()
  const pos = { origins: [], apiKeys: [], keepDays: 30, receiptMinutes: 1 }
  await using shop = await openShop({ ...allowed(), pos, now: () => now })
  const change = { doubt: { result: 'not-sure' }, purpose: { purpose: 'return' } }[how] ?? {}
  const { looked, body } = await checked(shop, change)
  if (how === 'back') await takeBack(shop, looked, body.receipt)
  if (how === 'late') now += 60_001
  const session = how === 'session' ? await anotherSession(shop) : shop.session
  expect((await redeem(shop, body, session)).json()).toMatchObject({ code: 'receipt_over' })
  expect(sent(shop)).toBe(0)
})

const levels = {
  purposes: {
    redeem: {
      needs: 'photo-or-factor',
      above: [{ points: 300, needs: 'photo-and-factor', factors: ['code'] }],
    },
  },
  verification: { usualPurpose: 'redeem' },
}

test('a receipt covers as many points as its check was for', async () => {
  await using shop = await openShop(allowed(levels))
  const { body } = await checked(shop, { points: 300 })
  expect((await redeem(shop, body)).json()).toMatchObject({ code: 'not_enough' })
  expect((await redeem(shop, { ...body, points: 305 })).json()).toMatchObject({ code: 'not_enough' })
  expect((await redeem(shop, { ...body, points: 300 })).statusCode).toBe(200)
})

test('where the platform’s code counts, it is the factor that is missing, and is not asked for twice', async () => {
  await using shop = await openShop(allowed({ ...levels, redeem: { points: true, codeCounts: true } }))
  shop.sandbox.control({ validationCode: 'asked' })
  const { body } = await checked(shop, { points: 300 })
  expect((await redeem(shop, body)).json()).toMatchObject({ code: 'code_needed' })
  expect((await shop.post(`${path}/code`, body)).statusCode).toBe(204)
  expect((await redeem(shop, { ...body, code: '271828' })).json()).toMatchObject({ code: 'code_wrong' })
  expect(sent(shop)).toBe(0)
  expect((await redeem(shop, { ...body, code: '٣١٤١٥٩' })).statusCode).toBe(200)
})

test('where the platform asks for its code, the receipt is not lost', async () => {
  await using shop = await openShop(allowed())
  shop.sandbox.control({ validationCode: 'asked' })
  const { body } = await checked(shop)
  expect((await redeem(shop, body)).json()).toMatchObject({ code: 'code_needed' })
  await shop.post(`${path}/code`, body)
  expect((await redeem(shop, { ...body, code: '314159' })).statusCode).toBe(200)
  expect(shop.sandbox.redemptions).toHaveLength(1)
})

test('codes and tries are limited, and a code that could not be sent is told', async () => {
  await using shop = await openShop(allowed())
  const { body } = await checked(shop)
  shop.sandbox.control({ validationCode: 'unsent' })
  expect((await shop.post(`${path}/code`, body)).json()).toMatchObject({ code: 'code_not_sent' })
  shop.sandbox.control({ validationCode: 'asked' })
  await shop.post(`${path}/code`, body)
  await shop.post(`${path}/code`, body)
  expect((await shop.post(`${path}/code`, body)).json()).toMatchObject({ code: 'codes_used_up' })
  for (let left = 5; left > 0; left--)
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    expect((await redeem(shop, { ...body, code: '1' })).json()).toMatchObject({ code: 'code_wrong' })
  expect((await redeem(shop, { ...body, code: '314159' })).json()).toMatchObject({ code: 'codes_used_up' })
})

test('a lost answer is resolved by asking, and nothing is sent twice', async () => {
  await using shop = await openShop(allowed())
  const { body } = await checked(shop)
  shop.sandbox.control({ redemption: 'lost' })
  const answer = await redeem(shop, body)
  expect(answer.json()).toMatchObject({ points: 350, id: shop.sandbox.redemptions[0]?.id })
  expect(answer.json().after).toBe(answer.json().before - 350)
  expect(sent(shop)).toBe(1)
})

test('where asking does not tell, that is said, and the same request asks again', async () => {
  await using shop = await openShop(allowed())
  const { body } = await checked(shop)
  shop.sandbox.control({ redemption: 'forgotten' })
  expect((await redeem(shop, body)).json()).toMatchObject({ code: 'redemption_unsure', status: 504 })
  expect((await redeem(shop, { ...body, key: randomUUID() })).json()).toMatchObject({ code: 'receipt_over' })
  shop.sandbox.control({ redemption: 'ok' })
  expect((await redeem(shop, body)).json()).toMatchObject({ points: 350, id: expect.any(String) })
  expect(sent(shop)).toBe(1)
})

test('a platform that is busy with another write is waited for', async () => {
  await using shop = await openShop(allowed())
  const { body } = await checked(shop)
  shop.sandbox.control({ redemption: 'busy' })
  expect((await redeem(shop, body)).statusCode).toBe(200)
  expect(sent(shop)).toBe(2)
  expect(shop.sandbox.redemptions).toHaveLength(1)
})

test.each([
  [803, 'points_not_enough'],
  [804, 'points_not_enough'],
  [813, 'points_not_enough'],
  [818, 'points_not_enough'],
  [819, 'points_too_many'],
  [821, 'points_too_few'],
  [807, 'points_not_possible'],
  [878, 'points_not_possible'],
  [881, 'no_program'],
  [8089, 'no_program'],
  [820, 'redemption_refused'],
  [828, 'redemption_refused'],
  [889, 'vendor_down'],
  [791, 'vendor_down'],
])('the platform’s code %i is %s, and nothing is redeemed or spent', async (redemptionCode, code) => {
  await using shop = await openShop(allowed())
  const { body } = await checked(shop)
  shop.sandbox.control({ redemptionCode })
  expect((await redeem(shop, body)).json()).toMatchObject({ code })
  shop.sandbox.control({ redemptionCode: 0 })
  expect((await redeem(shop, body)).statusCode).toBe(200)
})

test('a refusal after the check has succeeded gives the receipt back', async () => {
  await using shop = await openShop(allowed())
  const { body } = await checked(shop)
  shop.sandbox.control({ redemption: 'refused' })
  expect((await redeem(shop, body)).json()).toMatchObject({ code: 'redemption_refused' })
  shop.sandbox.control({ redemption: 'ok' })
  expect((await redeem(shop, { ...body, key: randomUUID() })).statusCode).toBe(200)
})

test.each([
  { points: 0 },
  { points: -5 },
  { points: 0.0001 },
  { points: '350' },
  { key: 'short' },
  { till: 'x' },
])('%j is refused', async (change) => {
  await using shop = await openShop(allowed())
  const { body } = await checked(shop)
  expect((await redeem(shop, { ...body, ...change })).json()).toMatchObject({ code: 'bad_request' })
})
