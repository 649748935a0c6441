import type { Notes } from '#contract/capillary/notes.ts'
import type { ProblemCode } from '#contract/api/problem.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Answer } from './connection.ts'
import { failure, problemCode, secondsToWait, understood } from './outcome.ts'

/**
 * Judges an answer to a request to send a one-time code. Whatever of the request the vendor refuses (600 action, 601 and 602 address,
 * 603 channel, 606 to 608 and 621 no code or template now, 8056 mobile), nothing was sent.
 *
 * @returns the parsed JSON body
 * @throws {ProblemError} `codes_used_up`, `code_not_sent`, or the reason why the vendor could not be asked
 * @see https://docs.capillarytech.com/reference/success-and-error-codes
 */
export function judgeCodeSent(answer: Answer): unknown {
  const { body, notes } = understood(answer)
  if (saysUsedUp(answer, notes)) throw usedUp(answer)
  const code = problemCode(answer.status, body, { ...notes, message: undefined })
  if (code === undefined) return body.kind === 'json' ? body.value : undefined
  throw failure(sendingFailures.has(code) ? code : 'code_not_sent', answer)
}

/** What the vendor says of a code that is wrong, missing, expired or unknown, in answers to a check. */
const wrongCode = new Set<number | undefined>([604, 605, 876, 9001])

/** The vendor lists this number of a right code among its failures. */
const rightCode = 610

/**
 * Judges an answer to the check of a one-time code.
 *
 * @returns the parsed JSON body, or `undefined` if the vendor says with a number that the code is not right
 * @throws {ProblemError} `codes_used_up`, or the reason why the vendor could not be asked
 * @see https://docs.capillarytech.com/reference/success-and-error-codes
 */
export function judgeCodeCheck(answer: Answer): unknown {
  const { body, notes } = understood(answer)
  if (saysUsedUp(answer, notes)) throw usedUp(answer)
  if (notes.errors.some(({ code }) => wrongCode.has(code))) return undefined
  const errors = notes.errors.filter(({ code }) => code !== rightCode)
  const code = problemCode(answer.status, body, { ...notes, errors, message: undefined })
  if (code === undefined) return body.kind === 'json' ? body.value : undefined
  throw failure(sendingFailures.has(code) ? code : 'vendor_unreadable', answer)
}

const saysUsedUp = ({ status }: Answer, { errors }: Notes) =>
  status === 429 || errors.some(({ code }) => code === 429)

const usedUp = (answer: Answer) =>
  new ProblemError('codes_used_up', { retryAfterSeconds: secondsToWait(answer) })

/** Failures that say nothing about the code itself. */
const sendingFailures = new Set<ProblemCode>([
  'vendor_refused_credentials',
  'vendor_busy',
  'vendor_down',
  'not_allowed',
])
