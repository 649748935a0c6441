import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openShop, type Shop } from '#test/support/shop.ts'

const ADITI = 565_039_505
const day = 86_400_000

/** Only photo links expire in these tests; sessions do not. */
const tireless = { now: () => 0 }

const asked = ({ sandbox }: Shop) => ({
  vendor: sandbox.requests.filter(({ at }) => at === 'api').length,
  photoHost: sandbox.requests.filter(({ at }) => at === 'photos').length,
})

/** Advances the common clock of gateway and sandbox without waiting. */
const passes = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('a link that always comes dead is asked for anew once, and then refused', async () => {
  await using shop = await openShop(tireless)
  const { addresses, session } = await shop.lookUp(600_000_302)
  const answer = await shop.photo(addresses[0] ?? '', session)
  expect(answer.json()).toMatchObject({ code: 'photo_refused', status: 502 })
  // The first link has expired by its own dates, so only the second one is tried.
  expect(asked(shop)).toEqual({ vendor: 2, photoHost: 1 })
})

test('a link signed by an ended session is asked for anew once, and then refused', async () => {
  await using shop = await openShop(tireless)
  const { addresses, session } = await shop.lookUp(600_000_305)
  expect((await shop.photo(addresses[0] ?? '', session)).json()).toMatchObject({ code: 'photo_refused' })
  expect(asked(shop)).toEqual({ vendor: 2, photoHost: 2 })
})

test('where only the first link comes dead, the browser gets the photo without knowing', async () => {
  await using shop = await openShop(tireless)
  const { addresses, session } = await shop.lookUp(600_000_303)
  expect((await shop.photo(addresses[0] ?? '', session)).statusCode).toBe(200)
  expect(asked(shop)).toEqual({ vendor: 2, photoHost: 1 })
})

test('where the photo was replaced meanwhile, a dead link’s photo is gone', async () => {
  await using shop = await openShop(tireless)
  shop.sandbox.control({ linkLifetime: 1 })
  const { addresses, session } = await shop.lookUp(ADITI)
  await shop.photo(addresses[0] ?? '', session)
  shop.sandbox.control({ versions: { [ADITI]: 2 } })
  passes(30)
  expect((await shop.photo(addresses[0] ?? '', session)).json()).toMatchObject({
    code: 'photo_gone',
    status: 404,
  })
})

test('a vendor that is down when a dead link is asked for anew is told as down', async () => {
  await using shop = await openShop(tireless)
  const { addresses, session } = await shop.lookUp(600_000_301)
  await shop.photo(addresses[0] ?? '', session)
  shop.sandbox.control({ vendor: 'down' })
  passes(30)
  expect((await shop.photo(addresses[0] ?? '', session)).json()).toMatchObject({ code: 'vendor_down' })
})

test('a link that lives 20 seconds is renewed for a browser that asks after 30', async () => {
  await using shop = await openShop(tireless)
  const { addresses, session } = await shop.lookUp(600_000_301)
  await shop.photo(addresses[0] ?? '', session)
  passes(30)
  expect((await shop.photo(addresses[0] ?? '', session)).statusCode).toBe(200)
  expect(asked(shop)).toEqual({ vendor: 2, photoHost: 2 })
})

test('a link that has run out since is photo_expired at once: neither vendor nor photo host is asked', async () => {
  await using shop = await openShop(tireless)
  const { addresses, session } = await shop.lookUp(ADITI)
  await shop.photo(addresses[0] ?? '', session)
  shop.sandbox.requests.length = 0
  passes(3598)
  expect((await shop.photo(addresses[0] ?? '', session)).statusCode).toBe(200)
  shop.sandbox.requests.length = 0
  passes(2)
  const answer = await shop.photo(addresses[0] ?? '', session)
  expect(answer.json()).toMatchObject({ code: 'photo_expired', status: 410 })
  expect(answer.statusCode).toBe(410)
  expect(asked(shop)).toEqual({ vendor: 0, photoHost: 0 })
})

test('a link that died before its time is photo_expired, and later links are not trusted for longer', async () => {
  await using shop = await openShop(tireless)
  const { addresses, session } = await shop.lookUp(600_000_304)
  await shop.photo(addresses[0] ?? '', session)
  passes(120)
  expect((await shop.photo(addresses[0] ?? '', session)).json()).toMatchObject({ code: 'photo_expired' })
  expect(asked(shop)).toEqual({ vendor: 1, photoHost: 2 })
  const next = await shop.lookUp(ADITI)
  expect(next.addresses[0]).toMatch(/X-Amz-Expires=10[78]$/)
  expect((await shop.photo(next.addresses[0] ?? '', next.session)).statusCode).toBe(200)
})

test.each([-2 * day, -60_000, 60_000, 2 * day])(
  'a vendor whose clock is %i ms from ours hands out photos all the same',
  async (difference) => {
    await using shop = await openShop({ ...tireless, vendorNow: () => Date.now() + difference })
    const { addresses, session } = await shop.lookUp(ADITI)
    expect((await shop.photo(addresses[0] ?? '', session)).statusCode).toBe(200)
    expect(asked(shop)).toEqual({ vendor: 1, photoHost: 1 })
    passes(3598)
    expect((await shop.photo(addresses[0] ?? '', session)).statusCode).toBe(200)
    passes(2)
    expect((await shop.photo(addresses[0] ?? '', session)).json()).toMatchObject({ code: 'photo_expired' })
  },
)
