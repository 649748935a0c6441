import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ask } from '#test/support/ask.ts'
import { customerPath, openShop, type Shop } from '#test/support/shop.ts'

const ADITI = 565_039_505
const RED = 700_000_001

const photoRequests = ({ sandbox }: Shop) => sandbox.requests.filter(({ at }) => at === 'photos')
const portrait = (name: string) => readFile(new URL(`../../sandbox/portraits/${name}`, import.meta.url))

test('a photo arrives as its own bytes, with its true content type, for our own pages, kept by nobody', async () => {
  await using shop = await openShop()
  const { addresses, session } = await shop.lookUp(RED)
  const answer = await shop.photo(addresses[0] ?? '', session)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'no-store',
    'content-length': String(answer.rawPayload.length),
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  })
  expect(answer.rawPayload.subarray(1, 4).toString()).toBe('PNG')
  for (const name of ['etag', 'last-modified', 'set-cookie', 'server', 'x-amz-request-id', 'accept-ranges'])
    expect(answer.headers).not.toHaveProperty(name)
})

test.each([
  [ADITI, 'image/jpeg'],
  [600_000_211, 'image/png'],
  [600_000_212, 'image/png'],
  [600_000_323, 'image/jpeg'],
  [600_000_324, 'image/jpeg'],
])('the photo of %i is %s', async (userId, contentType) => {
  await using shop = await openShop()
  const { addresses, session } = await shop.lookUp(userId)
  const answer = await shop.photo(addresses[0] ?? '', session)
  expect(answer.headers['content-type']).toBe(contentType)
})

test.each(Array.from({ length: 9 }, (_, index) => 600_000_306 + index))(
  'a photo whose link has odd dates (%i) comes all the same',
  async (userId) => {
    await using shop = await openShop()
    const { addresses, session } = await shop.lookUp(userId)
    expect((await shop.photo(addresses[0] ?? '', session)).statusCode).toBe(200)
  },
)

test('a photo comes without the place where it was taken, and still the right way up', async () => {
  await using shop = await openShop()
  const { addresses, session } = await shop.lookUp(600_000_213)
  const { rawPayload } = await shop.photo(addresses[0] ?? '', session)
  const rationals = (values: number[]) =>
    Buffer.from(new Uint32Array(values.flatMap((value) => [value, 1])).buffer)
  const [latitude, longitude] = [rationals([12, 58, 18]), rationals([77, 35, 40])]
  expect(rawPayload.includes(latitude)).toBe(false)
  expect(rawPayload.includes(longitude)).toBe(false)
  // An entry of the first directory: tag 0x0112, one SHORT, 6. TIFF 6.0
  expect(rawPayload.includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true)
  const pixels = (await portrait('p04.jpg')).subarray(-10_000)
  expect(rawPayload.includes(pixels)).toBe(true)
})

test('a look-up with its photo costs one request to the vendor and one to the photo host', async () => {
  await using shop = await openShop()
  const { addresses, session } = await shop.lookUp(ADITI)
  await expect.poll(() => photoRequests(shop).length).toBe(1)
  await shop.photo(addresses[0] ?? '', session)
  expect(shop.sandbox.requests).toHaveLength(2)
})

test('of five photos the newest is fetched ahead, the others when they are asked for', async () => {
  await using shop = await openShop()
  const { addresses, session } = await shop.lookUp(600_000_201)
  await expect.poll(() => photoRequests(shop).length).toBe(1)
  const newestIsLast = addresses.at(-1) ?? ''
  await shop.photo(newestIsLast, session)
  expect(photoRequests(shop)).toHaveLength(1)
  for (const [index, address] of addresses.slice(0, -1).entries()) {
    const { rawPayload } = await shop.photo(address, session)
    const drawn = await portrait(`p05-${index + 1}.jpg`)
    expect(rawPayload.subarray(-5_000)).toEqual(drawn.subarray(-5_000))
  }
  expect(photoRequests(shop)).toHaveLength(5)
})

test('a renewal by a page that has the picture brings its link and not its bytes', async () => {
  await using shop = await openShop()
  const { addresses, session } = await shop.lookUp(ADITI)
  await shop.photo(addresses[0] ?? '', session)
  const renew = (atHand: string) =>
    shop.gateway.inject({
      url: '/v2/customers/565039505/setImage?source=INSTORE&embed=CUSTOMERIMAGE',
      headers: { ...shop.headers.read, 'x-photo-not-needed': encodeURIComponent(atHand) },
    })
  await renew('customerImage/100737/565039505/a3982817-21ca-46f6-acfa-0d1c23d1fe2e#1')
  await renew('another picture')
  await expect.poll(() => photoRequests(shop).length).toBe(2)
  expect(shop.sandbox.requests.filter(({ at }) => at === 'api')).toHaveLength(3)
})

