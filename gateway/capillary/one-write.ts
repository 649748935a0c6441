import { setTimeout as wait } from 'node:timers/promises'
import type { Answer } from './connection.ts'
import { noteCodes } from './outcome.ts'

/** Milliseconds between tries while another write for the customer is under way: the platform refuses the second one. */
const pauses = [250, 500, 1000, 2000]

/**
 * Sends a write when no other one is under way for the customer: a refused write has had no effect, and is sent again.
 *
 * @param saysLocked where else an answer may say that it was refused for that
 */
export async function whenFree(
  ask: () => Promise<Answer>,
  signal: AbortSignal,
  saysLocked: (answer: Answer) => boolean = () => false,
): Promise<Answer> {
  for (const pause of pauses) {
    const answer = await ask()
    if (!isLocked(answer) && !saysLocked(answer)) return answer
    await wait(pause * (0.75 + Math.random() / 2), undefined, { signal })
  }
  return ask()
}

/** The platform takes one write at a time for a customer: https://docs.capillarytech.com/reference/api-status-codes */
function isLocked(answer: Answer) {
  const { errors, warnings } = noteCodes(answer)
  return answer.status === 521 || errors.includes(521) || warnings.includes(521)
}
