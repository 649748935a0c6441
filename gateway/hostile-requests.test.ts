import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { ask } from './testing/ask.ts'
import { withoutLimits } from './testing/policies.ts'
import { customerPath, openShop, type Shop } from './testing/shop.ts'

const aditi = 565_039_505

/** Sends bytes as they are, and reads until the gateway hangs up. */
async function send(origin: string, bytes: string) {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  const pieces: Buffer[] = []
  socket.on('data', (piece) => void pieces.push(piece)).on('error', () => undefined)
  socket.write(bytes.replaceAll('\n', '\r\n'))
  await once(socket, 'close')
  const text = Buffer.concat(pieces).toString('latin1')
  return [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
}

/** Node sends no others. */
const encodeNonAscii = (path: string) => path.replaceAll(/[^!-~]/gu, encodeURIComponent)

const head = (shop: Shop, more = '') =>
  `GET ${customerPath(aditi)} HTTP/1.1\nHost: shop\nConnection: close\nCookie: ${shop.headers.read['cookie'] ?? ''}\n${more}\n`

test('what is sent as it ought to be is answered once', async () => {
  await using shop = await openShop()
  expect(await send(await shop.listen(), head(shop))).toEqual([200])
})

// https://www.rfc-editor.org/rfc/rfc9112#section-3.2 and -6
test.each([
  ['two hosts', 'Host: elsewhere\n', [400]],
  ['a length and chunks', 'Content-Length: 4\nTransfer-Encoding: chunked\n', [400]],
  ['two lengths', 'Content-Length: 4\nContent-Length: 5\n', [400]],
  ['a length that is none', 'Content-Length: +4\n', [400]],
  ['chunks of chunks', 'Transfer-Encoding: chunked, chunked\n', [400]],
  ['an unknown coding', 'Transfer-Encoding: xchunked\n', [400]],
  ['a header with a space before its colon', 'Host : elsewhere\n', [400]],
  ['a header that goes on in the next line', 'X-A: b\n c: d\n', [400]],
  ['a header with a zero byte', 'X-A: b\0c\n', [400]],
  ['a head that is too large', `X-A: ${'a'.repeat(20_000)}\n`, [431]],
])('a request with %s is refused, and the vendor is not asked', async (_what, more, statuses) => {
  await using shop = await openShop()
  expect(await send(await shop.listen(), head(shop, more))).toEqual(statuses)
  expect(shop.sandbox.requests).toEqual([])
})

test('a request hidden in the body of another is no request', async () => {
  await using shop = await openShop()
  const body = `0\n\n${head(shop)}`
  const outer = `POST /api/find HTTP/1.1\nHost: shop\nSec-Fetch-Site: same-origin\nContent-Type: application/json\n`
  const statuses = await send(
    await shop.listen(),
    `${outer}Content-Length: ${body.length}\nTransfer-Encoding: chunked\n\n${body}`,
  )
  expect(statuses).toEqual([400])
  expect(shop.sandbox.requests).toEqual([])
})

test('no spelling of an address leads to a path of the vendor’s that is not the customer’s own', async () => {
  await using shop = await openShop({ policy: withoutLimits })
  const ups = ['..', '%2e%2e', '%252e%252e', '..%2f', '..%5c', '....//', '%c0%ae%c0%ae', '．．']
  const ids = [
    ...ups.flatMap((up) => [up, `565039505/${up}`, `565039505/${up}/565039506`, `${up}/v1.1/customer/get`]),
    '565039505%00',
    '565039505;x=1',
    '565039505%0d%0aHost:evil',
    '565039505%3Fsource=X',
    '565039505%23',
    '0565039505',
    '-1',
    '1e3',
    '9007199254740993000',
    '0x21AF',
    "565039505'--",
    '${565039505}',
    '<script>',
    '＃',
    '٥٦٥٠٣٩٥٠٥',
  ]
  const origin = await shop.listen()
  const answered: string[] = []
  for (const id of ids) {
    const path = `/v2/customers/${id}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`
    // oxlint-disable-next-line no-await-in-loop -- one gateway, one after the other
    const { status } = await ask(origin, encodeNonAscii(path), { headers: shop.headers.read })
    if (![400, 404].includes(status)) answered.push(id)
  }
  expect(answered).toEqual([])
  expect(shop.sandbox.requests).toEqual([])
})

test.each([
  'source=INSTORE&source=X&embed=CUSTOMERIMAGE',
  'source=INSTORE&embed=CUSTOMERIMAGE&embed=MLP',
  'source=INSTORE&embed=CUSTOMERIMAGE&accountId=1',
  'source=INSTORE',
  'source=instore&embed=CUSTOMERIMAGE',
  '__proto__[source]=INSTORE&embed=CUSTOMERIMAGE',
])('the query %s is not the one there is', async (query) => {
  await using shop = await openShop()
  const url = `/v2/customers/${aditi}/setImage?${query}`
  expect((await shop.gateway.inject({ url, headers: shop.headers.read })).json()).toMatchObject({
    code: 'bad_request',
  })
  expect(shop.sandbox.requests).toEqual([])
})

test('a body that is too large, no JSON, or one with a forged prototype is refused', async () => {
  await using shop = await openShop()
  for (const [payload, status] of [
    [JSON.stringify({ kind: 'name', value: 'a'.repeat(20_000) }), 400],
    ['{"kind":', 400],
    ['{"kind":"customerId","value":"565039505","__proto__":{"polluted":true}}', 400],
    ['{"kind":"customerId","value":"565039505","constructor":{"prototype":{"polluted":true}}}', 400],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await shop.gateway.inject({
      method: 'POST',
      url: '/api/find',
      headers: { ...shop.headers.write, 'content-type': 'application/json' },
      payload,
    })
    expect(answer.statusCode).toBe(status)
  }
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  expect(shop.sandbox.requests).toEqual([])
})
