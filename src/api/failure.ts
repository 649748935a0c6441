import type { Problem, ProblemCode } from '#contract/api/problem.ts'

/** Every reason a call can fail for: what the gateway said, or why it could not say anything. */
export type FailureCode =
  | ProblemCode
  | 'offline'
  | 'gateway_down'
  | 'no_answer'
  | 'unreadable_answer'
  | 'photo_incomplete'
  | 'photo_unshowable'

type Particulars = Partial<Pick<Problem, 'requestId' | 'retryAfterSeconds' | 'survivorId' | 'triesLeft'>>

/** The one thing a call throws. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly code: FailureCode
  readonly particulars: Particulars
  constructor(code: FailureCode, particulars: Particulars = {}) {
    super(code)
    this.code = code
    this.particulars = particulars
  }
}

/** What TanStack Query takes as the error of every query and mutation. */
declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiFailure
  }
}

/** How often a failure that can pass by itself is tried again; what is not listed is a refusal and never is. */
const moreTries: Partial<Record<FailureCode, number>> = {
  offline: 2,
  gateway_down: 2,
  // It may pass, but nobody bears to wait so long twice.
  no_answer: 0,
  // The gateway has asked twice already.
  vendor_down: 1,
  store_down: 2,
  not_recorded: 1,
  vendor_busy: 1,
  // The gateway has waited long enough already: two waits fit into what a clerk can bear.
  timed_out: 1,
}

/** True for what may be over by itself; a refusal will be the same the next time. */
export const canPass = ({ code }: ApiFailure) => code in moreTries

/** Takes any error: a mistake of our own in a query is told at once. */
export const isWorthRetrying = (failuresSoFar: number, failure: Error) =>
  failure instanceof ApiFailure && failuresSoFar < (moreTries[failure.code] ?? 0)

/** Milliseconds until the next try: what the gateway asks for; else one second, then three; at once after a long wait. */
export function retryDelay(failuresSoFar: number, failure: Error) {
  if (!(failure instanceof ApiFailure)) return 0
  const { code, particulars } = failure
  if (particulars.retryAfterSeconds !== undefined) return particulars.retryAfterSeconds * 1000
  if (code === 'timed_out') return 250
  return failuresSoFar === 0 ? 1000 : 3000
}
