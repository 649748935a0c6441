/** Milliseconds for which an observation counts. */
const lately = 30_000

/** The condition of an upstream by its latest call: one good answer means up, one fault means down. */
export type RecentCondition<Condition extends string> = {
  note(condition: Condition): void
  now(): Condition | 'unknown'
}

export function openRecentCondition<Condition extends string>(
  clock: () => number,
): RecentCondition<Condition> {
  let last: { condition: Condition; at: number } | undefined
  return {
    note(condition) {
      last = { condition, at: clock() }
    },
    now: () => (last !== undefined && clock() - last.at < lately ? last.condition : 'unknown'),
  }
}
