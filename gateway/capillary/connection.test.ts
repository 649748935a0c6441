import { once } from 'node:events'
import net from 'node:net'
import { expect, test } from 'vitest'
import { connectTo, type Connection } from './connection.ts'
import { pauseBefore } from './second-try.ts'

const short = { connect: 300, headers: 300, whole: 400 }
const endless = { connect: 60_000, headers: 60_000, whole: 60_000 }
const trace = { id: 'a'.repeat(32), isSampled: false }
const saying = (status: number, more = '') => `HTTP/1.1 ${status} No\r\n${more}Content-Length: 0\r\n\r\n`
const good = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Cap-RequestID: abc\r\n\r\n{}'

/** A vendor that answers its n-th request (from 1) as the test says, and records the requests it received. */
async function playVendor(answer: (socket: net.Socket, turn: number) => void, patience = endless) {
  const heads: string[] = []
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (piece) => {
      heads.push(String(piece))
      answer(socket, heads.length)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const connection = connectTo(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, {
    patience,
  })
  return {
    heads,
    ask: (change: Partial<Parameters<Connection['ask']>[0]> = {}) =>
      connection.ask({
        method: 'GET',
        path: '/v2/customers/1/setImage',
        headers: {},
        signal: new AbortController().signal,
        ...change,
      }),
    async [Symbol.asyncDispose]() {
      server.close()
      await connection.close()
    },
  }
}

test('an answer comes with the vendor’s id, clock and wish to wait', async () => {
  await using vendor = await playVendor((socket) =>
    socket.write(
      'HTTP/1.1 429 Too Many\r\nDate: Wed, 30 Apr 2025 06:58:25 GMT\r\nRetry-After: 7\r\nX-Cap-Request-ID: xyz\r\nContent-Length: 4\r\n\r\nbusy',
    ),
  )
  expect(await vendor.ask()).toEqual({
    status: 429,
    text: 'busy',
    requestId: 'xyz',
    retryAfter: '7',
    date: 'Wed, 30 Apr 2025 06:58:25 GMT',
  })
})

test('a GET whose connection was reset before a first byte is asked a second time', async () => {
  await using vendor = await playVendor((socket, turn) =>
    turn === 1 ? socket.resetAndDestroy() : socket.write(good),
  )
  expect(await vendor.ask()).toMatchObject({ status: 200, text: '{}', requestId: 'abc' })
  expect(vendor.heads).toHaveLength(2)
})

test('a GET whose connection was closed before a first byte is asked a second time', async () => {
  await using vendor = await playVendor((socket, turn) => (turn === 1 ? socket.end() : socket.write(good)))
  expect(await vendor.ask()).toMatchObject({ status: 200 })
  expect(vendor.heads).toHaveLength(2)
})

test('a kept-alive connection that the vendor has dropped costs a second try, not a failure', async () => {
  await using vendor = await playVendor((socket, turn) =>
    turn === 2 ? socket.resetAndDestroy() : socket.write(good),
  )
  expect(await vendor.ask()).toMatchObject({ status: 200 })
  expect(await vendor.ask()).toMatchObject({ status: 200 })
  expect(vendor.heads).toHaveLength(3)
})

test('a GET is asked at most twice', async () => {
  await using vendor = await playVendor((socket) => socket.resetAndDestroy())
  await expect(vendor.ask()).rejects.toMatchObject({ code: 'vendor_down' })
  expect(vendor.heads).toHaveLength(2)
})

test.each([
  ['in the status line', 'HTTP/1.1 200', 'end'],
  ['after the status line', 'HTTP/1.1 200 OK\r\n', 'end'],
  ['after the status line by a reset', 'HTTP/1.1 200 OK\r\n', 'reset'],
  ['within the headers', 'HTTP/1.1 200 OK\r\nContent-Le', 'end'],
  ['before the body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n', 'end'],
  ['within the body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"id"', 'end'],
  ['within the body by a reset', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"id"', 'reset'],
  ['within a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{"id"', 'end'],
])('an answer cut %s is not asked for again', async (_where, start, how) => {
  await using vendor = await playVendor((socket) => {
    socket.write(start)
    // A reset discards what the other side has not read yet, so wait until the start has arrived.
    if (how === 'end') socket.end()
    else setTimeout(() => socket.resetAndDestroy(), 50)
  })
  await expect(vendor.ask()).rejects.toMatchObject({ code: 'vendor_down' })
  expect(vendor.heads).toHaveLength(1)
})

test('an answer cut on a connection that has answered before is not asked for again', async () => {
  await using vendor = await playVendor((socket, turn) =>
    turn === 1 ? socket.write(good) : socket.end('HTTP/1.1 200 OK\r\n'),
  )
  await vendor.ask()
  await expect(vendor.ask()).rejects.toMatchObject({ code: 'vendor_down' })
  expect(vendor.heads).toHaveLength(2)
})

test.each([400, 404, 429, 461, 500, 521])(
  'an answer of %i is an answer: it is not asked for again',
  async (status) => {
    await using vendor = await playVendor((socket) => socket.write(saying(status)))
    expect(await vendor.ask()).toMatchObject({ status })
    expect(vendor.heads).toHaveLength(1)
  },
)

test.each([502, 503, 504])('a GET answered with %i is asked a second time, and no third', async (status) => {
  await using vendor = await playVendor((socket, turn) => socket.write(turn === 1 ? saying(status) : good))
  expect(await vendor.ask()).toMatchObject({ status: 200 })
  await using silent = await playVendor((socket) => socket.write(saying(status)))
  expect(await silent.ask()).toMatchObject({ status })
  expect([vendor.heads.length, silent.heads.length]).toEqual([2, 2])
})

test.each(['2', 'Wed, 30 Apr 2025 06:58:25 GMT'])(
  'a vendor that asks for peace until %s is not asked a second time',
  async (retryAfter) => {
    await using vendor = await playVendor((socket) =>
      socket.write(saying(503, `Retry-After: ${retryAfter}\r\n`)),
    )
    expect(await vendor.ask()).toMatchObject({ status: 503, retryAfter })
    expect(vendor.heads).toHaveLength(1)
  },
)

test('a second try comes by chance within half a second, and not before the vendor wants it', () => {
  const answer = { status: 503, text: '', requestId: undefined, date: undefined }
  for (const [retryAfter, least] of [
    [undefined, 100],
    ['0', 100],
    ['1', 1100],
  ] as const) {
    const pauses = Array.from({ length: 100 }, () => pauseBefore('GET', { ...answer, retryAfter }) ?? 0)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(least)
    expect(Math.max(...pauses)).toBeLessThan(least + 300)
    expect(new Set(pauses).size).toBeGreaterThan(90)
  }
})

test('of two hundred questions to a vendor in trouble a tenth is repeated, and no more', async () => {
  await using vendor = await playVendor((socket, turn) => socket.write(turn % 3 === 0 ? saying(503) : good))
  for (let asked = 0; asked < 200; asked += 50)
    // oxlint-disable-next-line no-await-in-loop
    await Promise.all(Array.from({ length: 50 }, () => vendor.ask()))
  expect(vendor.heads.length).toBeGreaterThan(205)
  expect(vendor.heads.length).toBeLessThanOrEqual(220)
})

test('what repeats a failure is not repeated by us, and is let through while a tenth is not used up', async () => {
  await using vendor = await playVendor((socket) => socket.write(saying(503)))
  const again = () => vendor.ask({ context: { until: Infinity, again: 'timed_out', trace } })
  for (let asked = 0; asked < 10; asked += 1)
    // oxlint-disable-next-line no-await-in-loop
    expect(await again()).toMatchObject({ status: 503 })
  expect(vendor.heads).toHaveLength(10)
  await expect(again()).rejects.toMatchObject({ code: 'timed_out', particulars: { retryAfterSeconds: 2 } })
  expect(vendor.heads).toHaveLength(10)
})

test('nothing is asked once nobody waits for it, and it is nobody’s fault', async () => {
  await using vendor = await playVendor(() => undefined)
  await expect(vendor.ask({ context: { until: performance.now(), trace } })).rejects.toMatchObject({
    code: 'timed_out',
  })
  expect(vendor.heads).toHaveLength(0)
  await expect(vendor.ask({ context: { until: performance.now() + 100, trace } })).rejects.toMatchObject({
    code: 'timed_out',
  })
  expect(vendor.heads).toHaveLength(1)
})

test('a POST is never asked twice', async () => {
  await using vendor = await playVendor((socket) => socket.resetAndDestroy())
  await expect(vendor.ask({ method: 'POST', body: '{}' })).rejects.toMatchObject({ code: 'vendor_down' })
  expect(vendor.heads).toHaveLength(1)
})

test('what is not HTTP is not asked for again', async () => {
  await using vendor = await playVendor((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
  await expect(vendor.ask()).rejects.toMatchObject({ code: 'vendor_down' })
  expect(vendor.heads).toHaveLength(1)
})

test('an id of the vendor’s that is none is not passed on', async () => {
  const odd = good.replace('abc', '<b>Aditi Khan</b>')
  await using vendor = await playVendor((socket) => socket.write(odd))
  expect(await vendor.ask()).toMatchObject({ status: 200, requestId: undefined })
})

test('a redirect is an answer and is not followed', async () => {
  await using vendor = await playVendor((socket) =>
    socket.write('HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n'),
  )
  expect(await vendor.ask()).toMatchObject({ status: 302, text: '' })
  expect(vendor.heads).toHaveLength(1)
})

test.each([
  ['an announced', `HTTP/1.1 200 OK\r\nContent-Length: ${2 ** 20 + 1}\r\n\r\n`],
  ['an unannounced', 'HTTP/1.1 200 OK\r\n\r\n'],
])('%s answer over 1 MB is given up', async (_how, head) => {
  await using vendor = await playVendor((socket) => socket.end(head + 'x'.repeat(2 ** 20 + 1)))
  await expect(vendor.ask()).rejects.toMatchObject({ code: 'vendor_unreadable' })
  expect(vendor.heads).toHaveLength(1)
})

test('an answer of 1 MB is read', async () => {
  await using vendor = await playVendor((socket) =>
    socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${2 ** 20}\r\n\r\n${'x'.repeat(2 ** 20)}`),
  )
  expect((await vendor.ask()).text).toHaveLength(2 ** 20)
})

test.each([
  ['never begins', ''],
  ['stops in the headers', 'HTTP/1.1 200 OK\r\n'],
  ['stops in the body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'],
])('an answer that %s has timed out, and is not asked for again', async (_how, start) => {
  await using vendor = await playVendor((socket) => socket.write(start), short)
  await expect(vendor.ask()).rejects.toMatchObject({ code: 'timed_out' })
  expect(vendor.heads).toHaveLength(1)
})

test('an answer that drips on for ever has timed out', async () => {
  await using vendor = await playVendor((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n')
    const drip = setInterval(() => socket.write('x'), 50)
    socket.once('close', () => clearInterval(drip))
  }, short)
  await expect(vendor.ask()).rejects.toMatchObject({ code: 'timed_out' })
})

test('an aborted question ends the connection to the vendor at once, with the reason of the abort', async () => {
  const controller = new AbortController()
  const hungUp: Promise<unknown>[] = []
  await using vendor = await playVendor((socket) => {
    hungUp.push(once(socket, 'close'))
    controller.abort(new Error('the browser went away'))
  })
  await expect(vendor.ask({ signal: controller.signal })).rejects.toThrow('the browser went away')
  expect(hungUp).toHaveLength(1)
  await Promise.all(hungUp)
})
