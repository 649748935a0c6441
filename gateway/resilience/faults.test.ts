import * as v from 'valibot'
import { expect, test, vi } from 'vitest'
import { problem } from '#contract/api/problem.ts'
import { faults, openFaultProxy, randomBy } from '#sandbox/testing/fault-proxy.mjs'
import { withoutLimits } from '#test/support/policies.ts'
import { seed } from '#test/support/seed.ts'
import { openShop, originOf, sessionOf, type Shop } from '#test/support/shop.ts'

// Most of the time is spent waiting for answers that never come.
vi.setConfig({ testTimeout: 60_000 })

const aditi = 565_039_505
/** Short, so that a missing answer delays nobody, but not so short that a busy machine looks like a vendor in trouble. */
const patience = { vendor: { connect: 1_500, headers: 1_500, whole: 2_000 }, photo: 3_000 }

/**
 * A shop with an associate signed in, whose connections to the vendor and to the photo host lead through proxies that inject faults
 * on demand.
 */
async function openShopBehindFaults() {
  const random = randomBy(seed)
  const vendor = await openFaultProxy(random)
  const photos = await openFaultProxy(random)
  const shop = await openShop({
    vendor: { url: vendor.origin },
    photoOrigins: [originOf(photos.origin)],
    patience,
    policy: withoutLimits,
    signedIn: false,
    logLevel: 'silent',
  })
  vendor.to = shop.sandbox.apiUrl
  photos.to = shop.sandbox.photoOrigin
  shop.sandbox.control({ photosBy: photos.origin })
  const { code, password } = shop.sandbox.till
  const session = sessionOf(await shop.post('/api/session', { till: code, password }, { session: '' }))
  vendor.requests = 0
  return {
    vendor,
    photos,
    shop,
    session,
    async [Symbol.asyncDispose]() {
      await shop[Symbol.asyncDispose]()
      vendor.close()
      photos.close()
    },
  }
}

/** The outcome of a look-up or a photo. The screen has words for each of these. */
async function endOf(asking: ReturnType<Shop['customer']>): Promise<string> {
  const answer = await asking.catch(() => undefined)
  // The browser notices by itself that a photo broke off.
  if (answer === undefined) return 'broken off'
  if (answer.statusCode === 200) return 'shown'
  const { code, status } = v.parse(problem, answer.json())
  expect(status).toBe(answer.statusCode)
  return code
}

const told = new Set([
  'shown',
  'customer_not_found',
  'vendor_down',
  'vendor_unreadable',
  'timed_out',
  'vendor_busy',
])
const toldOfPhotos = new Set([
  'shown',
  'photo_refused',
  'photo_timed_out',
  'photo_not_an_image',
  'photo_unshowable',
  'broken off',
  'vendor_busy',
])

/** Runs the work in as many parallel sequences as there are tills. */
async function byTills<Result>(tills: number, count: number, work: (number: number) => Promise<Result>) {
  const results: Result[] = []
  const till = async (first: number) => {
    for (let at = first; at < count; at += tills) results.push(await work(at))
  }
  await Promise.all(Array.from({ length: tills }, (_, first) => till(first)))
  return results
}

/**
 * The most calls that this many look-ups may cause: a tenth more, plus the sign-in. Ten retries within ten seconds are always
 * allowed, and a slow machine has more such intervals.
 */
const mostCalls = (lookUps: number, begun: number) =>
  Math.ceil(lookUps * 1.1) + 1 + 10 * Math.floor((performance.now() - begun) / 10_000)

test.each([
  ['every way', faults, 200],
  ['a way that is worth another try', ['reset'], 150],
])(
  'with a fifth of all calls in trouble, in %s, each look-up comes to an end, and a tenth is repeated at most',
  async (_how, kinds, lookUps) => {
    await using open = await openShopBehindFaults()
    const { shop, vendor, session } = open
    Object.assign(vendor, { share: 0.2, kinds })
    const begun = performance.now()
    const ends = await byTills(20, lookUps, (at) => endOf(shop.customer(900_000_000 + at, { session })))
    expect(ends).toHaveLength(lookUps)
    expect(
      ends.filter((end) => !told.has(end)),
      `SEED=${seed}`,
    ).toEqual([])
    expect(vendor.requests, `SEED=${seed}`).toBeLessThanOrEqual(mostCalls(lookUps, begun))
    expect(
      kinds.filter((fault) => vendor.met[fault] === 0),
      `SEED=${seed}`,
    ).toEqual([])
  },
)

test('a photo that meets trouble on its way arrives whole, or is said to have failed', async () => {
  await using open = await openShopBehindFaults()
  const { shop, photos, session } = open
  const lookedUp = await shop.customer(aditi, { session })
  const address = /"secureFilePath":"([^"]+)"/.exec(lookedUp.body)?.[1] ?? ''
  const whole = await shop.photo(address, session)
  expect(whole.statusCode).toBe(200)
  photos.share = 0.2
  const ends = await byTills(6, 60, async () => {
    const asking = shop.photo(address, session)
    const end = await endOf(asking)
    return end === 'shown' && !(await asking).rawPayload.equals(whole.rawPayload) ? 'another picture' : end
  })
  expect(
    ends.filter((end) => !toldOfPhotos.has(end)),
    `SEED=${seed}`,
  ).toEqual([])
  expect(ends, `SEED=${seed}`).toContain('shown')
})

test.concurrent.each(['tarpit', 'half-open', 'reset', 'garbage'])(
  'a vendor of whom nothing comes but %s is left in peace, and asked again by itself once it is well',
  async (fault) => {
    await using open = await openShopBehindFaults()
    const { shop, vendor, session } = open
    Object.assign(vendor, { share: 1, kinds: [fault] })
    await byTills(30, 30, (at) => endOf(shop.customer(900_000_000 + at, { session })))
    const asked = vendor.requests
    expect(await endOf(shop.customer(aditi, { session }))).toBe('vendor_down')
    expect(vendor.requests).toBe(asked)
    vendor.share = 0
    await expect.poll(() => endOf(shop.customer(aditi, { session })), { timeout: 15_000 }).toBe('shown')
  },
)
