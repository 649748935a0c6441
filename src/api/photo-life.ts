import type { Photo } from '#contract/customer/photo.ts'

const minute = 60_000

/** For links that do not say how long they live, or that came dead. */
const usualLife = 10 * minute
const shortestWait = 10_000

/** Of the stated life; the vendor's own sample may have died at four fifths of it. */
const safeShare = 0.75

/**
 * Milliseconds a link has left to live when it arrives, by the clocks of those who signed it and answered with it; the till's own
 * clock has no part in it.
 *
 * @param answeredAt the `Date` of the answer the link came with
 */
export function lifeOnArrival(photo: Photo, answeredAt: string | null): number | undefined {
  if (photo.state !== 'on-file') return undefined
  const now = Date.parse(answeredAt ?? '')
  if (photo.expiry === undefined || Number.isNaN(now)) return usualLife
  return Date.parse(photo.expiry.signedAt) + photo.expiry.lifetimeSeconds * 1000 - now
}

/**
 * Milliseconds after arrival at which an answer is due to be renewed: well before the first of its links dies, since a link may die
 * with the session that signed it; `undefined` when it has no links.
 *
 * @param lives what `lifeOnArrival` said of each photo
 * @param spread between 0.9 and 1, fixed per till, so that tills opened at nine do not all renew at ten
 */
export function renewalAge(lives: (number | undefined)[], spread: number): number | undefined {
  const known = lives.filter((life) => life !== undefined).map((life) => (life > 0 ? life : usualLife))
  if (known.length === 0) return undefined
  return Math.max(shortestWait, Math.min(...known) * safeShare * spread)
}
