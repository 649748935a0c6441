import { digitValue } from '#contract/store/digits.ts'
import type { counterIn } from '#gateway/db/counter.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'

/** Seconds. The platform's own limit of tries is five in a quarter of an hour: https://docs.capillarytech.com/reference/validate-otp */
const window = 900
export const mostTries = 5
export const mostCodes = 3
/** Milliseconds. The platform does not document how long a code is valid. */
export const openFor = 600_000

/**
 * Counts a code that is sent, or a try.
 *
 * @returns the count in the window, this time included
 * @throws {ProblemError} `codes_used_up`, with the seconds until the window is over
 */
export async function countCode(
  counter: ReturnType<typeof counterIn>,
  subject: string,
  most: number,
): Promise<number> {
  const { count, milliseconds } = await counter.add(subject, window)
  if (count > most)
    throw new ProblemError('codes_used_up', { retryAfterSeconds: Math.ceil(milliseconds / 1000) })
  return count
}

/** What the customer read out, with the digits 0-9 that the platform knows. */
export const inPlainDigits = (code: string) => code.normalize('NFKC').replaceAll(/\p{Nd}/gu, digitValue)
