import { once } from 'node:events'
import { expect, test } from 'vitest'
import { openMetrics, serveMetrics } from './metrics.ts'
import { openShop } from './testing/shop.ts'

const valuesOf = (text: string, name: string) => text.split('\n').filter((line) => line.startsWith(name))

test('requests are counted by route, status and code, the vendor by its answers, tills by what they told', async () => {
  const metrics = openMetrics({ ofProcess: false })
  await using shop = await openShop({ metrics })
  await shop.customer(565_039_505)
  await shop.customer(565_040_002)
  await shop.customer(600_000_501)
  await shop.customer(565_039_505, { session: undefined })
  await shop.post('/api/timings', { name: 210, photo: 480 })
  await shop.post('/api/timings', { name: 250 })
  const text = await metrics.text()
  const route = 'route="/v2/customers/:userId/setImage"'
  expect(valuesOf(text, 'countersign_request_duration_seconds_count')).toEqual(
    expect.arrayContaining([
      `countersign_request_duration_seconds_count{method="GET",${route},status="200",code=""} 2`,
      `countersign_request_duration_seconds_count{method="GET",${route},status="404",code="customer_not_found"} 1`,
      `countersign_request_duration_seconds_count{method="GET",${route},status="401",code="signed_out"} 1`,
    ]),
  )
  expect(valuesOf(text, 'countersign_vendor_duration_seconds_count{outcome="200"}')).toHaveLength(1)
  expect(valuesOf(text, 'countersign_till_look_up_seconds')).toEqual(
    expect.arrayContaining([
      'countersign_till_look_up_seconds{quantile="0.5",till="till.demo",until="photo"} 0.48',
      'countersign_till_look_up_seconds_count{till="till.demo",until="name"} 2',
    ]),
  )
  // Nothing of any customer.
  for (const personal of ['565039505', 'Aditi', '9148574269', '565040002'])
    expect(text).not.toContain(personal)
})

test('a vendor that is down or late is told by why there was no answer', async () => {
  const metrics = openMetrics({ ofProcess: false })
  await using shop = await openShop({ metrics, vendor: { url: 'http://127.0.0.1:9' }, signedIn: false })
  await shop.post('/api/session', { till: 'till.demo', password: 'x' }, {})
  expect(await metrics.text()).toContain('countersign_vendor_duration_seconds_count{outcome="vendor_down"} 1')
})

test('they are told on a port of their own, and nothing else is there', async () => {
  const server = await serveMetrics(openMetrics(), { host: '127.0.0.1', port: 0 })
  const address = server.address()
  const origin = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
  const answer = await fetch(`${origin}/metrics`)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect(await answer.text()).toContain('nodejs_eventloop_lag_seconds')
  for (const path of ['/', '/api/shop', '/metrics/x', '/metrics?x=1'])
    // oxlint-disable-next-line no-await-in-loop
    expect((await fetch(origin + path)).status).toBe(404)
  expect((await fetch(`${origin}/metrics`, { method: 'POST' })).status).toBe(404)
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
})
