import type { Answer } from './connection.ts'
import { FailedTry } from './failed-try.ts'

/** The vendor's edge says of these that somebody behind it did not answer; a 500 would be the same the next time. */
const passing = new Set([502, 503, 504])

/** Milliseconds that a second try is put off: by chance, so that tills that failed together don't come back together. */
const shortest = 100
const spread = 300

/** Seconds that a vendor may ask us to wait for a second try of ours; longer is told to whoever asked. */
const longestWait = 1

/**
 * Milliseconds until a GET is asked once more: one that nobody has heard, or that was not answered by the vendor itself.
 *
 * @param first what came of it
 * @returns `undefined` where it is not
 */
export function pauseBefore(method: 'GET' | 'POST', first: Answer | FailedTry): number | undefined {
  const isPassing = first instanceof FailedTry ? first.isUnheard : passing.has(first.status)
  if (method !== 'GET' || !isPassing) return undefined
  const asked = first instanceof FailedTry ? 0 : Number(first.retryAfter ?? 0)
  // A date is further away than we would wait.
  return asked <= longestWait ? asked * 1000 + shortest + Math.random() * spread : undefined
}
