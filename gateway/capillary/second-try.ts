import type { Answer, Question } from './connection.ts'
import { FailedTry } from './failed-try.ts'

/** Statuses with which the vendor's edge says that a server behind it did not answer. A 500 would be the same the next time. */
const passing = new Set([502, 503, 504])

/** Milliseconds before a second try. The random spread keeps tills that failed together from returning together. */
const shortest = 100
const spread = 300

/** Seconds. If the vendor asks for a longer wait, the requester is told instead. */
const longestWait = 1

/**
 * Milliseconds until a GET is sent a second time. It is sent again if nobody received it, or if the answer did not come from the
 * vendor itself.
 *
 * @param first the result of the first try
 * @returns `undefined` if there is no second try
 */
export function pauseBefore(method: Question['method'], first: Answer | FailedTry): number | undefined {
  const isPassing = first instanceof FailedTry ? first.isUnheard : passing.has(first.status)
  if (method !== 'GET' || !isPassing) return undefined
  const asked = first instanceof FailedTry ? 0 : Number(first.retryAfter ?? 0)
  // A date gives NaN, which means no second try: a date is further away than we would wait.
  return asked <= longestWait ? asked * 1000 + shortest + Math.random() * spread : undefined
}
