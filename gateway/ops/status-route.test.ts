import { expect, test } from 'vitest'
import * as v from 'valibot'
import { status } from '#contract/api/status.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { openClock } from '#test/support/clock.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import { look } from '#test/support/verify.ts'

const aditi = 565_039_505
const busy = 600_000_602
const nobody = 600_000_501

const statusOf = async (shop: Shop) =>
  v.parse(v.strictObject(status.entries), (await shop.gateway.inject('/api/status')).json())

test('anybody is told the clock, the version and the store, and that nobody has asked the vendor yet', async () => {
  const clock = openClock()
  await using shop = await openShop({ now: clock.now, signedIn: false })
  expect(await statusOf(shop)).toEqual({
    now: clock.now(),
    version: packageJson.version,
    store: 'up',
    vendor: 'unknown',
    isVendorCutOff: false,
    photoHost: 'unknown',
  })
  expect(shop.sandbox.requests).toEqual([])
  const answer = await shop.gateway.inject({ method: 'HEAD', url: '/api/status' })
  expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, '', 'no-store'])
})

test('what look-ups have met is told for half a minute, and never asked for', async () => {
  const clock = openClock()
  await using shop = await openShop({ now: clock.now })
  const { addresses } = await shop.lookUp(aditi)
  await shop.photo(addresses[0] ?? '', shop.session)
  const asked = shop.sandbox.requests.length
  expect(await statusOf(shop)).toMatchObject({ vendor: 'up', photoHost: 'up' })
  clock.passes(29)
  expect(await statusOf(shop)).toMatchObject({ vendor: 'up', photoHost: 'up' })
  clock.passes(2)
  expect(await statusOf(shop)).toMatchObject({ vendor: 'unknown', photoHost: 'unknown' })
  expect(shop.sandbox.requests).toHaveLength(asked)
})

test('a vendor in trouble is told from a busy one, and from one that refuses a customer', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ vendor: 'down' })
  await shop.customer(aditi)
  expect(await statusOf(shop)).toMatchObject({ vendor: 'down', isVendorCutOff: false })
  shop.sandbox.control({ vendor: 'ok' })
  await shop.customer(busy)
  expect((await statusOf(shop)).vendor).toBe('busy')
  await shop.customer(nobody)
  expect((await statusOf(shop)).vendor).toBe('up')
})

test('codes that are used up say nothing of the vendor', async () => {
  await using shop = await openShop()
  const { view } = await look(shop, aditi)
  shop.sandbox.control({ otp: 'used up' })
  const sent = await shop.post(`/api/customers/${aditi}/code`, { view, channel: 'mobile' })
  expect(sent.json()).toMatchObject({ code: 'codes_used_up' })
  expect((await statusOf(shop)).vendor).toBe('up')
})

test('a photo host in trouble is told from one that has no such photo', async () => {
  await using shop = await openShop()
  const photoHost = async (photoStatus: 'slow-down' | 'gone') => {
    shop.sandbox.control({ photoStatus })
    const { addresses } = await shop.lookUp(aditi)
    await shop.photo(addresses[0] ?? '', shop.session)
    return (await statusOf(shop)).photoHost
  }
  expect(await photoHost('slow-down')).toBe('down')
  expect(await photoHost('gone')).toBe('up')
})
