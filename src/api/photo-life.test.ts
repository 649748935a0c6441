import { expect, test } from 'vitest'
import type { Expiry } from '#contract/customer/photo-expiry.ts'
import type { Photo } from '#contract/customer/photo.ts'
import { lifeOnArrival, renewalAge } from './photo-life.ts'

const minute = 60_000
const hour: Expiry = {
  kind: 'S3',
  startsAt: '2025-04-30T06:58:25.000Z',
  endsAt: '2025-04-30T07:58:24.000Z',
}

const photo = (expiry: Expiry | undefined): Photo => ({
  state: 'on-file',
  position: 0,
  version: 1,
  identity: 'a#1',
  s3Token: 'a',
  sizeInBytes: undefined,
  takenAt: undefined,
  link: '/photos/a',
  expiry,
})

test('what a link has left is told by the clocks of those who signed and answered', () => {
  const link = photo(hour)
  expect(lifeOnArrival(link, 'Wed, 30 Apr 2025 06:58:25 GMT')).toBe(3_599_000)
  expect(lifeOnArrival(link, 'Wed, 30 Apr 2025 07:58:25 GMT')).toBe(-1000)
})

test('a link that does not say how long it lives, or an answer without a date, gives ten minutes', () => {
  expect(lifeOnArrival(photo(undefined), 'Wed, 30 Apr 2025 06:58:25 GMT')).toBe(10 * minute)
  for (const answeredAt of [null, 'soon']) expect(lifeOnArrival(photo(hour), answeredAt)).toBe(10 * minute)
})

test('a photo without a link has no life to lose', () => {
  expect(lifeOnArrival({ state: 'withheld', position: 0, takenAt: undefined }, null)).toBeUndefined()
  expect(renewalAge([undefined, undefined], 1)).toBeUndefined()
  expect(renewalAge([], 1)).toBeUndefined()
})

test('the published link of 3,599 seconds is renewed before the 47 minutes its signer may have had', () => {
  expect(renewalAge([3_599_000], 1)).toBeLessThan(47 * minute)
})

test('the first link to die decides for all, and those without a life do not count', () => {
  expect(renewalAge([3_600_000, undefined, 1_200_000], 1)).toBe(900_000)
})

test('a link that came dead is taken for one of ten minutes, so that nobody asks again at once', () => {
  for (const life of [0, -1, -minute, -1e15]) expect(renewalAge([life], 1)).toBe(7.5 * minute)
})

test('however short its life, a link is not renewed more often than every ten seconds', () => {
  expect(renewalAge([1], 0.52)).toBe(10_000)
})
