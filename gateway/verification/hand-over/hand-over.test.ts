import * as v from 'valibot'
import { expect, test } from 'vitest'
import { claimed, handOverAnswer, wayBack } from '#contract/api/hand-over.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import { anotherSession, answerOf, decided, eventsOf, look, takeBack } from '#test/support/verify.ts'

const key = 'k'.repeat(32)
const pos = { pos: { origins: ['https://pos.example'], apiKeys: [key], keepDays: 30, receiptMinutes: 15 } }
const returnTo = 'https://pos.example/back?sale=17'
const rohan = 565_040_002

const asSystem = (
  shop: Shop,
  path: string,
  body: object,
  headers: object = { authorization: `Bearer ${key}` },
) => shop.gateway.inject({ method: 'POST', url: path, headers: { ...headers }, payload: body })

async function order(shop: Shop, change: object = {}) {
  const body = {
    identifier: { kind: 'mobile', value: '916000000002' },
    purpose: 'redeem',
    returnTo,
    ...change,
  }
  const answer = await asSystem(shop, '/api/hand-over', body)
  const url = v.is(handOverAnswer, answer.json()) ? v.parse(handOverAnswer, answer.json()).url : ''
  return { answer, url, code: url.split('code=')[1] ?? '' }
}

const claim = (shop: Shop, body: object, session = shop.session) =>
  shop.post('/api/hand-over/claim', body, { session })
const goBack = (shop: Shop, body: object, session = shop.session) =>
  shop.post('/api/hand-over/return', body, { session })

test('a till system hands a customer over, and gets the result for a code', async () => {
  await using shop = await openShop(pos)
  const { answer, url, code } = await order(shop)
  expect(url).toMatch(/^\/hand-over\?code=[\w-]{32}$/)
  expect(answer.body).not.toContain('916000000002')
  const taken = v.parse(claimed, (await claim(shop, { code })).json())
  expect(taken).toMatchObject({
    identifier: { kind: 'mobile', value: '916000000002' },
    purpose: 'redeem',
    host: 'pos.example',
  })
  const looked = await look(shop, rohan)
  const { receipt } = await decided(shop, looked)
  const back = v.parse(wayBack, (await goBack(shop, { handOver: taken.handOver, receipt })).json())
  const address = new URL(back.url)
  expect(address.origin + address.pathname).toBe('https://pos.example/back')
  expect(address.searchParams.get('sale')).toBe('17')
  expect(back.url).not.toContain(String(rohan))
  const resultCode = address.searchParams.get('code') ?? ''
  expect((await asSystem(shop, '/api/hand-over/result', { code: resultCode })).json()).toEqual({
    receipt,
    userId: String(rohan),
    purpose: 'redeem',
    result: 'same',
  })
  // A code can be used once.
  expect((await asSystem(shop, '/api/hand-over/result', { code: resultCode })).json()).toMatchObject({
    code: 'hand_over_over',
    status: 410,
  })
})

test('a decision is bound to the sale that the till system named, and tells it back', async () => {
  await using shop = await openShop(pos)
  const sale = { sale: 'till-4.17', amount: 87.5, points: 350 }
  const take = async (change: object) =>
    v.parse(claimed, (await claim(shop, { code: (await order(shop, change)).code })).json())
  const taken = await take(sale)
  expect(taken).toMatchObject(sale)
  const looked = await look(shop, rohan)
  const { receipt } = await decided(shop, looked, answerOf(looked, sale))
  for (const other of [
    {},
    { ...sale, amount: 87.51 },
    { ...sale, points: 3500 },
    { ...sale, sale: 'till-4.18' },
  ]) {
    // oxlint-disable-next-line no-await-in-loop
    const { handOver } = await take(other)
    // oxlint-disable-next-line no-await-in-loop
    expect((await goBack(shop, { handOver, receipt })).json()).toMatchObject({ code: 'hand_over_over' })
  }
  const back = v.parse(wayBack, (await goBack(shop, { handOver: taken.handOver, receipt })).json())
  const code = new URL(back.url).searchParams.get('code') ?? ''
  const told = { receipt, userId: String(rohan), purpose: 'redeem', ...sale }
  expect((await asSystem(shop, '/api/hand-over/result', { code })).json()).toEqual({
    ...told,
    result: 'same',
  })
  const answer = await shop.gateway.inject({
    url: `/api/verifications/${receipt}`,
    headers: { authorization: `Bearer ${pos.pos.apiKeys[0]}` },
  })
  expect(answer.json()).toMatchObject(told)
  expect((await eventsOf(shop, 'decision'))[0]).toMatchObject({ facts: sale })
})

