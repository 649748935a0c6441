/** How often each thing happened within the last seconds. */
export type RecentCounts<What> = {
  note: (what: What) => void
  sum: (what: What) => number
  clear: () => void
}

/** Seconds that are looked back on, the current one included. */
const recentSeconds = 10

/**
 * Counts by whole seconds, and forgets them by the clock: what happened before a pause is as old after it as the pause was long.
 *
 * @param clock milliseconds that only ever grow
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
