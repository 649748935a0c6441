import { expect, test } from 'vitest'
import { openShop } from '#test/support/shop.ts'
import { portrait, savePhoto } from '#test/support/take-photo.ts'
import { look } from '#test/support/verify.ts'
import { coverageOf } from './coverage.ts'

const ADITI = 565_039_505
const NO_PHOTO = 600_000_103

/** Half a minute before a week ends. */
const sunday = Date.UTC(2026, 10, 29, 23, 59, 30)

test('coverage counts each customer once a week and till, as they were when they were first opened', async () => {
  let now = sunday
  await using shop = await openShop({ now: () => now, vendorNow: () => now })
  await shop.customer(ADITI)
  await shop.customer(ADITI)
  await savePhoto(shop, await look(shop, NO_PHOTO), await portrait())
  await shop.customer(NO_PHOTO)
  await shop.post('/api/find', { kind: 'customerId', value: '700000001' })
  await shop.customer(600_000_501)
  now += 60_000
  await shop.customer(NO_PHOTO)
  const till = 'till.demo'
  const before = { week: '2026-11-23', till, customers: 3, withPhoto: 2, taken: 1 }
  const after = { week: '2026-11-30', till, customers: 1, withPhoto: 1, taken: 0 }
  expect(await coverageOf(shop.store, {})).toEqual([before, after])
  expect(await coverageOf(shop.store, { from: '2026-11-30' })).toEqual([after])
})
