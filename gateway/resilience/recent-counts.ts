/** Counts events within the last seconds. */
export type RecentCounts<What> = {
  note: (what: What) => void
  sum: (what: What) => number
  clear: () => void
}

/** Seconds to look back, including the current one. */
const recentSeconds = 10

/**
 * Counts in slices of whole seconds and drops them by the clock, so that counts age during quiet times too.
 *
 * @param clock monotonic milliseconds
 */
export function openRecentCounts<What>(clock: () => number = () => performance.now()): RecentCounts<What> {
  let kept: { second: number; counts: Map<What, number> }[] = []
  const recent = (second: number) => {
    kept = kept.filter((slice) => slice.second > second - recentSeconds)
    return kept
  }
  return {
    note(what) {
      const second = Math.floor(clock() / 1000)
      let last = recent(second).at(-1)
      if (last?.second !== second) kept.push((last = { second, counts: new Map() }))
      last.counts.set(what, (last.counts.get(what) ?? 0) + 1)
    },
    sum: (what) =>
      recent(Math.floor(clock() / 1000)).reduce((sum, { counts }) => sum + (counts.get(what) ?? 0), 0),
    clear: () => void (kept = []),
  }
}
