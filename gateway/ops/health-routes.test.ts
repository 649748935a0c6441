import { once } from 'node:events'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { ask } from '#test/support/ask.ts'
import { customerPath, openShop } from '#test/support/shop.ts'

test('a gateway is alive and ready, whatever its vendor is', async () => {
  await using shop = await openShop()
  await shop.sandbox.close()
  for (const [address, status] of [
    ['/healthz', 'ok'],
    ['/readyz', 'ready'],
  ]) {
    const answer = await shop.gateway.inject(address ?? '')
    expect([answer.statusCode, answer.json(), answer.headers['cache-control']]).toEqual([
      200,
      { status },
      'no-store',
    ])
  }
})

/** A browser's connection that sends the given text. `heard` collects all answers until the connection is closed. */
async function connectTo(port: number, cookie = '') {
  const browser = net.connect(port, '127.0.0.1')
  await once(browser, 'connect')
  const heard = text(browser)
  const head = `Host: localhost\r\nCookie: ${cookie}\r\n`
  return { heard, request: (path: string) => browser.write(`GET ${path} HTTP/1.1\r\n${head}\r\n`) }
}

test('a gateway that closes finishes what is under way, is no longer ready, and lets its browsers go', async () => {
  await using shop = await openShop({ linger: 10_000 })
  const port = Number(new URL(await shop.listen()).port)
  shop.sandbox.control({ apiDelay: 300 })
  const busy = await connectTo(port, shop.headers.read['cookie'])
  const idle = await connectTo(port)
  busy.request(customerPath(565_039_505))
  await expect.poll(() => shop.sandbox.requests.length).toBe(1)
  const closed = shop.gateway.close()
  await expect.poll(() => shop.gateway.server.listening).toBe(false)
  await expect(connectTo(port)).rejects.toThrow('ECONNREFUSED')
  idle.request('/readyz')
  expect(await busy.heard).toMatch(/^HTTP\/1\.1 200 [\s\S]*connection: close[\s\S]*"id":565039505/i)
  expect(await idle.heard).toMatch(/^HTTP\/1\.1 503 [\s\S]*connection: close[\s\S]*\{"status":"closing"\}$/i)
  // The gateway closes as soon as the last connection has gone.
  await closed
})

test('a gateway that is about to close is not ready, and still shows whom it is asked for', async () => {
  const leaving = new AbortController()
  await using shop = await openShop({ leaving: leaving.signal })
  leaving.abort()
  const ready = await shop.gateway.inject('/readyz')
  expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'closing' }])
  const customer = await shop.customer(565_039_505)
  expect([customer.statusCode, customer.headers.connection]).toEqual([200, 'keep-alive'])
})

test('a photo that is on its way when the gateway closes arrives whole', async () => {
  await using shop = await openShop({ linger: 50 })
  const origin = await shop.listen()
  const { addresses } = await shop.lookUp(565_039_505)
  await shop.photo(addresses[0] ?? '', shop.session)
  shop.sandbox.control({ photoDelay: 400 })
  const before = shop.sandbox.requests.length
  const photo = ask(origin, addresses[0] ?? '', { headers: shop.headers.read })
  await expect.poll(() => shop.sandbox.requests.length).toBe(before + 1)
  await shop.gateway.close()
  expect(await photo).toMatchObject({ status: 200, isWhole: true })
})

test('a gateway that closes hangs up on browsers that ask for nothing more, or never did', async () => {
  await using shop = await openShop({ linger: 50 })
  const port = Number(new URL(await shop.listen()).port)
  const [browser, ahead] = [await connectTo(port), await connectTo(port)]
  browser.request('/healthz')
  await expect.poll(() => shop.logLines.join()).toContain('/healthz')
  await shop.gateway.close()
  expect(await browser.heard).toMatch(/^HTTP\/1\.1 200 /)
  expect(await ahead.heard).toBe('')
})

test('whoever has connected before a gateway closes is answered, however busy it was', async () => {
  await using shop = await openShop({ linger: 10_000 })
  const port = Number(new URL(await shop.listen()).port)
  // The gateway cannot have accepted any of them yet: all this happens in one turn of the event loop.
  const heard = Array.from({ length: 20 }, () => {
    const browser = net.connect(port, '127.0.0.1')
    browser.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
    return text(browser)
  })
  const closed = shop.gateway.close()
  for (const each of heard) expect(await each).toMatch(/^HTTP\/1\.1 200 /)
  await closed
})
