import { once } from 'node:events'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { withoutLimits } from '#test/support/policies.ts'
import { customerPath, openShop, type Shop } from '#test/support/shop.ts'

const aditi = 565_039_505
const nobody = 600_000_501
/** Her photo has 20 MB: more than the network buffers for a client that does not read. */
const bertha = 600_000_208
const roomForTwo = { most: 2, waiting: 1, patience: 50 }

/** Look-ups by this many tills at once, each of another customer, so that none repeats another. */
const lookUps = (shop: Shop, count: number) =>
  Promise.all(Array.from({ length: count }, (_, at) => shop.customer(900_000_000 + at)))

const connectionsOf = ({ gateway }: Shop) => promisify(gateway.server.getConnections.bind(gateway.server))()

const statusOf = async (shop: Shop) => (await shop.gateway.inject('/api/status')).json()

test('while the vendor answers nothing nobody waits for it, and six seconds after it is back all is well', async () => {
  await using shop = await openShop({ policy: withoutLimits })
  shop.sandbox.control({ vendor: 'down' })
  await lookUps(shop, 25)
  const asked = shop.sandbox.requests.length
  expect((await shop.customer(aditi)).json()).toMatchObject({ code: 'vendor_down', retryAfterSeconds: 2 })
  expect(shop.sandbox.requests).toHaveLength(asked)
  expect(await statusOf(shop)).toMatchObject({ vendor: 'down', isVendorCutOff: true })
  shop.sandbox.control({ vendor: 'ok' })
  await expect
    .poll(async () => (await shop.customer(aditi)).statusCode, { timeout: 6_000, interval: 100 })
    .toBe(200)
  expect(await statusOf(shop)).toMatchObject({ vendor: 'up', isVendorCutOff: false })
})

test('customers nobody knows, a busy vendor and browsers that go away keep nobody from it', async () => {
  await using shop = await openShop({ policy: withoutLimits })
  await Promise.all(Array.from({ length: 15 }, () => shop.customer(nobody)))
  await Promise.all(Array.from({ length: 15 }, () => shop.customer(600_000_602)))
  shop.sandbox.control({ apiDelay: 60_000 })
  const { port } = new URL(await shop.listen())
  const before = shop.sandbox.requests.length
  const browsers = Array.from({ length: 15 }, (_, at) => {
    const browser = connect(Number(port), '127.0.0.1')
    browser.write(
      `GET ${customerPath(910_000_000 + at)} HTTP/1.1\r\nHost: shop\r\nCookie: ${shop.headers.read.cookie}\r\n\r\n`,
    )
    return browser
  })
  await expect.poll(() => shop.sandbox.requests.length).toBe(before + 15)
  for (const browser of browsers) browser.destroy()
  shop.sandbox.control({ apiDelay: 0 })
  expect((await shop.customer(aditi)).statusCode).toBe(200)
})

test('a tenth of the look-ups is repeated, whoever repeats them', async () => {
  await using shop = await openShop({ policy: withoutLimits })
  shop.sandbox.control({ vendor: 'down' })
  // The gateway asks twice for each request, then the browser repeats it, as the screen does.
  for (let again = 0; again < 12; again += 1)
    // oxlint-disable-next-line no-await-in-loop
    expect((await shop.customer(aditi)).json()).toMatchObject({ code: 'vendor_down' })
  expect(shop.sandbox.requests).toHaveLength(11)
  // A look-up of another customer is not a repetition.
  await shop.customer(nobody)
  expect(shop.sandbox.requests).toHaveLength(12)
})

test('more look-ups at once than the vendor is sent wait a moment, or are told to come back', async () => {
  await using shop = await openShop({ policy: withoutLimits, room: { vendor: roomForTwo } })
  shop.sandbox.control({ apiDelay: 400 })
  const answers = await lookUps(shop, 5)
  expect(answers.filter(({ statusCode }) => statusCode === 404)).toHaveLength(2)
  const shed = answers.filter(({ statusCode }) => statusCode === 503)
  expect(shed).toHaveLength(3)
  for (const answer of shed) {
    expect(answer.json()).toMatchObject({ code: 'vendor_busy', retryAfterSeconds: 1 })
    expect(answer.headers['retry-after']).toBe('1')
  }
  expect(shop.sandbox.requests).toHaveLength(2)
})

test('a look-up that waits is let in when another has left', async () => {
  await using shop = await openShop({
    policy: withoutLimits,
    room: { vendor: { most: 1, waiting: 4, patience: 5_000 } },
  })
  shop.sandbox.control({ apiDelay: 50 })
  expect((await lookUps(shop, 5)).map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404])
})

test('photos that don’t come starve no look-up', async () => {
  await using shop = await openShop({ policy: withoutLimits, room: { photo: roomForTwo } })
  const { addresses } = await shop.lookUp(aditi)
  shop.sandbox.control({ photoDelay: 1_000 })
  const photos = await Promise.all([1, 2, 3, 4].map(() => shop.photo(addresses[0] ?? '', shop.session)))
  const shed = photos.filter(({ statusCode }) => statusCode === 503)
  expect(shed.length).toBeGreaterThan(0)
  expect(shed[0]?.json()).toMatchObject({ code: 'vendor_busy', retryAfterSeconds: 1 })
  const waiting = [1, 2].map(() => shop.photo(addresses[0] ?? '', shop.session))
  expect((await shop.customer(aditi)).statusCode).toBe(200)
  await Promise.all(waiting)
})

test('a photo host that answers nothing is left in peace, and asked again when it is back', async () => {
  await using shop = await openShop({ policy: withoutLimits })
  const { addresses } = await shop.lookUp(aditi)
  const photo = () => shop.photo(addresses[0] ?? '', shop.session)
  shop.sandbox.control({ photoStatus: 'slow-down' })
  await Promise.all(Array.from({ length: 25 }, photo))
  expect((await photo()).json()).toMatchObject({ code: 'photo_refused', retryAfterSeconds: 2 })
  expect(await statusOf(shop)).toMatchObject({ photoHost: 'down', vendor: 'up' })
  shop.sandbox.control({ photoStatus: 'ok' })
  await expect.poll(async () => (await photo()).statusCode, { timeout: 6_000, interval: 100 }).toBe(200)
})

test('a browser that does not take its photo is cut off, and its place given back', async () => {
  await using shop = await openShop({
    policy: withoutLimits,
    photoMaxBytes: 30_000_000,
    patience: { delivery: 300 },
    room: { photo: { most: 1, waiting: 0, patience: 0 } },
  })
  const { port } = new URL(await shop.listen())
  const { addresses } = await shop.lookUp(bertha)
  const browser = connect(Number(port), '127.0.0.1').pause()
  browser.write(
    `GET ${addresses[0] ?? ''} HTTP/1.1\r\nHost: shop\r\nCookie: ${shop.headers.read.cookie}\r\n\r\n`,
  )
  await once(browser, 'connect')
  await expect.poll(() => connectionsOf(shop)).toBe(1)
  await expect.poll(() => connectionsOf(shop), { timeout: 5_000 }).toBe(0)
  const again = await shop.lookUp(aditi)
  expect((await shop.photo(again.addresses[0] ?? '', again.session)).statusCode).toBe(200)
})
