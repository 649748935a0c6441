import { expect, test } from 'vitest'
import { solidColourOf } from '#sandbox/customers/solid-colours.ts'
import { openCounter } from '#sandbox/testing/counter.ts'

const ADITI = 565_039_505
const RED = 700_000_001
const GREEN = 700_000_002

test('a fresh link gives the photo, without a type, cache rule or CORS', async () => {
  await using counter = await openCounter()
  const photo = await counter.photo(RED)
  expect(photo.status).toBe(200)
  expect(Object.fromEntries(photo.headers)).toMatchObject({
    'content-type': 'binary/octet-stream',
    'last-modified': 'Wed, 30 Apr 2025 06:55:56 GMT',
    etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    'x-amz-request-id': expect.stringMatching(/^[0-9A-F]{16}$/),
    date: 'Wed, 30 Apr 2025 06:58:25 GMT',
  })
  expect(photo.headers.has('cache-control')).toBe(false)
  expect(photo.headers.has('access-control-allow-origin')).toBe(false)
  expect(
    Buffer.from(await photo.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
})

test('a link is dead one second after its lifetime, and S3 says when it died', async () => {
  await using counter = await openCounter()
  const [link = ''] = await counter.photoLinks(RED)
  counter.sandbox.control({ clockOffset: 3_599_000 })
  expect((await fetch(link)).status).toBe(200)
  counter.sandbox.control({ clockOffset: 3_600_000 })
  const dead = await fetch(link)
  const xml = await dead.text()
  expect([dead.status, dead.headers.get('content-type')]).toEqual([403, 'application/xml'])
  expect(xml).toContain('<Code>AccessDenied</Code><Message>Request has expired</Message>')
  expect(xml).toContain('<X-Amz-Expires>3599</X-Amz-Expires><Expires>2025-04-30T07:58:24Z</Expires>')
  expect(xml).toContain('<ServerTime>2025-04-30T07:58:25Z</ServerTime>')
})

test('a link dies with the session that signed it, although it says it lives longer', async () => {
  await using counter = await openCounter()
  counter.sandbox.control({ tokenLifetime: 600 })
  const [link = ''] = await counter.photoLinks(RED)
  counter.sandbox.control({ clockOffset: 599_000 })
  expect((await fetch(link)).status).toBe(200)
  counter.sandbox.control({ clockOffset: 600_000 })
  const dead = await fetch(link)
  expect(dead.status).toBe(400)
  expect(await dead.text()).toMatch(
    /<Code>ExpiredToken<.*The provided token has expired\..*<Token-0>IQoJb3JpZ2luX2Vj/,
  )
})

test('a signing session that is already over makes every link an ExpiredToken', async () => {
  await using counter = await openCounter()
  counter.sandbox.control({ signingBroken: true })
  const dead = await counter.photo(RED)
  expect([dead.status, await dead.text()]).toEqual([
    400,
    expect.stringContaining('<Code>ExpiredToken</Code>'),
  ])
})

test('a link serves for GET alone, and only with its signature', async () => {
  await using counter = await openCounter()
  const [link = ''] = await counter.photoLinks(RED)
  const [address = ''] = link.split('?')
  expect((await fetch(link, { method: 'HEAD' })).status).toBe(403)
  const bare = await fetch(address)
  expect([bare.status, await bare.text()]).toEqual([
    403,
    expect.stringContaining('<Message>Access Denied</Message>'),
  ])
  expect((await fetch(address.replace('fs.capillary.eu', 'other.bucket'))).status).toBe(403)
})

test('a link changed to lead to another photo is refused', async () => {
  await using counter = await openCounter()
  const [red = ''] = await counter.photoLinks(RED)
  const [green = ''] = await counter.photoLinks(GREEN)
  const forged = await fetch(green.split('?')[0] + red.slice(red.indexOf('?')))
  expect([forged.status, await forged.text()]).toEqual([
    403,
    expect.stringContaining('<Code>SignatureDoesNotMatch</Code>'),
  ])
})

test('a query that cannot be decoded is a bad address, not a crash', async () => {
  await using counter = await openCounter()
  const [link = ''] = await counter.photoLinks(RED)
  expect((await fetch(link.replace('X-Amz-Expires=', 'X-Amz-Expires=%zz'))).status).toBe(400)
})

test('a replaced photo has another file, version and picture, and its old link still leads to the old one', async () => {
  await using counter = await openCounter()
  const before = (await counter.customer(ADITI)).customerImage?.[0]
  counter.sandbox.control({ versions: { [ADITI]: 2 } })
  const after = (await counter.customer(ADITI)).customerImage?.[0]
  expect(after?.file).toMatchObject({ name: before?.file?.name, version: 2, latestVersion: 2 })
  expect(after?.file?.s3Token).not.toBe(before?.file?.s3Token)
  const [oldPhoto, newPhoto] = await Promise.all(
    [before, after].map((item) => fetch(item?.secureFilePath ?? '')),
  )
  expect([oldPhoto?.status, newPhoto?.status]).toEqual([200, 200])
  expect(oldPhoto?.headers.get('etag')).not.toBe(newPhoto?.headers.get('etag'))
})

test('the photo host can be told to refuse, lose, slow down or hang', async () => {
  await using counter = await openCounter()
  const [link = ''] = await counter.photoLinks(RED)
  const answers = []
  for (const photoStatus of ['expired', 'refused', 'gone', 'slow-down', 'ok'] as const) {
    counter.sandbox.control({ photoStatus })
    const photo = await fetch(link)
    answers.push([photo.status, /<Code>(\w+)</.exec(await photo.text())?.[1]])
  }
  expect(answers).toEqual([
    [403, 'AccessDenied'],
    [403, 'AccessDenied'],
    [404, 'NoSuchKey'],
    [503, 'SlowDown'],
    [200, undefined],
  ])
  counter.sandbox.control({ photoStatus: 'hang' })
  await expect(fetch(link, { signal: AbortSignal.timeout(50) })).rejects.toThrow('aborted due to timeout')
})

test('24 customers have photos of 24 colours far apart', () => {
  const colours = [...solidColourOf.values()]
  expect(colours).toHaveLength(24)
  const distances = colours.flatMap((one, position) =>
    colours
      .slice(position + 1)
      .map((other) => Math.hypot(...one.map((value, channel) => value - (other[channel] ?? 0)))),
  )
  expect(Math.min(...distances)).toBeGreaterThan(45)
})
