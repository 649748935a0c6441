import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { purposes } from '#contract/api/verification.ts'
import * as v from 'valibot'
import { policyOf } from '#test/support/policies.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import {
  anotherSession,
  answerOf,
  decide,
  decided,
  eventsOf,
  findBy,
  look,
  photoLooked,
  readOnly,
  takeBack,
} from '#test/support/verify.ts'

const aditi = 565_039_505
const rohan = 565_040_002
const withoutPhoto = 600_000_101

const key = 'k'.repeat(32)
const byKey = { pos: { origins: [], apiKeys: [key], keepDays: 30, receiptMinutes: 15 } }

const readReceipt = (
  shop: Shop,
  receipt: string,
  headers: Record<string, string> = { authorization: `Bearer ${key}` },
) => shop.gateway.inject({ url: `/api/verifications/${receipt}`, headers })

test('an answer by the photo is recorded once, with what was looked at', async () => {
  let now = Date.now()
  await using shop = await openShop({ ...byKey, now: () => now })
  const looked = await look(shop, aditi)
  now += 5000
  const { receipt, result, purpose, factors } = await decided(shop, looked)
  expect({ result, purpose, factors }).toEqual({ result: 'same', purpose: 'redeem', factors: [] })
  expect(receipt).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expect(await eventsOf(shop, 'decision')).toEqual([
    expect.objectContaining({
      customer_id: String(aditi),
      outcome: 'done',
      facts: {
        receipt,
        purpose: 'redeem',
        result: 'same',
        factors: [],
        foundBy: 'customerId',
        photo: looked.photo,
        photoWidth: 400,
        photoHeight: 533,
        seconds: 4.2,
        needs: 'photo-or-factor',
      },
    }),
  ])
  expect((await readReceipt(shop, receipt)).json()).toEqual({
    receipt,
    userId: String(aditi),
    purpose: 'redeem',
    result: 'same',
    byPhoto: true,
    factors: [],
    decidedAt: expect.stringMatching(/^\d{4}-/),
    covers: true,
    misfits: [],
  })
})

test('the same key is the same answer, however often and at how many gateways it is sent', async () => {
  const sessionKeys: [Buffer] = [randomBytes(32)]
  await using shop = await openShop({ sessionKeys })
  await using other = await openShop({ sessionKeys, store: shop.store, signedIn: false })
  const looked = await look(shop, aditi)
  const body = answerOf(looked)
  const answers = await Promise.all(
    [shop, shop, other, shop, other].map((each) => decide(each, looked, body)),
  )
  const receipts = new Set(answers.filter(({ statusCode }) => statusCode === 200).map((each) => each.body))
  expect(receipts.size).toBe(1)
  // A request that arrives while the event is being written is told to ask again.
  for (const { statusCode } of answers) expect([200, 503]).toContain(statusCode)
  expect((await decided(shop, looked, body)).receipt).toBe(JSON.parse([...receipts][0] ?? '').receipt)
  expect(await eventsOf(shop, 'decision')).toHaveLength(1)
})

test('a key that was another answer’s is refused', async () => {
  await using shop = await openShop()
  const looked = await look(shop, aditi)
  const body = answerOf(looked)
  await decided(shop, looked, body)
  const answer = await decide(shop, looked, { ...body, result: 'not-same' })
  expect(answer.json()).toMatchObject({ code: 'bad_request', path: 'key' })
  expect(await eventsOf(shop, 'decision')).toHaveLength(1)
})

test('two tabs that answer at once: one is recorded, the other is told', async () => {
  await using shop = await openShop()
  const [one, other] = await Promise.all([look(shop, aditi), look(shop, aditi)])
  const answers = await Promise.all([
    decide(shop, one, answerOf(one)),
    decide(shop, other, answerOf(other, { result: 'not-same' })),
  ])
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 409]))
  expect(answers.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({
    code: 'already_decided',
    retryAfterSeconds: expect.any(Number),
  })
  expect(await eventsOf(shop, 'decision')).toHaveLength(1)
})

