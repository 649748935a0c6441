import type { Found } from '#src/api/find.ts'
import type { Scan } from './scanner/layout.ts'
import type { Candidate } from './understanding/candidate.ts'

/** How what was looked for came in. */
export type Way = 'typed' | 'scanned'

/** A find that led to one customer: what the screen says about how they were found. */
export type Arrival = {
  userId: string
  matched: Candidate
  /** Readings that were asked for before, and led to nobody. */
  skipped: Candidate[]
  way: Way
  /** `performance.now()`. */
  at: number
  /** The account was merged into this one; its number where it is known. */
  mergedFrom?: { userId?: string | undefined } | undefined
  /** As what a code was read, where the scanner is set to another keyboard than the till. */
  wrongLayout?: string | undefined
  /** A moment ago the card led to somebody else than the telephone does now, or the other way round. */
  rival?: Arrival | undefined
}

/** What led to one customer, as it is told above them. */
export function arrivalOf(
  { userId, reading, mergedFrom }: Extract<Found, { outcome: 'found' }>,
  { readings, scan }: { readings: readonly [Candidate, ...Candidate[]]; scan?: Scan | undefined },
  before: Arrival | undefined,
): Arrival {
  const arrival: Arrival = {
    userId,
    matched: readings[reading] ?? readings[0],
    skipped: readings.slice(0, reading),
    way: scan === undefined ? 'typed' : 'scanned',
    at: performance.now(),
    mergedFrom,
    wrongLayout: scan?.wrongLayout && scan.meant,
  }
  return { ...arrival, rival: conflictOf(arrival, before) }
}

/** Milliseconds within which a card and a telephone are given by the same person. */
const oneCustomersTime = 60_000

/** The arrival before this one where a scanned card and a typed mobile, within a minute, led to two different customers. */
function conflictOf(now: Arrival, before: Arrival | undefined): Arrival | undefined {
  if (before === undefined || before.userId === now.userId) return undefined
  if (now.at - before.at > oneCustomersTime) return undefined
  const isPair =
    (isScannedCard(now) && isTypedMobile(before)) || (isTypedMobile(now) && isScannedCard(before))
  return isPair ? before : undefined
}

/** A scanned code is a card whatever kind of number it turned out to hold, but for a telephone number. */
const isScannedCard = ({ way, matched }: Arrival) => way === 'scanned' && matched.kind !== 'mobile'
const isTypedMobile = ({ way, matched }: Arrival) => way === 'typed' && matched.kind === 'mobile'
