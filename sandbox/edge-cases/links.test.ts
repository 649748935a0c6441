import { expect, test } from 'vitest'
import { openCounter } from '#sandbox/testing/counter.ts'

const codeOf = async (photo: Response) => [photo.status, /<Code>(\w+)</.exec(await photo.text())?.[1]]

test('a link lives 20 seconds, or as long as its session', async () => {
  await using counter = await openCounter()
  const [short = ''] = await counter.photoLinks(600_000_301)
  const [early = ''] = await counter.photoLinks(600_000_304)
  expect(new URL(early).searchParams.get('X-Amz-Expires')).toBe('3599')
  counter.sandbox.control({ clockOffset: 19_000 })
  expect([(await fetch(short)).status, (await fetch(early)).status]).toEqual([200, 200])
  counter.sandbox.control({ clockOffset: 21_000 })
  expect(await codeOf(await fetch(short))).toEqual([403, 'AccessDenied'])
  expect(await codeOf(await fetch(early))).toEqual([400, 'ExpiredToken'])
})

test('a link is dead on arrival: always, every other time, or with its session', async () => {
  await using counter = await openCounter()
  const dead = [403, 'AccessDenied']
  const fine = [200, undefined]
  expect([
    await codeOf(await counter.photo(600_000_302)),
    await codeOf(await counter.photo(600_000_302)),
  ]).toEqual([dead, dead])
  expect([
    await codeOf(await counter.photo(600_000_303)),
    await codeOf(await counter.photo(600_000_303)),
  ]).toEqual([dead, fine])
  expect(await codeOf(await counter.photo(600_000_305))).toEqual([400, 'ExpiredToken'])
})

test('a link whose dates make no sense leads to a public photo, which comes', async () => {
  await using counter = await openCounter()
  const seen = []
  for (let userId = 600_000_306; userId <= 600_000_314; userId++) {
    const [link = ''] = await counter.photoLinks(userId)
    const { searchParams } = new URL(link)
    seen.push([searchParams.get('X-Amz-Date'), searchParams.get('X-Amz-Expires'), (await fetch(link)).status])
  }
  expect(seen).toEqual([
    [null, '3599', 200],
    ['yesterday noon', '3599', 200],
    ['99991231T235959Z', '3599', 200],
    ['20250430T065825Z', null, 200],
    ['20250430T065825Z', '0', 200],
    ['20250430T065825Z', '-1', 200],
    ['20250430T065825Z', 'abc', 200],
    ['20250430T065825Z', '1000000000000', 200],
    [null, null, 200],
  ])
})

test('a link with a wrong signature is refused', async () => {
  await using counter = await openCounter()
  expect(await codeOf(await counter.photo(600_000_315))).toEqual([403, 'SignatureDoesNotMatch'])
})

test('a link leads where it must not, and whoever follows it to our own API leaves a trace', async () => {
  await using counter = await openCounter()
  const links = []
  for (let userId = 600_000_316; userId <= 600_000_322; userId++)
    links.push(...(await counter.photoLinks(userId)))
  expect(links).toEqual([
    expect.stringContaining(`${counter.sandbox.apiUrl}/fs.capillary.eu/`),
    expect.stringContaining('https://s3-eu-west-1.amazonaws.com.example.net/'),
    expect.stringContaining('http://s3-eu-west-1.amazonaws.com/'),
    'http://169.254.169.254/latest/meta-data/',
    'file:///etc/passwd',
    "javascript:document.title='PWNED'",
    'the photo is in the drawer',
  ])
  await fetch(links[0] ?? '')
  expect(counter.sandbox.requests.at(-1)).toMatchObject({
    at: 'api',
    path: expect.stringMatching(/^\/fs\.capillary\.eu\//),
  })
})

test('one of the two paths is missing', async () => {
  await using counter = await openCounter()
  const [onlyFilePath] = (await counter.customer(600_000_323)).customerImage ?? []
  expect([typeof onlyFilePath?.filePath, typeof onlyFilePath?.secureFilePath]).toEqual([
    'string',
    'undefined',
  ])
  const [onlySecure] = (await counter.customer(600_000_324)).customerImage ?? []
  expect([typeof onlySecure?.filePath, typeof onlySecure?.secureFilePath]).toEqual(['undefined', 'string'])
})
