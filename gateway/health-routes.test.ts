import { once } from 'node:events'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { customerPath, openShop } from './testing/shop.ts'

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

test('a gateway that closes finishes what is under way, is no longer ready, and lets its browsers go', async () => {
  await using shop = await openShop()
  const port = Number(new URL(await shop.listen()).port)
  shop.sandbox.control({ apiDelay: 300 })
  const browser = net.connect(port, '127.0.0.1')
  const head = `Host: localhost\r\nCookie: ${shop.headers.read.cookie}\r\n`
  const request = (path: string) => browser.write(`GET ${path} HTTP/1.1\r\n${head}\r\n`)
  const heard = text(browser)
  await once(browser, 'connect')
  request(customerPath(565_039_505))
  await expect.poll(() => shop.sandbox.requests.length).toBe(1)
  const closed = shop.gateway.close()
  request('/readyz')
  await closed
  const [first = '', second = ''] = (await heard).split(/(?<=\})(?=HTTP)/)
  expect(first).toMatch(/^HTTP\/1\.1 200 [\s\S]*"id":565039505/)
  expect(second).toMatch(/^HTTP\/1\.1 503 [\s\S]*connection: close[\s\S]*\{"status":"closing"\}$/i)
})
