type Timer = { due: number; every: number | undefined; act: () => void }

/** A browser keeps delays in 32 bits: a longer one fires at once. */
const longestDelay = 2 ** 31 - 1
/** https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html: nested timers wait this long at least. */
const shortestInterval = 4

/** Waits until every promise that can settle by itself has done so. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

export type VirtualClocks = ReturnType<typeof createVirtualClocks>

/**
 * A till's clocks and its timers, in milliseconds. `monotonic` may stop while the machine sleeps, `wall` may be set; `truth` is what
 * the rest of the world lives by.
 *
 * @param afterEach called whenever something has happened
 */
export function createVirtualClocks(startOfWorld: number, afterEach: () => void) {
  const timers = new Map<number, Timer>()
  let monotonic = 0
  let truth = startOfWorld
  let wallError = 0
  let lastId = 0
  let changes = 0

  const add = (timer: Timer) => {
    changes += 1
    lastId += 1
    timers.set(lastId, timer)
    return lastId
  }
  const due = (delay: number | undefined) =>
    monotonic + (delay !== undefined && delay > 0 && delay <= longestDelay ? delay : 0)

  const next = (until: number) => {
    let first: [number, Timer] | undefined
    for (const entry of timers) if (first === undefined || entry[1].due < first[1].due) first = entry
    return first !== undefined && first[1].due <= until ? first : undefined
  }
  const goTo = (moment: number) => {
    const step = Math.max(0, moment - monotonic)
    monotonic += step
    truth += step
  }

  return {
    monotonic: () => monotonic,
    truth: () => truth,
    wall: () => Math.floor(truth + wallError),
    setTimeout: (act: () => void, delay?: number) => add({ due: due(delay), every: undefined, act }),
    setInterval: (act: () => void, delay?: number) => {
      const every = Math.max(shortestInterval, due(delay) - monotonic)
      return add({ due: monotonic + every, every, act })
    },
    clear: (id: number | undefined) => {
      changes += 1
      if (id !== undefined) timers.delete(id)
    },
    settled,
    /** Lets time pass on a machine that is awake. */
    async run(milliseconds: number) {
      const until = monotonic + milliseconds
      for (let timer = next(until); timer !== undefined; timer = next(until)) {
        const [id, { every, due: moment, act }] = timer
        goTo(moment)
        if (every === undefined) timers.delete(id)
        else timers.set(id, { act, every, due: monotonic + every })
        const before = changes
        act()
        // An interval that only looked has nothing that could settle.
        if (every !== undefined && before === changes) continue
        await settled()
        afterEach()
      }
      goTo(until)
    },
    /** The lid is closed: no timer fires, and the monotonic clock of some systems stands still. */
    sleep(milliseconds: number, stopsMonotonic: boolean) {
      truth += milliseconds
      if (!stopsMonotonic) monotonic += milliseconds
    },
    setWall: (by: number) => {
      wallError += by
    },
  }
}
