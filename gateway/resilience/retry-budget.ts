import { openRecentCounts } from './recent-counts.ts'

/** Limits how many calls may be retries, whichever layer retries. */
export type RetryBudget = {
  noteFirst: () => void
  noteRetry: () => void
  hasRoom: () => boolean
}

/** The largest share of retries among the calls of the last seconds. */
const share = 0.1
/** This many retries are always allowed within those seconds: a single till does no harm. */
const least = 10

/**
 * Gives an upstream in trouble at most a tenth more calls than it would get without retries. Otherwise every till that tries again
 * would help to keep it in trouble.
 *
 * @param clock monotonic milliseconds
 * @see https://sre.google/sre-book/handling-overload/#deciding-to-retry
 */
export function openRetryBudget(clock?: () => number): RetryBudget {
  const calls = openRecentCounts<'first' | 'retry'>(clock)
  return {
    noteFirst: () => calls.note('first'),
    noteRetry: () => calls.note('retry'),
    hasRoom: () => calls.sum('retry') < Math.max(least, share * calls.sum('first')),
  }
}