test('an answer that follows the one before it is another one', async () => {
  await using shop = await openShop()
  const looked = await look(shop, aditi)
  const first = await decided(shop, looked, answerOf(looked, { result: 'not-sure' }))
  const second = await decided(shop, looked, answerOf(looked, { after: first.receipt }))
  expect(second.receipt).not.toBe(first.receipt)
  expect((await eventsOf(shop, 'decision')).map(({ facts }) => facts)).toEqual([
    expect.objectContaining({ result: 'not-sure' }),
    expect.objectContaining({ result: 'same', after: first.receipt }),
  ])
})

test('what was not shown to this session can’t be answered for', async () => {
  await using shop = await openShop()
  const [aditis, rohans] = [await look(shop, aditi), await look(shop, rohan)]
  const elsewhere = await anotherSession(shop)
  for (const [looked, body] of [
    // The view of another customer.
    [rohans, answerOf(aditis)],
    // The view of another session.
    [{ ...aditis, session: elsewhere }, answerOf(aditis)],
    // No valid view.
    [aditis, answerOf({ ...aditis, view: 'made-up' })],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    expect((await decide(shop, looked, body)).json()).toMatchObject({ code: 'view_over', status: 409 })
  }
  // A photo that was not part of the answer.
  const strange = await decide(shop, aditis, answerOf(aditis, { photo: photoLooked(rohans.photo ?? '') }))
  expect(strange.json()).toMatchObject({ code: 'bad_request', path: 'photo' })
  expect(await eventsOf(shop, 'decision')).toEqual([])
})

test('who took over the till does not answer for whom their colleague saw', async () => {
  await using shop = await openShop()
  const looked = await look(shop, aditi)
  await shop.post('/api/session/associate', { associate: '2314' })
  expect((await decide(shop, looked, answerOf(looked))).json()).toMatchObject({ code: 'view_over' })
})

test('after the lock nothing is answered, and nothing is recorded', async () => {
  await using shop = await openShop()
  const looked = await look(shop, aditi)
  await shop.post('/api/session/lock')
  expect((await decide(shop, looked, answerOf(looked))).json()).toMatchObject({ code: 'locked', status: 423 })
  await shop.gateway.inject({ method: 'DELETE', url: '/api/session', headers: shop.headers.write })
  expect((await decide(shop, looked, answerOf(looked))).json()).toMatchObject({
    code: 'signed_out',
    status: 401,
  })
  expect(await eventsOf(shop, 'decision')).toEqual([])
})

test('a view is good for hours, not for ever', async () => {
  let now = Date.now()
  const sessionLimits = { hideAfter: 90, lockAfter: 36_000, lockKeep: 5, idle: 36_000, longest: 43_200 }
  await using shop = await openShop({ sessionLimits, now: () => now })
  const looked = await look(shop, aditi)
  now += 4 * 3_600_000 + 1
  expect((await decide(shop, looked, answerOf(looked))).json()).toMatchObject({ code: 'view_over' })
})

test.each([
  ['earn', { photo: undefined }, 200],
  ['redeem', {}, 200],
  ['redeem', { photo: undefined }, 422],
  ['change-identifier', {}, 422],
  ['change-identifier', { result: 'not-sure' }, 200],
  ['redeem', { photo: undefined, result: 'not-same' }, 200],
] as const)('%s with %j is answered %i', async (purpose, change, status) => {
  await using shop = await openShop()
  const looked = await look(shop, aditi)
  const body = JSON.parse(JSON.stringify(answerOf(looked, { purpose, ...change })))
  const answer = await decide(shop, looked, body)
  expect(answer.statusCode).toBe(status)
  const refused = status === 200 ? [] : ['not_enough']
  expect((await eventsOf(shop, 'refused')).map(({ outcome }) => outcome)).toEqual(refused)
  expect(await eventsOf(shop, 'decision')).toHaveLength(status === 200 ? 1 : 0)
})

test('a purpose nobody knows is refused in words', async () => {
  await using shop = await openShop()
  const looked = await look(shop, aditi)
  for (const purpose of ['rob-the-bank', 'constructor', '__proto__'])
    // oxlint-disable-next-line no-await-in-loop
    expect((await decide(shop, looked, answerOf(looked, { purpose }))).json()).toMatchObject({
      code: 'unknown_purpose',
      status: 422,
    })
})

test('the card by which a customer was found speaks for them, where it was scanned', async () => {
  await using shop = await openShop()
  const looked = await findBy(shop, 'cardNumber', 'CS-4000-0002')
  const { photo: _, ...typed } = answerOf(looked)
  expect((await decide(shop, looked, typed)).statusCode).toBe(422)
  const scanned = await decided(shop, looked, { ...typed, key: randomUUID(), isScanned: true })
  expect(scanned.factors).toEqual(['card'])
  // The customer was looked up by mobile, so the claim to have scanned a card is ignored.
  const mobile = await findBy(shop, 'mobile', '916000000002')
  const { photo: __, ...claimed } = answerOf(mobile, { isScanned: true, after: scanned.receipt })
  expect((await decide(shop, mobile, claimed)).statusCode).toBe(422)
})

test('how a customer was found outlives the renewal of their photo’s link', async () => {
  await using shop = await openShop()
  const found = await findBy(shop, 'cardNumber', 'CS-4000-0002')
  const renewed = await shop.gateway.inject({
    url: `/v2/customers/${found.userId}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`,
    headers: { ...shop.headers.read, 'x-view': found.view },
  })
  const view = String(renewed.headers['x-view'])
  const { factors } = await decided(shop, found, answerOf({ ...found, view }, { isScanned: true }))
  expect(factors).toEqual(['card'])
})

test('a store’s own purposes take the place of the usual ones', async () => {
  await using shop = await openShop({
    policy: policyOf({
      purposes: { 'gift-card': { label: 'Buy a gift card', needs: 'factor', factors: ['challenge'] } },
      verification: { usualPurpose: 'gift-card' },
    }),
  })
  const told = v.parse(purposes, (await readOnly(shop, '/api/purposes')).json())
  expect(told).toMatchObject({
    usual: 'gift-card',
    purposes: [{ id: 'gift-card', label: 'Buy a gift card', needs: 'factor', factors: ['challenge'] }],
    undoSeconds: 10,
  })
  const looked = await look(shop, aditi)
  expect((await decide(shop, looked, answerOf(looked))).json()).toMatchObject({ code: 'unknown_purpose' })
})

test('an answer can be taken back for a while, once, and by who gave it', async () => {
  const start = Date.now()
  let now = start
  await using shop = await openShop({ ...byKey, now: () => now })
  const looked = await look(shop, aditi)
  const { receipt } = await decided(shop, looked)
  const elsewhere = await anotherSession(shop)
  expect((await takeBack(shop, { ...looked, session: elsewhere }, receipt)).json()).toMatchObject({
    code: 'undo_over',
  })
  now = start + 10_000
  expect((await takeBack(shop, looked, receipt)).statusCode).toBe(204)
  expect((await takeBack(shop, looked, receipt)).statusCode).toBe(204)
  expect((await readReceipt(shop, receipt)).json()).toMatchObject({ result: 'withdrawn' })
  expect(await eventsOf(shop, 'undo')).toEqual([expect.objectContaining({ facts: { receipt } })])

  const again = await decided(shop, looked)
  now += 15_001
  expect((await takeBack(shop, looked, again.receipt)).json()).toMatchObject({
    code: 'undo_over',
    status: 409,
  })
  expect((await readReceipt(shop, again.receipt)).json()).toMatchObject({ result: 'same' })
})

test('where the record can’t be written nothing is decided, and the same answer can be sent again', async () => {
  await using shop = await openShop(byKey)
  const looked = await look(shop, aditi)
  const body = answerOf(looked)
  const { audit } = shop.gateway
  const write = vi.spyOn(audit, 'record')
  write.mockRejectedValue(new Error('disk full'))
  expect((await decide(shop, looked, body)).statusCode).toBe(500)
  write.mockRestore()
  expect(await shop.store.query('select 1 from verifications')).toEqual([])
  await decided(shop, looked, body)
  expect(await eventsOf(shop, 'decision')).toHaveLength(1)
})

test.each([true, false])(
  'an answer of a gateway that died is written down once by the next (written down before: %s)',
  async (wasWritten) => {
    let now = Date.now()
    await using shop = await openShop({ ...byKey, now: () => now })
    const looked = await look(shop, aditi)
    const body = answerOf(looked)
    const { receipt } = await decided(shop, looked, body)
    await shop.store.query('update verifications set recorded_at = null')
    // Simulates that the event was never written, by giving it another decision's receipt.
    const [mark] = await shop.store.query('select receipt from verifications')
    if (!wasWritten) await shop.store.query(`update verifications set receipt = 'DEAD-DEAD-DEAD'`)
    expect(mark).toEqual({ receipt })

    expect((await decide(shop, looked, body)).json()).toMatchObject({ code: 'not_recorded' })
    expect((await readReceipt(shop, receipt)).statusCode).toBe(404)
    now += 11_000
    expect((await decided(shop, looked, body)).receipt).toBe(wasWritten ? receipt : 'DEAD-DEAD-DEAD')
    expect(await eventsOf(shop, 'decision')).toHaveLength(wasWritten ? 1 : 2)
  },
)

test('receipts are told to who has a key, and to nobody else', async () => {
  await using shop = await openShop(byKey)
  const { receipt } = await decided(shop, await look(shop, aditi))
  const [status, withoutKey] = [200, {}]
  expect((await readReceipt(shop, receipt)).statusCode).toBe(status)
  expect((await readReceipt(shop, receipt.toLowerCase().replaceAll('-', ''))).statusCode).toBe(status)
  expect((await readReceipt(shop, receipt, withoutKey)).json()).toMatchObject({
    code: 'wrong_credentials',
    status: 401,
  })
  expect((await readReceipt(shop, receipt, { authorization: 'Bearer wrong' })).statusCode).toBe(401)
  // A session is not a key, and pages may not call this route.
  expect((await readReceipt(shop, receipt, shop.headers.read)).statusCode).toBe(401)
  const page = { authorization: `Bearer ${key}`, 'sec-fetch-site': 'same-origin' }
  expect((await readReceipt(shop, receipt, page)).json()).toMatchObject({ code: 'cross_site' })
  expect((await readReceipt(shop, '0000-0000-0000')).json()).toMatchObject({ code: 'not_found', status: 404 })
  expect((await readReceipt(shop, 'not-a-receipt')).json()).toMatchObject({ code: 'not_found' })
})

test('keys can’t be tried out, by network and by key, and wrong ones never shut the right one out', async () => {
  await using shop = await openShop(byKey)
  const tryFrom = (address: string, given: string) =>
    readReceipt(shop, '0000-0000-0000', { authorization: `Bearer ${given}`, 'x-forwarded-for': address })
  for (let attempt = 0; attempt < 20; attempt++)
    // oxlint-disable-next-line no-await-in-loop
    expect((await tryFrom('2001:db8::1', `${attempt}`)).statusCode).toBe(401)
  expect((await tryFrom('2001:db8::2', 'another')).json()).toMatchObject({ code: 'slow_down', status: 429 })
  expect((await tryFrom('2001:db8::1', key)).statusCode).toBe(404)
  for (let network = 0; network < 20; network++)
    // oxlint-disable-next-line no-await-in-loop
    await tryFrom(`10.0.0.${network}`, 'the-same')
  expect((await tryFrom('10.0.0.99', 'the-same')).statusCode).toBe(429)
  expect((await tryFrom('10.0.0.99', 'a-third')).statusCode).toBe(401)
})

test('without keys nobody is told anything', async () => {
  await using shop = await openShop()
  expect((await readReceipt(shop, '0000-0000-0000', { authorization: 'Bearer ' })).statusCode).toBe(401)
})

test('results go after the days they are kept for, the event stays', async () => {
  let now = Date.now()
  await using shop = await openShop({ ...byKey, now: () => now })
  const { receipt } = await decided(shop, await look(shop, aditi))
  now += 29 * 86_400_000
  await using next = await openShop({ ...byKey, store: shop.store, now: () => now, signedIn: false })
  expect((await readReceipt(next, receipt)).statusCode).toBe(200)
  now += 2 * 86_400_000
  await using later = await openShop({ ...byKey, store: shop.store, now: () => now, signedIn: false })
  await later.gateway.ready()
  expect((await readReceipt(later, receipt)).statusCode).toBe(404)
  expect(await eventsOf(shop, 'decision')).toHaveLength(1)
})

test('a customer without a photo needs another way', async () => {
  await using shop = await openShop()
  const looked = await look(shop, withoutPhoto)
  expect(looked.photo).toBeUndefined()
  expect((await decide(shop, looked, answerOf(looked))).json()).toMatchObject({ code: 'not_enough' })
})

const [suspected, confirmed, pending, suspended] = [600_001_002, 600_001_003, 600_001_004, 600_001_001]

test.each([suspected, confirmed, pending])(
  '"same person" is not recorded for account %i, whose status the default policy names; other answers are',
  async (userId) => {
    await using shop = await openShop()
    const looked = await look(shop, userId)
    const refused = await decide(shop, looked, answerOf(looked))
    expect(refused.statusCode).toBe(422)
    expect(refused.json()).toMatchObject({ code: 'not_offered' })
    expect((await eventsOf(shop, 'refused')).map(({ outcome }) => outcome)).toEqual(['not_offered'])
    expect((await decided(shop, looked, answerOf(looked, { result: 'not-sure' }))).result).toBe('not-sure')
  },
)

const askedForStatus = (shop: Shop) => shop.sandbox.requests.some(({ path }) => path.endsWith('/statusLog'))

test('the store says for which statuses; the vendor is asked only where it names any, for "same person"', async () => {
  await using shop = await openShop({ policy: policyOf({ verification: { notOfferedFor: ['suspended'] } }) })
  const looked = await look(shop, suspended)
  await decided(shop, looked, answerOf(looked, { result: 'not-same' }))
  expect(askedForStatus(shop)).toBe(false)
  expect((await decide(shop, looked, answerOf(looked))).json()).toMatchObject({ code: 'not_offered' })
  expect(askedForStatus(shop)).toBe(true)
  const other = await look(shop, suspected)
  expect((await decided(shop, other)).result).toBe('same')

  await using lenient = await openShop({ policy: policyOf({ verification: { notOfferedFor: [] } }) })
  const there = await look(lenient, suspected)
  expect((await decided(lenient, there)).result).toBe('same')
  expect(askedForStatus(lenient)).toBe(false)
})

test('a status that cannot be read refuses nobody, unless the policy names it', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ customerStatus: 'down' })
  expect((await decided(shop, await look(shop, aditi))).result).toBe('same')
  await using strict = await openShop({ policy: policyOf({ verification: { notOfferedFor: ['unknown'] } }) })
  strict.sandbox.control({ customerStatus: 'down' })
  const looked = await look(strict, aditi)
  expect((await decide(strict, looked, answerOf(looked))).json()).toMatchObject({ code: 'not_offered' })
})
