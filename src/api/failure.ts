import type { Problem, ProblemCode } from '#contract/api/problem.ts'

/** Every reason why a call can fail: the gateway's code, or why there was no answer from the gateway. */
export type FailureCode =
  | ProblemCode
  | 'offline'
  | 'gateway_down'
  | 'no_answer'
  | 'unreadable_answer'
  | 'photo_incomplete'

type Particulars = Partial<
  Pick<Problem, 'requestId' | 'retryAfterSeconds' | 'survivorId' | 'triesLeft' | 'till'>
>

/** The only error that a call throws. */
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

/** Any error as a failure: our own bug is `internal`. */
export const failureOf = (fault: unknown) =>
  fault instanceof ApiFailure ? fault : new ApiFailure('internal')

/** Declares the error type of every query and mutation for TanStack Query. */
declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiFailure
  }
}

/** How often a failure that can pass by itself is tried again. Codes that are not listed are refusals and are not tried again. */
const moreTries: Partial<Record<FailureCode, number>> = {
  offline: 2,
  gateway_down: 2,
  // It may pass, but nobody wants to wait so long twice.
  no_answer: 0,
  // The gateway has already asked twice.
  vendor_down: 1,
  store_down: 2,
  not_recorded: 1,
  vendor_busy: 1,
  // The gateway has already waited long; an associate can accept two such waits.
  timed_out: 1,
}

/** True for failures that may pass by themselves. A refusal will be the same the next time. */
export const canPass = ({ code }: ApiFailure) => code in moreTries

/** Accepts any error: our own bug in a query is reported at once. */
export const isWorthRetrying = (failuresSoFar: number, failure: Error) =>
  failure instanceof ApiFailure && failuresSoFar < (moreTries[failure.code] ?? 0)

/** Milliseconds until the next try: what the gateway asks for; otherwise one second, then three; none after a long wait. */
export function retryDelay(failuresSoFar: number, failure: Error) {
  if (!(failure instanceof ApiFailure)) return 0
  const { code, particulars } = failure
  if (particulars.retryAfterSeconds !== undefined) return particulars.retryAfterSeconds * 1000
  if (code === 'timed_out') return 250
  return failuresSoFar === 0 ? 1000 : 3000
}
