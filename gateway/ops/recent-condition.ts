/** Milliseconds for which what was met says how things are. */
const lately = 30_000

/** What the latest of an upstream's calls met: one good answer is enough to be up again, one fault to be down. */
export type Lately<Condition extends string> = {
  note(condition: Condition): void
  now(): Condition | 'unknown'
}

export function openLately<Condition extends string>(clock: () => number): Lately<Condition> {
  let last: { condition: Condition; at: number } | undefined
  return {
    note(condition) {
      last = { condition, at: clock() }
    },
    now: () => (last !== undefined && clock() - last.at < lately ? last.condition : 'unknown'),
  }
}
