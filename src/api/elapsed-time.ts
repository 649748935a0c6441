/** Two clocks, each with a fault: one stops while the machine sleeps, the other jumps when it is set. */
export type Clocks = { monotonic(): number; wall(): number }

const browserClocks: Clocks = { monotonic: () => performance.now(), wall: () => Date.now() }

/**
 * Milliseconds that have really passed. Each call adds the larger step of the two clocks, never a negative one. So sleep is counted
 * by the wall clock; a clock set back has no effect; a clock set forward ages everything early, which is harmless. Two faults
 * between two calls could cancel each other, so it must be called often: see `watchElapsedTime`.
 *
 * @see https://www.w3.org/TR/hr-time-3/ and https://github.com/w3c/hr-time/issues/115
 */
export function createElapsedTime(clocks: Clocks = browserClocks) {
  let elapsed = 0
  let before = { monotonic: clocks.monotonic(), wall: clocks.wall() }
  return () => {
    const now = { monotonic: clocks.monotonic(), wall: clocks.wall() }
    elapsed += Math.max(now.monotonic - before.monotonic, now.wall - before.wall, 0)
    before = now
    return elapsed
  }
}

/** The elapsed time of this page. */
export const elapsedTime = createElapsedTime()