test.each([{ amount: -1 }, { points: 'many' }, { sale: 'a sale with blanks' }, { amount: null }])(
  'a sale like %o is refused',
  async (change) => {
    await using shop = await openShop(pos)
    expect((await order(shop, change)).answer.json()).toMatchObject({ code: 'bad_request' })
  },
)

test('a code is good once, for a while, and what it stands for is nowhere in the store', async () => {
  let now = Date.now()
  const sessionLimits = { hideAfter: 90, lockAfter: 90_000, lockKeep: 5, idle: 90_000, longest: 43_200 }
  await using shop = await openShop({ ...pos, sessionLimits, now: () => now })
  const { code } = await order(shop)
  const kept = await shop.store.query(
    'select encode(code_hash, $1) as a, encode(content_sealed, $1) as b from one_time_codes',
    ['escape'],
  )
  expect(JSON.stringify(kept)).not.toContain('916000000002')
  expect(JSON.stringify(kept)).not.toContain(code)
  const answers = await Promise.all([claim(shop, { code }), claim(shop, { code })])
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 410]))
  const late = await order(shop)
  now += 300_001
  expect((await claim(shop, { code: late.code })).json()).toMatchObject({ code: 'hand_over_over' })
  // The code of a request cannot be used for a result.
  const other = await order(shop)
  expect((await asSystem(shop, '/api/hand-over/result', { code: other.code })).statusCode).toBe(410)
})

test('systems that only know addresses name the customer’s number', async () => {
  await using shop = await openShop(pos)
  const answer = await claim(shop, { customer: String(rohan), purpose: 'earn', returnTo })
  expect(answer.json()).toMatchObject({
    identifier: { kind: 'customerId', value: String(rohan) },
    purpose: 'earn',
  })
})

test.each([
  'https://evil.example/back',
  'https://pos.example.evil.example/',
  'http://pos.example/back',
  'https://pos.example:8443/back',
  'https://user@evil.example/https://pos.example',
  'https://user@pos.example/back',
  'https://user:secret@pos.example/back',
  'blob:https://pos.example/0b7a7a5c-0000-4000-8000-000000000000',
  'javascript:alert(1)',
  'nothing',
])('nobody is sent back to %s', async (address) => {
  await using shop = await openShop(pos)
  expect((await order(shop, { returnTo: address })).answer.json()).toMatchObject({
    code: 'bad_request',
    path: 'returnTo',
  })
  const plain = await claim(shop, { customer: String(rohan), returnTo: address })
  expect(plain.json()).toMatchObject({ code: 'bad_request', path: 'returnTo' })
})

test('a key is needed, a page can’t use one, and card numbers are not taken', async () => {
  await using shop = await openShop(pos)
  const body = { identifier: { kind: 'mobile', value: '916000000002' }, returnTo }
  expect((await asSystem(shop, '/api/hand-over', body, {})).json()).toMatchObject({
    code: 'wrong_credentials',
  })
  const page = { authorization: `Bearer ${key}`, origin: 'https://pos.example' }
  expect((await asSystem(shop, '/api/hand-over', body, page)).json()).toMatchObject({ code: 'cross_site' })
  const paymentCard = { identifier: { kind: 'cardNumber', value: '4111111111111111' } }
  expect((await order(shop, paymentCard)).answer.json()).toMatchObject({
    code: 'bad_request',
    path: 'identifier',
  })
  expect((await order(shop, { purpose: 'x'.repeat(61) })).answer.statusCode).toBe(400)
})

test('an unknown purpose is said when it is taken up', async () => {
  await using shop = await openShop(pos)
  const { code } = await order(shop, { purpose: 'rob-the-bank' })
  expect((await claim(shop, { code })).json()).toMatchObject({ code: 'unknown_purpose', status: 422 })
})

