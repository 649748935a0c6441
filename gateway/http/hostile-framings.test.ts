import * as v from 'valibot'
import { expect, test } from 'vitest'
import { problem } from '#contract/api/problem.ts'
import { customerPath, openShop, type Shop } from '#test/support/shop.ts'
import { openWire, spelt } from '#test/support/wire.ts'

const aditi = 565_039_505

/** The request that an attacker tries to hide inside another one. If it is taken for a request, its answer ends the connection. */
const hiddenIn = (shop: Shop) =>
  `GET ${customerPath(600_000_101)} HTTP/1.1\nHost: shop\nConnection: close\n${cookieOf(shop)}\n\n`
const cookieOf = (shop: Shop) => `Cookie: ${shop.headers.read['cookie'] ?? ''}`

type Parts = { path: string; cookie: string; hidden: string }
/** A request of a till's page, to which a header and content can be added. */
const get = ({ path, cookie }: Parts, more = '') => `GET ${path} HTTP/1.1\nHost: shop\n${cookie}\n${more}\n`
const post = ({ cookie }: Parts, more: string, content: string) =>
  `POST /api/find HTTP/1.1\nHost: shop\n${cookie}\nSec-Fetch-Site: same-origin\nContent-Type: application/json\n${more}\n${content}`

const chunked = 'Transfer-Encoding: chunked\n'

/**
 * Each framing contains a second request that some parser would find.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-11
 */
const framings: [what: string, bytes: (parts: Parts) => string, status?: number][] = [
  // https://www.rfc-editor.org/rfc/rfc9112#section-3.2
  ['two hosts', (all) => get(all, 'Host: elsewhere\n')],
  ['the same host twice', (all) => get(all, 'Host: shop\n')],
  ['no host', (all) => get(all).replace('Host: shop\n', '')],
  ['a host with a path', (all) => get(all).replace('Host: shop', 'Host: shop/elsewhere')],
  ['a host with a name before it', (all) => get(all).replace('Host: shop', 'Host: shop@elsewhere')],
  ['an address elsewhere', (all) => get({ ...all, path: `http://elsewhere${all.path}` })],
  ['an address at another port', (all) => get({ ...all, path: `http://shop:81${all.path}` })],
  ['an address with a space in it', (all) => get({ ...all, path: `${all.path} x` })],
  // https://www.rfc-editor.org/rfc/rfc9112#section-6
  ['a length, then chunks', (all) => post(all, `Content-Length: 400\n${chunked}`, '0\n\n')],
  ['chunks, then a length', (all) => post(all, `${chunked}Content-Length: 5\n`, '0\n\n')],
  ['two lengths', (all) => post(all, 'Content-Length: 2\nContent-Length: 400\n', '{}')],
  ['the same length twice', (all) => post(all, 'Content-Length: 2\nContent-Length: 2\n', '{}')],
  ['two lengths in one line', (all) => post(all, 'Content-Length: 2, 2\n', '{}')],
  ['a length with a sign', (all) => post(all, 'Content-Length: +2\n', '{}')],
  ['a length below nothing', (all) => post(all, 'Content-Length: -2\n', '{}')],
  ['a length in hexadecimal', (all) => post(all, 'Content-Length: 0x2\n', '{}')],
  ['chunks of chunks', (all) => post(all, 'Transfer-Encoding: chunked, chunked\n', '0\n\n')],
  [
    'chunks that are something else in the end',
    (all) => post(all, 'Transfer-Encoding: chunked, identity\n', '0\n\n'),
  ],
  ['a coding nobody knows', (all) => post(all, 'Transfer-Encoding: xchunked\n', '0\n\n')],
  ['a coding behind a vertical tab', (all) => post(all, 'Transfer-Encoding: \u000bchunked\n', '0\n\n')],
  [
    'chunks in the older HTTP',
    (all) => post(all, `Connection: keep-alive\n${chunked}`, '0\n\n').replace('HTTP/1.1', 'HTTP/1.0'),
  ],
  // https://www.rfc-editor.org/rfc/rfc9112#section-5
  ['a space before a colon', (all) => post(all, 'Content-Length : 2\n', '{}')],
  ['a header that goes on in the next line', (all) => get(all, 'X-A: b\n c: d\n')],
  ['a header with a zero byte', (all) => get(all, 'X-A: b\0c\n')],
  ['a header without a name', (all) => get(all, ': b\n')],
  ['a line end within a header', (all) => get(all, 'X-A: b␍Content-Length: 2\n')],
  ['line ends of another kind', (all) => get(all).replaceAll('\n', '␊')],
  ['a head that is too large', (all) => get(all, `X-A: ${'a'.repeat(20_000)}\n`), 431],
  // https://www.rfc-editor.org/rfc/rfc9112#section-7.1
  ['a chunk whose size is no number', (all) => post(all, chunked, 'x\n{}\n0\n\n')],
  [
    'a chunk of more bytes than there are numbers',
    (all) => post(all, chunked, 'fffffffffffffffff\n{}\n0\n\n'),
  ],
  ['a chunk that is longer than it says', (all) => post(all, chunked, '1\n{}\n0\n\n')],
  ['a chunk with endless remarks', (all) => post(all, chunked, `2;${'a'.repeat(20_000)}\n{}\n0\n\n`), 413],
  // https://www.rfc-editor.org/rfc/rfc9110#section-9.3
  ['content behind a GET', (all) => get(all, `Content-Length: ${spelt(all.hidden).length}\n`)],
  ['chunks behind a GET', (all) => get(all, chunked) + '0\n\n'],
  ['a wish nobody grants', (all) => post(all, 'Expect: 200-maybe\nContent-Length: 2\n', '{}')],
  ['a method in small letters', (all) => get(all).replace('GET', 'get')],
  ['a version nobody speaks', (all) => get(all).replace('HTTP/1.1', 'HTTP/4.2')],
  ['the beginning of HTTP/2', () => 'PRI * HTTP/2.0\n\nSM\n\n'],
]

