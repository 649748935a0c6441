import { ProblemError } from '#gateway/http/problem-error.ts'
import { isAboutCodes } from './code-calls.ts'
import type { Answer } from './connection.ts'
import { judge } from './outcome.ts'

/** The vendor's state, judged from one answer or from a missing one. */
export type VendorCondition = 'up' | 'busy' | 'down'

/** The only codes in the body of a 200 that concern the vendor's own health. */
const trouble = /"code"\s*:\s*"?(4001|429|461|5\d\d)\b/

/**
 * Judges the vendor's state by one answer. A refusal, or an answer that the gateway cannot read, still shows that the vendor is up.
 *
 * @param path the path of the call: a 429 to a one-time code call concerns one customer, not the vendor
 */
export function conditionIn(answer: Answer, path: string): VendorCondition {
  if (answer.status === 200 && !trouble.test(answer.text)) return 'up'
  try {
    judge(answer)
    return 'up'
  } catch (fault) {
    if (!(fault instanceof ProblemError)) return 'up'
    if (fault.code === 'vendor_busy') return isAboutCodes(path) ? 'up' : 'busy'
    return fault.code === 'vendor_down' ? 'down' : 'up'
  }
}
