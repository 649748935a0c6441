import { once } from 'node:events'
import { get } from 'node:http'
import { expect, test } from 'vitest'
import { withoutLimits } from '#test/support/policies.ts'
import { openShop } from '#test/support/shop.ts'
import { openMetrics } from './metrics.ts'
import { serveMetrics } from './serve-metrics.ts'

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
  await shop.customer(600_000_103)
  expect(valuesOf(await metrics.text(), 'countersign_customers_seen_total')).toEqual([
    'countersign_customers_seen_total{till="till.demo",photo="yes"} 2',
    'countersign_customers_seen_total{till="till.demo",photo="no"} 1',
  ])
  // Nothing about any customer.
  for (const personal of ['565039505', 'Aditi', '9148574269', '565040002'])
    expect(text).not.toContain(personal)
})

test('a vendor that is down or late is told by why there was no answer', async () => {
  const metrics = openMetrics({ ofProcess: false })
  await using shop = await openShop({ metrics, vendor: { url: 'http://127.0.0.1:9' }, signedIn: false })
  await shop.post('/api/session', { till: 'till.demo', password: 'x' }, {})
  expect(await metrics.text()).toContain('countersign_vendor_duration_seconds_count{outcome="vendor_down"} 1')
})

test('what stands behind the gateway is told: photos, store, breakers, queues, and what was turned away', async () => {
  const metrics = openMetrics({ ofProcess: false })
  const room = { vendor: { most: 1, waiting: 1, patience: 20 } }
  await using shop = await openShop({ metrics, room })
  const { addresses, session } = await shop.lookUp(565_039_505)
  await shop.photo(addresses[0] ?? '', session)
  shop.sandbox.control({ apiDelay: 200 })
  await Promise.all([900_000_001, 900_000_002, 900_000_003].map((id) => shop.customer(id)))
  const text = await metrics.text()
  expect(valuesOf(text, 'countersign_photo_duration_seconds_count')).toEqual([
    'countersign_photo_duration_seconds_count{outcome="begun"} 1',
  ])
  expect(valuesOf(text, 'countersign_upstream')).toEqual(
    expect.arrayContaining([
      'countersign_upstream_shed_total{upstream="vendor"} 2',
      'countersign_upstream_shed_total{upstream="photo host"} 0',
      'countersign_upstream_retries_total{upstream="vendor"} 0',
      'countersign_upstream_breaker_open{upstream="vendor"} 0',
      'countersign_upstream_breaker_open{upstream="photo host"} 0',
      'countersign_upstream_calls{upstream="vendor"} 0',
      'countersign_upstream_waiting{upstream="photo host"} 0',
    ]),
  )
  for (const what of ['statement', 'transaction'])
    expect(text).toMatch(`countersign_store_duration_seconds_count{what="${what}",outcome="done"}`)
  expect(text).toMatch(/countersign_build_info\{version="\d+\.\d+\.\d+",node="\d+\.\d+\.\d+"\} 1/)
})

test('a breaker that is open, and a store that fails, are told', async () => {
  const metrics = openMetrics({ ofProcess: false })
  await using shop = await openShop({ metrics, policy: withoutLimits })
  shop.sandbox.control({ vendor: 'down' })
  await Promise.all(Array.from({ length: 25 }, (_, at) => shop.customer(900_000_000 + at)))
  const text = await metrics.text()
  expect(text).toContain('countersign_upstream_breaker_open{upstream="vendor"} 1')
  expect(text).toMatch(/countersign_upstream_retries_total\{upstream="vendor"\} [1-9]/)
  const store = metrics.watchStore({ ...shop.store, query: () => Promise.reject(new Error('gone')) })
  await expect(store.query('select 1')).rejects.toThrow('gone')
  expect(await metrics.text()).toContain(
    'countersign_store_duration_seconds_count{what="statement",outcome="failed"} 1',
  )
})

test('they are told on a port of their own, and nothing else is there', async () => {
  const server = await serveMetrics(openMetrics(), { host: '127.0.0.1', port: 0 }, ['prometheus.example'])
  const address = server.address()
  const origin = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
  const answer = await fetch(`${origin}/metrics`)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect(await answer.text()).toContain('nodejs_eventloop_lag_p99_seconds')
  for (const path of ['/', '/api/shop', '/metrics/x', '/metrics?x=1'])
    // oxlint-disable-next-line no-await-in-loop
    expect((await fetch(origin + path)).status).toBe(404)
  expect((await fetch(`${origin}/metrics`, { method: 'POST' })).status).toBe(404)
  // By another name neither: a page of another site could lead its own name here.
  const statusFor = (host: string) =>
    new Promise((resolve) => {
      get(`${origin}/metrics`, { headers: { host } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
    })
  expect(await Promise.all(['evil.example', 'prometheus.example:9464'].map(statusFor))).toEqual([421, 200])
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
})