const partsOf = (shop: Shop): Parts => ({
  path: customerPath(aditi),
  cookie: cookieOf(shop),
  hidden: hiddenIn(shop),
})

test('two requests on one connection are two, each with its answer', async () => {
  await using shop = await openShop()
  using wire = await openWire(await shop.listen())
  const parts = partsOf(shop)
  wire.send(get(parts) + parts.hidden)
  await wire.closed
  expect(wire.statuses()).toEqual([200, 200])
  expect(shop.sandbox.requests).not.toEqual([])
})

test.each(framings)(
  '%s: one refusal, no second request, and an end to the connection',
  async (_what, bytes, status = 400) => {
    await using shop = await openShop()
    using wire = await openWire(await shop.listen())
    const parts = partsOf(shop)
    wire.send(bytes(parts) + parts.hidden)
    await wire.closed
    expect(wire.statuses()).toEqual([status])
    expect(v.parse(problem, JSON.parse(wire.answers().split('\r\n\r\n')[1] ?? ''))).toMatchObject({
      code: 'bad_request',
      status,
    })
    expect(shop.sandbox.requests).toEqual([])
  },
)

test('an address in full that is our own is an address', async () => {
  await using shop = await openShop()
  using wire = await openWire(await shop.listen())
  const parts = partsOf(shop)
  wire.send(get({ ...parts, path: `http://shop${parts.path}` }, 'Connection: close\n'))
  await wire.closed
  expect(wire.statuses()).toEqual([200])
})

test('a health check that speaks HTTP/1.0 need not name a host', async () => {
  await using shop = await openShop()
  using wire = await openWire(await shop.listen())
  wire.send('GET /readyz HTTP/1.0\n\n')
  await wire.closed
  expect(wire.statuses()).toEqual([200])
})

test('nobody is connected through to elsewhere, and nothing of a request is sent back', async () => {
  await using shop = await openShop()
  const origin = await shop.listen()
  using tunnel = await openWire(origin)
  tunnel.send('CONNECT 127.0.0.1:22 HTTP/1.1\nHost: 127.0.0.1:22\n\n')
  await tunnel.closed
  expect(tunnel.answers()).toBe('')
  using trace = await openWire(origin)
  trace.send(`TRACE / HTTP/1.1\nHost: shop\nConnection: close\n${cookieOf(shop)}\n\n`)
  await trace.closed
  expect(trace.statuses()).toEqual([404])
  expect(trace.answers()).not.toContain(shop.session)
})

test('content that turns out unreadable once its request has been answered gets no second answer', async () => {
  await using shop = await openShop()
  using wire = await openWire(await shop.listen())
  wire.send(`POST /nowhere HTTP/1.1\nHost: shop\n${chunked}\n`)
  await expect.poll(wire.statuses).toEqual([404])
  wire.send(`x\n${hiddenIn(shop)}`)
  await wire.closed
  expect(wire.statuses()).toEqual([404])
  expect(shop.sandbox.requests).toEqual([])
})

test('what is unreadable behind a request that waits for its answer does not answer for it', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ apiDelay: 60_000 })
  using wire = await openWire(await shop.listen())
  wire.send(get(partsOf(shop)))
  await expect.poll(() => shop.sandbox.requests.length).toBe(1)
  wire.send('nonsense\n\n')
  await wire.closed
  expect(wire.answers()).toBe('')
})