test('nobody goes back with somebody else’s receipt, one that was taken back, or another’s hand-over', async () => {
  await using shop = await openShop(pos)
  const { code } = await order(shop)
  const { handOver } = v.parse(claimed, (await claim(shop, { code })).json())
  const session = await anotherSession(shop)
  const theirs = await decided(shop, await look(shop, rohan, session))
  expect((await goBack(shop, { handOver, receipt: theirs.receipt })).json()).toMatchObject({
    code: 'hand_over_over',
  })
  const looked = await look(shop, rohan)
  const { receipt } = await decided(shop, looked)
  expect((await goBack(shop, { handOver, receipt }, session)).json()).toMatchObject({
    code: 'hand_over_over',
  })
  await takeBack(shop, looked, receipt)
  expect((await goBack(shop, { handOver, receipt })).json()).toMatchObject({ code: 'hand_over_over' })
  // Without a receipt: the associate gave up.
  expect((await goBack(shop, { handOver })).json()).toEqual({ url: returnTo })
})

test('where the purpose needs nothing, the answer says so, without a receipt', async () => {
  await using shop = await openShop(pos)
  const handOver = await takenUp(shop, { purpose: 'earn', sale: 'till-4.17', language: 'hi' })
  const { view } = await look(shop, rohan)
  const seen = { userId: String(rohan), view, purpose: 'earn' }
  const back = v.parse(wayBack, (await goBack(shop, { handOver, seen })).json())
  const code = new URL(back.url).searchParams.get('code') ?? ''
  expect((await asSystem(shop, '/api/hand-over/result', { code })).json()).toEqual({
    userId: String(rohan),
    purpose: 'earn',
    sale: 'till-4.17',
    result: 'not-needed',
  })
})

test.each([
  ['something is needed', { purpose: 'redeem' }, { purpose: 'redeem' }],
  ['another purpose was asked for', { purpose: 'redeem' }, { purpose: 'earn' }],
  ['nobody knows the purpose', { purpose: undefined }, { purpose: 'rob-the-bank' }],
  [
    'another customer was asked for',
    { purpose: 'earn', identifier: { kind: 'customerId', value: '565039505' } },
    { purpose: 'earn' },
  ],
])('nobody goes back without a receipt where %s', async (_what, asked, change) => {
  await using shop = await openShop(pos)
  const handOver = await takenUp(shop, asked)
  const { view } = await look(shop, rohan)
  const seen = { userId: String(rohan), view, ...change }
  expect((await goBack(shop, { handOver, seen })).json()).toMatchObject({ code: 'hand_over_over' })
})

test('nobody goes back for a customer who was not on their screen', async () => {
  await using shop = await openShop(pos)
  const handOver = await takenUp(shop, { purpose: 'earn' })
  const { view } = await look(shop, rohan, await anotherSession(shop))
  const seen = { userId: String(rohan), view, purpose: 'earn' }
  expect((await goBack(shop, { handOver, seen })).json()).toMatchObject({ code: 'view_over' })
})

/** Takes a hand-over up, and returns its sealed name. */
async function takenUp(shop: Shop, change: object = {}) {
  const { code } = await order(shop, change)
  return v.parse(claimed, (await claim(shop, { code })).json()).handOver
}

const resultOf = async (shop: Shop, handOver: string, receipt: string) => {
  const back = v.parse(wayBack, (await goBack(shop, { handOver, receipt })).json())
  return new URL(back.url).searchParams.get('code') ?? ''
}

test.each([
  ['another purpose', { purpose: 'earn' }],
  ['another customer', { identifier: { kind: 'mobile', value: '919148574269' } }],
  ['another customer’s name', { identifier: { kind: 'name', value: 'Aditi Khan' } }],
  ['another customer’s number', { identifier: { kind: 'customerId', value: '565039505' } }],
])('a decision does not satisfy a request for %s', async (_what, change) => {
  await using shop = await openShop(pos)
  const handOver = await takenUp(shop, change)
  const { receipt } = await decided(shop, await look(shop, rohan))
  expect((await goBack(shop, { handOver, receipt })).json()).toMatchObject({ code: 'hand_over_over' })
})

