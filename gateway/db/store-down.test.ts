import { expect, test } from 'vitest'
import { openShop } from '#test/support/shop.ts'
import { openEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

/** A store that can be closed, and a shop with a session in it. */
async function openShopAndStore() {
  const store = await openEmbedded()
  await migrate(store)
  const shop = await openShop({ store })
  return { store, shop, [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose]() }
}

test('while the store is out of reach nobody is let in, no customer is shown, and each is told why', async () => {
  await using open = await openShopAndStore()
  const { shop, store } = open
  expect((await shop.gateway.inject('/readyz')).statusCode).toBe(200)
  await store.close()
  const till = { till: 'till.demo', password: 'countersign-demo' }
  const answers = await Promise.all([
    shop.customer(565039505),
    shop.post('/api/find', { kind: 'customerId', value: '565039505' }),
    shop.post('/api/session', till, { session: '' }),
    shop.gateway.inject({ url: '/api/session', headers: shop.headers.read }),
  ])
  for (const answer of answers) {
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ code: 'store_down', retryAfterSeconds: 3 })
    expect(answer.headers['retry-after']).toBe('3')
  }
  const ready = await shop.gateway.inject('/readyz')
  expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'store down' }])
  expect((await shop.gateway.inject('/healthz')).statusCode).toBe(200)
  expect((await shop.gateway.inject('/api/status')).json()).toMatchObject({ store: 'down' })
  expect(shop.sandbox.requests).toEqual([])
})
