import { errors } from 'undici'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { hadBegun } from './first-byte.ts'

/** A call that got no answer. The cause is judged here because only here is it known. */
export class FailedTry extends Error {
  override readonly name = 'FailedTry'
  /** The error to report to the requester. */
  readonly problem: unknown
  /** True if the vendor or its network is at fault, not a browser that disconnected or a request with little time left. */
  readonly isVendors: boolean
  /** True if the connection broke before the first byte of an answer. */
  readonly isUnheard: boolean
  constructor(fault: unknown, { browser, isInAHurry }: { browser: AbortSignal; isInAHurry: boolean }) {
    super('the vendor gave no answer', { cause: fault })
    const isLate = isLateness(fault instanceof BrokenOff ? fault.cause : fault)
    this.problem = browser.aborted ? browser.reason : toProblemError(fault, isLate)
    this.isVendors = !browser.aborted && !(isLate && isInAHurry) && this.problem instanceof ProblemError
    this.isUnheard = !browser.aborted && !hadBegun(fault) && brokenCodes.has(codeOf(fault))
  }
}

/** The answer failed after it had begun. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff'
  constructor(cause: unknown) {
    super('the answer broke off', { cause })
  }
}

const brokenCodes = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE'])

const codeOf = (fault: unknown) =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : ''

const isLateness = (fault: unknown) =>
  fault instanceof errors.HeadersTimeoutError ||
  fault instanceof errors.BodyTimeoutError ||
  (fault instanceof Error && fault.name === 'TimeoutError')

function toProblemError(fault: unknown, isLate: boolean): ProblemError {
  const cause = fault instanceof BrokenOff ? fault.cause : fault
  if (cause instanceof errors.ResponseExceededMaxSizeError)
    return new ProblemError('vendor_unreadable', { cause })
  return new ProblemError(isLate ? 'timed_out' : 'vendor_down', { cause })
}
