/** A gateway's clock that stands still until the test says otherwise. */
export function openClock() {
  let at = Date.parse('2026-11-23T09:00:00Z')
  return {
    now: () => at,
    passes(seconds: number) {
      at += seconds * 1000
    },
  }
}
