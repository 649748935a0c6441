import { openRecentCounts } from './recent-counts.ts'

/** How many calls may be repeated, whoever repeats them. */
export type RetryBudget = {
  noteFirst: () => void
  noteRetry: () => void
  hasRoom: () => boolean
}

/** Of the calls of the last seconds at most this share are repeated ones. */
const share = 0.1
/** So many may be repeated within those seconds however few are made: one till alone does no harm. */
const least = 10

/**
 * An upstream in trouble gets at most a tenth more calls than it would without any retries. Otherwise every till that tries again
 * would be one more reason for it to stay in trouble.
 *
 * @param clock milliseconds that only ever grow
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
