/** How many calls may be repeated, whoever repeats them. */
export type RetryBudget = {
  noteFirst: () => void
  noteRetry: () => void
  hasRoom: () => boolean
}

/** Of the calls of the last seconds at most this share are repeated ones. */
const share = 0.1
const slices = 10
const sliceLength = 1_000
/** So many may be repeated within those seconds however few are made: one till alone does no harm. */
const least = 10

/**
 * An upstream in trouble gets at most a tenth more calls than it would without any retries. Otherwise every till that tries again
 * would be one more reason for it to stay in trouble.
 *
 * @param clock milliseconds that only ever grow
 * @see https://sre.google/sre-book/handling-overload/#deciding-to-retry
 */
export function openRetryBudget(clock: () => number = () => performance.now()): RetryBudget {
  const kept = Array.from({ length: slices }, () => ({ number: -1, firsts: 0, retries: 0 }))

  const current = () => {
    const number = Math.floor(clock() / sliceLength)
    const slice = kept[number % slices]
    if (slice === undefined || slice.number === number) return slice
    return Object.assign(slice, { number, firsts: 0, retries: 0 })
  }
  const sum = (what: 'firsts' | 'retries') => {
    const oldest = Math.floor(clock() / sliceLength) - slices
    return kept.reduce((total, slice) => total + (slice.number > oldest ? slice[what] : 0), 0)
  }
  const add = (what: 'firsts' | 'retries') => {
    const slice = current()
    if (slice !== undefined) slice[what] += 1
  }
  return {
    noteFirst: () => add('firsts'),
    noteRetry: () => add('retries'),
    hasRoom: () => sum('retries') < Math.max(least, share * sum('firsts')),
  }
}
