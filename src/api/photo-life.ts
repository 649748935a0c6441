import type { Photo } from '#contract/customer/photo.ts'

const minute = 60_000

/** For links that do not state their lifetime, or that arrived dead. */
const usualLife = 10 * minute
const shortestWait = 10_000

/** The share of the stated lifetime that we rely on. The vendor's own sample may have expired at four fifths of it. */
const safeShare = 0.75

/**
 * Milliseconds that a link has left when it arrives, by the clocks of the servers that signed it and answered with it. The till's
 * own clock is not used.
 *
 * @param answeredAt the `Date` of the answer that contained the link
 */
export function lifeOnArrival(photo: Photo, answeredAt: string | null): number | undefined {
  if (photo.state !== 'on-file') return undefined
  const now = Date.parse(answeredAt ?? '')
  if (photo.expiry === undefined || Number.isNaN(now)) return usualLife
  return Date.parse(photo.expiry.endsAt) - now
}

/**
 * Milliseconds after arrival at which an answer should be renewed: well before its first link expires, because a link may expire
 * with the session that signed it; `undefined` without links.
 *
 * @param lives the result of `lifeOnArrival` for each photo
 * @param spread a multiplier of at most 1, fixed for the page, that spreads the renewals of tills that opened together
 */
export function renewalAge(lives: (number | undefined)[], spread: number): number | undefined {
  const known = lives.filter((life) => life !== undefined).map((life) => (life > 0 ? life : usualLife))
  if (known.length === 0) return undefined
  return Math.max(shortestWait, Math.min(...known) * safeShare * spread)
}
