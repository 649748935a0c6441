import type { Found } from '#src/api/find.ts'
import type { Match } from '#src/app/match.ts'
import type { Scan } from './scanner/layout.ts'
import type { Candidate } from './understanding/candidate.ts'

/** How the text of a look-up was entered. */
export type Way = 'typed' | 'scanned'

/** A look-up that led to one customer, with what the screen says about how they were found. */
export type Arrival = {
  userId: string
  matched: Candidate
  /** Readings that were looked up before and led to nobody. */
  skipped: Candidate[]
  way: Way
  /** `performance.now()` of the arrival. */
  at: number
  /** Present if the account was merged into this one; with its user id if that is known. */
  mergedFrom?: { userId?: string | undefined } | undefined
  /** The corrected reading of a code, if the scanner and the till have different keyboard layouts. */
  wrongLayout?: string | undefined
  /** The other arrival, if a card and a telephone number led to two different customers within a minute. */
  rival?: Arrival | undefined
}

/** Describes how one customer was found, for the notice above them. */
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

/** What the customer gave, for the line that says so on their screen. */
export const matchIn = ({ userId, matched, way }: Arrival): Match => ({
  userId,
  kind: matched.kind,
  value: matched.value,
  isScanned: way === 'scanned',
})

/** Milliseconds within which a card and a telephone number are assumed to come from the same person. */
const oneCustomersTime = 60_000

/** The previous arrival, if a scanned card and a typed mobile led to two different customers within a minute. */
function conflictOf(now: Arrival, before: Arrival | undefined): Arrival | undefined {
  if (before === undefined || before.userId === now.userId) return undefined
  if (now.at - before.at > oneCustomersTime) return undefined
  const isPair =
    (isScannedCard(now) && isTypedMobile(before)) || (isTypedMobile(now) && isScannedCard(before))
  return isPair ? before : undefined
}

/** A scanned code counts as a card whatever number it contains, except a telephone number. */
const isScannedCard = ({ way, matched }: Arrival) => way === 'scanned' && matched.kind !== 'mobile'
const isTypedMobile = ({ way, matched }: Arrival) => way === 'typed' && matched.kind === 'mobile'
