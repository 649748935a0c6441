import type { Found } from '#src/api/find.ts'
import type { Match } from '#src/app/match.ts'
import { invertCase, type Scan } from './scanner/layout.ts'
import type { Candidate } from './understanding/candidate.ts'

/** How the text of a look-up was entered. */
export type Way = 'typed' | 'scanned'

export type Readings = [Candidate, ...Candidate[]]

/** What is looked up. `keys` says what the keys proved about the keyboard, if they did. */
export type Find = { readings: Readings; way: Way; keys?: Scan | undefined }

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
  /** The keys of the text, if they prove that the keyboard is set wrongly. */
  keys?: Scan | undefined
  /** Small and capital letters were changed round in the text. */
  isTurnedRound: boolean
  /** The other arrival, if a card and a telephone number led to two different customers within a minute. */
  rival?: Arrival | undefined
}

/** Describes how one customer was found, for the notice above them. */
export function arrivalOf(
  { userId, reading, mergedFrom }: Extract<Found, { outcome: 'found' }>,
  { readings, way, keys }: Find,
  before: Arrival | undefined,
): Arrival {
  const matched = readings[reading] ?? readings[0]
  const isOther = ({ kind, value }: Candidate) => kind === matched.kind && value === invertCase(matched.value)
  const skipped = readings.slice(0, reading)
  const arrival: Arrival = {
    userId,
    matched,
    skipped: skipped.filter(({ kind }) => kind !== matched.kind),
    way,
    at: performance.now(),
    mergedFrom,
    keys: keys?.wrongLayout && keys,
    isTurnedRound: keys?.hasCapsLock === true || skipped.some(isOther),
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
