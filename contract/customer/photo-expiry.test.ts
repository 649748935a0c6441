import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readExpiry } from './photo-expiry.ts'

const link = (query: string) => `https://s3.example/photo?${query}`

test('a presigned link says when it was signed and for how long it lives', () => {
  expect(readExpiry(link('X-Amz-Date=20250430T065825Z&X-Amz-Expires=3599'))).toEqual({
    kind: 'S3',
    startsAt: '2025-04-30T06:58:25.000Z',
    endsAt: '2025-04-30T07:58:24.000Z',
  })
})

test('an address of our own gateway says the same', () => {
  expect(readExpiry('/photos/abc?X-Amz-Date=20250430T065825Z&X-Amz-Expires=20')).toMatchObject({
    endsAt: '2025-04-30T06:58:45.000Z',
  })
})

/** CloudFront's own spelling of a policy: `+`, `=` and `/` of base64 become `-`, `_` and `~`. */
const policy = (text: string) => btoa(text).replaceAll('+', '-').replaceAll('=', '_').replaceAll('/', '~')
const policyOf = (condition: object) =>
  policy(
    JSON.stringify({ Statement: [{ Resource: 'https://d1.cloudfront.net/a?>>', Condition: condition }] }),
  )

// The shapes are the documented ones of the pages that photo-expiry.ts names.
test.each<[what: string, query: string, expiry: { kind: string; startsAt?: string; endsAt: string }]>([
  [
    'Google V4',
    'X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=example%40example-project.iam.gserviceaccount.com%2F20181026%2Fus-central1%2Fstorage%2Fgoog4_request&X-Goog-Date=20181026T181309Z&X-Goog-Expires=900&X-Goog-SignedHeaders=host&X-Goog-Signature=24',
    { kind: 'Google', startsAt: '2018-10-26T18:13:09.000Z', endsAt: '2018-10-26T18:28:09.000Z' },
  ],
  [
    'CloudFront with a canned policy',
    'Expires=1767290400&Signature=nitfHRCrtziwO2HwPfWw~yYDhUF5EwRunQA-j19DzZr&Key-Pair-Id=K2JCJMDEHXQW5F',
    { kind: 'Expires', endsAt: '2026-01-01T18:00:00.000Z' },
  ],
  [
    'CloudFront with a custom policy',
    `Policy=${policyOf({ IpAddress: { 'AWS:SourceIp': '192.0.2.0/24' }, DateLessThan: { 'AWS:EpochTime': 1_767_290_400 } })}&Signature=nit&Key-Pair-Id=K2`,
    { kind: 'CloudFront', endsAt: '2026-01-01T18:00:00.000Z' },
  ],
  [
    'CloudFront with a custom policy that has a start',
    `Policy=${policyOf({ DateGreaterThan: { 'AWS:EpochTime': 1_767_286_800 }, DateLessThan: { 'AWS:EpochTime': 1_767_290_400 } })}`,
    { kind: 'CloudFront', startsAt: '2026-01-01T17:00:00.000Z', endsAt: '2026-01-01T18:00:00.000Z' },
  ],
  [
    'Azure with a start',
    'sp=r&st=2026-01-01T17:00:00Z&se=2026-01-01T18:00:00Z&spr=https&sv=2024-11-04&sr=b&sig=Z%2FRHIX5Xcg0Mq2rqI3OlWTjEg2tYkboXr1P9ZUXDtkk%3D',
    { kind: 'Azure', startsAt: '2026-01-01T17:00:00.000Z', endsAt: '2026-01-01T18:00:00.000Z' },
  ],
  [
    'Azure to the minute',
    'sv=2024-11-04&se=2026-01-01T18%3A00Z&sr=b&sp=r&sig=x',
    { kind: 'Azure', endsAt: '2026-01-01T18:00:00.000Z' },
  ],
  ['Azure to the day', 'se=2026-01-02&sig=x', { kind: 'Azure', endsAt: '2026-01-02T00:00:00.000Z' }],
  [
    'Azure to a ten-millionth of a second',
    'se=2026-01-01T18:00:00.1234567Z&sig=x',
    { kind: 'Azure', endsAt: '2026-01-01T18:00:00.000Z' },
  ],
])('a link of %s says when it ends, with parameters of any case', (_what, query, expiry) => {
  const read = { startsAt: undefined, ...expiry }
  expect(readExpiry(link(query))).toEqual(read)
  for (const respell of [(name: string) => name.toLowerCase(), (name: string) => name.toUpperCase()])
    expect(readExpiry(link(query.replaceAll(/(?<=^|&)[^=]+/g, respell)))).toEqual(read)
})

test.each([
  'X-Goog-Date=20181026T181309Z&X-Goog-Expires=604801',
  'X-Goog-Date=20181026T181309Z',
  'Expires=0',
  'Expires=1767290400000',
  'Expires=Thu%2C%2001%20Jan%202026%2018:00:00%20GMT',
  'se=2026-01-01T18:00:00',
  'se=2026-13-01T18:00:00Z',
  'st=2026-01-01T18:00:00Z&se=2026-01-01T18:00:00Z',
  'st=2026-01-01T18:00:00Z',
  'Policy=',
  'Policy=%F0',
  `Policy=${policy('{')}`,
  `Policy=${policy('null')}`,
  `Policy=${policyOf({})}`,
  `Policy=${policyOf({ DateLessThan: { 'AWS:EpochTime': '1767290400' } })}`,
])('nothing is known of a link of another store with “%s”', (query) => {
  expect(readExpiry(link(query))).toBeUndefined()
})

for (const query of [
  '',
  'X-Amz-Date=20250430T065825Z',
  'X-Amz-Expires=3599',
  'X-Amz-Date=&X-Amz-Expires=',
  'X-Amz-Date=2025-04-30T06:58:25Z&X-Amz-Expires=60',
  'X-Amz-Date=20250230T065825Z&X-Amz-Expires=60',
  'X-Amz-Date=20250430T256199Z&X-Amz-Expires=60',
  ...['0', '-1', 'abc', '1e3', '3599.5', '1000000000000', '604801', '٣٥٩٩'].map(
    (expires) => `X-Amz-Date=20250430T065825Z&X-Amz-Expires=${expires}`,
  ),
]) {
  test(`nothing is known of a link with “${query}”`, () => {
    expect(readExpiry(link(query))).toBeUndefined()
  })
}

const readers = ['X-Amz-Date=20250430T065825Z&X-Amz-Expires=', 'Expires=', 'Policy=', 'se=']

test('no link makes it throw, and each known end is a time after its start', () => {
  fc.assert(
    fc.property(fc.constantFrom('', ...readers), fc.string(), (known, anything) => {
      const expiry = readExpiry(`?${known}${anything}`)
      if (expiry === undefined) return
      expect(Date.parse(expiry.endsAt)).toBeGreaterThan(Date.parse(expiry.startsAt ?? '1970-01-01'))
    }),
  )
})
