import type { ProblemCode } from '#contract/api/problem.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { NotAttempted } from '#gateway/resilience/not-attempted.ts'

/** A write whose answer was lost: it may have taken effect, or may still do so. */
export type Lost = { lost: ProblemError }

const lostCodes = new Set<ProblemCode>(['vendor_down', 'timed_out', 'vendor_unreadable'])

/** Passes a refusal on. Any other failure leaves open whether the write took effect. */
export function unlessRefused(fault: unknown): Lost {
  if (fault instanceof ProblemError && lostCodes.has(fault.code) && !(fault.cause instanceof NotAttempted))
    return { lost: fault }
  throw fault
}