test.each([
  ['their name', { identifier: { kind: 'name', value: 'Rohan Mehta' } }],
  ['their number', { identifier: { kind: 'customerId', value: String(rohan) } }],
  ['no purpose', { purpose: undefined }],
])(
  'a request by %s gets the decision about the customer it names, with its purpose',
  async (_what, change) => {
    await using shop = await openShop(pos)
    const handOver = await takenUp(shop, change)
    const { receipt } = await decided(shop, await look(shop, rohan))
    const code = await resultOf(shop, handOver, receipt)
    expect((await asSystem(shop, '/api/hand-over/result', { code })).json()).toEqual({
      receipt,
      userId: String(rohan),
      purpose: 'redeem',
      result: 'same',
    })
  },
)

test('a decision is the answer to one request: not to one that came after it, nor to a second one', async () => {
  let now = Date.now()
  await using shop = await openShop({ ...pos, now: () => now })
  const before = await decided(shop, await look(shop, rohan))
  now += 20_000
  const [first, second] = [await takenUp(shop), await takenUp(shop)]
  expect((await goBack(shop, { handOver: first, receipt: before.receipt })).json()).toMatchObject({
    code: 'hand_over_over',
  })
  const { receipt } = await decided(shop, await look(shop, rohan))
  expect((await goBack(shop, { handOver: first, receipt })).statusCode).toBe(200)
  expect((await goBack(shop, { handOver: second, receipt })).json()).toMatchObject({
    code: 'hand_over_over',
  })
  // The way back may be asked for again.
  expect((await goBack(shop, { handOver: first, receipt })).statusCode).toBe(200)
})

test('a decision that is taken back after the return is told as withdrawn, by the code and by the receipt', async () => {
  await using shop = await openShop(pos)
  const handOver = await takenUp(shop)
  const looked = await look(shop, rohan)
  const { receipt } = await decided(shop, looked)
  const code = await resultOf(shop, handOver, receipt)
  await takeBack(shop, looked, receipt)
  const told = { receipt, userId: String(rohan), purpose: 'redeem', result: 'withdrawn' }
  expect((await asSystem(shop, '/api/hand-over/result', { code })).json()).toEqual(told)
  const headers = { authorization: `Bearer ${key}` }
  const read = await shop.gateway.inject({ url: `/api/verifications/${receipt}`, headers })
  expect(read.json()).toMatchObject(told)
})

test('a till system on this machine is returned to without TLS', async () => {
  await using shop = await openShop({ pos: { ...pos.pos, origins: ['http://localhost:9000'] } })
  expect((await order(shop, { returnTo: 'http://localhost:9000/back' })).answer.statusCode).toBe(200)
  expect((await order(shop, { returnTo: 'blob:http://localhost:9000/1' })).answer.statusCode).toBe(400)
})

test('only the pages of till systems on the list may frame us, and only the page they open keeps its opener', async () => {
  await using listed = await openShop(pos)
  await using closed = await openShop()
  const headersOf = async (shop: Shop, url: string) => (await shop.gateway.inject(url)).headers
  expect((await headersOf(listed, '/api/hand-over'))['content-security-policy']).toContain(
    'frame-ancestors https://pos.example;',
  )
  expect(await headersOf(listed, '/healthz')).not.toHaveProperty('x-frame-options')
  expect((await headersOf(listed, '/healthz'))['cross-origin-opener-policy']).toBe('same-origin')
  expect((await headersOf(closed, '/healthz'))['content-security-policy']).toContain("frame-ancestors 'none'")
  expect((await headersOf(closed, '/healthz'))['x-frame-options']).toBe('DENY')
  expect((await closed.gateway.inject('/api/hand-over')).json()).toEqual({ origins: [] })
})

test('a code that nobody came for is let go of, with what it stood for', async () => {
  let now = Date.now()
  await using shop = await openShop({ ...pos, now: () => now })
  await order(shop)
  now += 300_001
  await using next = await openShop({ ...pos, store: shop.store, now: () => now, signedIn: false })
  await next.gateway.ready()
  expect(await shop.store.query('select 1 from one_time_codes')).toEqual([])
})
