import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readExpiry } from './photo-expiry.ts'

const link = (query: string) => `https://s3.example/photo?${query}`

test('a presigned link says when it was signed and for how long it lives', () => {
  expect(readExpiry(link('X-Amz-Date=20250430T065825Z&X-Amz-Expires=3599'))).toEqual({
    signedAt: '2025-04-30T06:58:25.000Z',
    lifetimeSeconds: 3599,
  })
})

test('an address of our own gateway says the same', () => {
  expect(readExpiry('/photos/abc?X-Amz-Date=20250430T065825Z&X-Amz-Expires=20')).toMatchObject({
    lifetimeSeconds: 20,
  })
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

test('no link makes it throw, and no expiry is outside what S3 allows', () => {
  fc.assert(
    fc.property(fc.string(), (anything) => {
      const expiry = readExpiry(anything)
      expect(expiry === undefined || (expiry.lifetimeSeconds >= 1 && expiry.lifetimeSeconds <= 604_800)).toBe(
        true,
      )
    }),
  )
})
