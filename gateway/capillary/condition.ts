import { ProblemError } from '#gateway/http/problem-error.ts'
import { isAboutCodes } from './code-calls.ts'
import type { Answer } from './connection.ts'
import { judge } from './outcome.ts'

/** How the vendor is, as one answer or its absence tells. */
export type VendorCondition = 'up' | 'busy' | 'down'

/** Of what is told in the body of a good answer, only these are about the vendor itself. */
const trouble = /"code"\s*:\s*"?(4001|429|461|5\d\d)\b/

/**
 * A refusal, or an answer we can't read, is an answer of somebody who is there.
 *
 * @param path what was asked: the 429 of a one-time code is about one customer
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
