import { errors } from 'undici'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { hadBegun } from './first-byte.ts'

/** One call that got no answer, judged where it is still known why. */
export class FailedTry extends Error {
  override readonly name = 'FailedTry'
  /** What whoever asked is told. */
  readonly problem: unknown
  /** The vendor's fault, or its network's: not that of a browser which went away, or came late. */
  readonly isVendors: boolean
  /** The connection broke before a single byte of an answer had come. */
  readonly isUnheard: boolean
  constructor(fault: unknown, { browser, isInAHurry }: { browser: AbortSignal; isInAHurry: boolean }) {
    super('the vendor gave no answer', { cause: fault })
    const isLate = isLateness(fault instanceof BrokenOff ? fault.cause : fault)
    this.problem = browser.aborted ? browser.reason : toProblemError(fault, isLate)
    this.isVendors = !browser.aborted && !(isLate && isInAHurry) && this.problem instanceof ProblemError
    this.isUnheard = !browser.aborted && !hadBegun(fault) && brokenCodes.has(codeOf(fault))
  }
}

/** The answer had begun when it failed. */
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
