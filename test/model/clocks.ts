type Timer = { due: number; every: number | undefined; act: () => void }

export const startOfWorld = Date.UTC(2025, 3, 30, 9)

/** Waits until every promise that can settle by itself has done so. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

export type Clocks = ReturnType<typeof createClocks>

/**
 * A till's clocks and its timers, in milliseconds. `monotonic` may stop while the machine sleeps, `wall` may be set; `truth` is what
 * the rest of the world lives by. `afterEach` is called whenever a timer has done something.
 */
export function createClocks(afterEach: () => void) {
  const timers = new Map<number, Timer>()
  let [monotonic, truth, wallError, lastId, changes] = [0, startOfWorld, 0, 0, 0]

  const add = (act: () => void, delay = 0, every?: number) => {
    changes += 1
    lastId += 1
    // A browser keeps delays in 32 bits: a longer one fires at once.
    timers.set(lastId, { due: monotonic + (delay < 2 ** 31 ? Math.max(0, delay) : 0), every, act })
    return lastId
  }
  const goTo = (moment: number) => {
    truth += Math.max(0, moment - monotonic)
    monotonic = Math.max(monotonic, moment)
  }
  const nextBefore = (until: number) => {
    let first: [number, Timer] | undefined
    for (const entry of timers) if (entry[1].due < (first?.[1].due ?? until + 1)) first = entry
    return first !== undefined && first[1].due <= until ? first : undefined
  }

  return {
    monotonic: () => monotonic,
    truth: () => truth,
    wall: () => Math.floor(truth + wallError),
    setTimeout: (act: () => void, delay?: number) => add(act, delay),
    setInterval: (act: () => void, delay: number) => add(act, delay, delay),
    clear: (id: number | undefined) => {
      changes += 1
      if (id !== undefined) timers.delete(id)
    },
    /** Lets time pass on a machine that is awake. */
    run: async (milliseconds: number) => {
      await settled()
      const until = monotonic + milliseconds
      for (let timer = nextBefore(until); timer !== undefined; timer = nextBefore(until)) {
        const [id, { every, due, act }] = timer
        goTo(due)
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
    setWall: (by: number) => void (wallError += by),
  }
}