test('a photo fetched ahead serves one request; the next goes to the photo host again', async () => {
  await using shop = await openShop()
  const { addresses, session } = await shop.lookUp(ADITI)
  const [first, second] = [
    await shop.photo(addresses[0] ?? '', session),
    await shop.photo(addresses[0] ?? '', session),
  ]
  expect(second.rawPayload).toEqual(first.rawPayload)
  expect(photoRequests(shop)).toHaveLength(2)
})

test('of three photos the one the vendor could not find has no address, the others have theirs', async () => {
  await using shop = await openShop()
  const { addresses, session } = await shop.lookUp(600_000_202)
  expect(addresses).toHaveLength(2)
  for (const address of addresses) expect((await shop.photo(address, session)).statusCode).toBe(200)
})

test.each(['photo fetched ahead', 'photo asked for later'])(
  'a browser that goes away ends the fetch of a %s',
  async (when) => {
    await using shop = await openShop()
    const origin = await shop.listen()
    if (when === 'photo fetched ahead') shop.sandbox.control({ photoDelay: 10_000 })
    const { addresses, session } = await shop.lookUp(ADITI)
    if (when === 'photo asked for later') {
      await shop.photo(addresses[0] ?? '', session)
      shop.sandbox.control({ photoDelay: 10_000 })
    }
    const browser = new AbortController()
    const headers = { cookie: `countersign-session=${session}` }
    const answer = ask(origin, addresses[0] ?? '', { headers, signal: browser.signal })
    const last = () => photoRequests(shop).at(when === 'photo fetched ahead' ? 0 : 1)
    await expect.poll(last).toMatchObject({ aborted: false })
    browser.abort()
    await expect(answer).rejects.toThrow('aborted')
    await expect.poll(() => last()?.aborted).toBe(true)
  },
)

test('a browser that goes away during a look-up ends the call to the vendor', async () => {
  await using shop = await openShop()
  const origin = await shop.listen()
  shop.sandbox.control({ delays: { [ADITI]: 10_000 } })
  const browser = new AbortController()
  const answer = ask(origin, customerPath(ADITI), { headers: shop.headers.read, signal: browser.signal })
  await expect.poll(() => shop.sandbox.requests[0]).toMatchObject({ at: 'api', aborted: false })
  browser.abort()
  await expect(answer).rejects.toThrow('aborted')
  await expect.poll(() => shop.sandbox.requests[0]?.aborted).toBe(true)
  expect(shop.sandbox.requests).toHaveLength(1)
})

test('a gateway that closes does not wait for a photo nobody has asked for', async () => {
  const shop = await openShop()
  await shop.lookUp(600_000_401)
  await expect.poll(() => photoRequests(shop)[0]).toMatchObject({ aborted: false })
  await shop.gateway.close()
  await expect.poll(() => photoRequests(shop)[0]?.aborted).toBe(true)
  await shop.sandbox.close()
})

test.each([
  ['photo_withheld', 600_000_703],
  ['photo_withheld', 600_000_705],
  ['identity_mismatch', 600_000_701],
])('%s (%i) is a security event, told without personal data', async (securityEvent, userId) => {
  await using shop = await openShop()
  const { headers } = await shop.customer(userId)
  const events = shop.logLines.filter((line) => line.includes('securityEvent'))
  expect(events.map((line): unknown => JSON.parse(line))).toEqual([
    {
      level: 40,
      time: expect.any(Number),
      pid: expect.any(Number),
      hostname: expect.any(String),
      securityEvent,
      requestId: headers['x-request-id'],
      msg: 'security event',
    },
  ])
})

test('an address that is not ours is a security event, told without the address', async () => {
  await using shop = await openShop()
  await shop.photo('/photos/c0ffeec0ffee?X-Amz-Date=x', shop.session)
  const event = shop.logLines.find((line) => line.includes('securityEvent')) ?? ''
  expect(JSON.parse(event)).toMatchObject({ securityEvent: 'photo_address_refused' })
  expect(shop.logLines.join('')).not.toMatch(/c0ffee/)
})
