import { expect, test } from 'vitest'
import { ask } from '#test/support/ask.ts'
import { customerPath, openShop, type Shop } from '#test/support/shop.ts'
import { readTraceparent } from './trace.ts'

const aditi = 565_039_505
const flaky = 600_000_607
const id = '4bf92f3577b34da6a3ce929d0e0e4736'
const span = '00f067aa0ba902b7'
const theirs = `00-${id}-${span}-01`

/** The trace headers sent to the vendor. Photo hosts get none. */
const sent = ({ sandbox }: Shop) =>
  sandbox.requests
    .filter(({ path }) => /^\/v\d/.test(path))
    .map(({ headers }) => String(headers['traceparent']))
const lineOf = ({ logLines }: Shop) => logLines.findLast((line) => line.includes('"answered"')) ?? ''

test.each([
  [theirs, { id, isSampled: true }],
  [`00-${id}-${span}-00`, { id, isSampled: false }],
  [`00-${id}-${span}-03`, { id, isSampled: true }],
  [`cc-${id}-${span}-01-what-comes-later`, { id, isSampled: true }],
  [`ff-${id}-${span}-01`, undefined],
  [`00-${id}-${span}-01-more`, undefined],
  [`00-${'0'.repeat(32)}-${span}-01`, undefined],
  [`00-${id}-${'0'.repeat(16)}-01`, undefined],
  [theirs.toUpperCase(), undefined],
  [`00-${id}-${span}`, undefined],
  [`${theirs}, ${theirs}`, undefined],
  ['', undefined],
])('the traceparent "%s" is read as the standard has it', (header, trace) => {
  expect(readTraceparent(header)).toEqual(trace)
})

test('a proxy’s trace goes on to the vendor, each call a part of its own, and into the log', async () => {
  await using shop = await openShop()
  const headers = { ...shop.headers.read, traceparent: theirs, tracestate: 'proxy=secret' }
  await shop.gateway.inject({ url: customerPath(flaky), headers })
  const spans = sent(shop).map((each) => /^00-(\w{32})-(\w{16})-01$/.exec(each) ?? [])
  expect(spans.map(([, trace]) => trace)).toEqual([id, id])
  expect(new Set([span, ...spans.map(([, , own]) => own)]).size).toBe(3)
  expect(shop.sandbox.requests.some(({ headers: each }) => 'tracestate' in each)).toBe(false)
  expect(JSON.parse(lineOf(shop))).toMatchObject({ traceId: id, code: 'vendor_down' })
})

test('where no trace has begun one begins here, called like the request', async () => {
  await using shop = await openShop()
  for (const traceparent of [undefined, 'nonsense', `00-${'0'.repeat(32)}-${span}-01`]) {
    shop.sandbox.requests.length = 0
    const headers = { ...shop.headers.read, ...(traceparent === undefined ? {} : { traceparent }) }
    // oxlint-disable-next-line no-await-in-loop
    const answer = await shop.gateway.inject({ url: customerPath(aditi), headers })
    const requestId = String(answer.headers['x-request-id'])
    expect(sent(shop)[0]).toMatch(new RegExp(`^00-${requestId}-\\w{16}-00$`))
    expect(lineOf(shop)).not.toContain('traceId')
  }
})

test('whoever is not a trusted proxy can’t pass for a part of somebody else’s trace', async () => {
  await using shop = await openShop({ trustedProxies: ['10.0.0.0/8'] })
  const headers = { ...shop.headers.read, traceparent: theirs }
  await ask(await shop.listen(), customerPath(aditi), { headers })
  expect(sent(shop)[0]).not.toContain(id)
})

test('a sign-in is traced like a look-up', async () => {
  await using shop = await openShop({ signedIn: false })
  await shop.gateway.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'sec-fetch-site': 'same-origin', traceparent: theirs },
    payload: { till: shop.sandbox.till.code, password: shop.sandbox.till.password },
  })
  expect(sent(shop).length).toBeGreaterThan(0)
  for (const each of sent(shop)) expect(each).toContain(id)
})

test('a failure has our id and the vendor’s, in the answer as in the log', async () => {
  await using shop = await openShop()
  const answer = await shop.customer(600_000_508)
  const { requestId, vendorRequestId } = answer.json()
  expect(vendorRequestId).toMatch(/^[0-9a-f]{32}$/)
  expect(answer.headers).toMatchObject({ 'x-request-id': requestId, 'x-cap-requestid': vendorRequestId })
  expect(JSON.parse(lineOf(shop))).toMatchObject({ requestId, vendorRequestId })
})
