import { ProblemError } from '#gateway/http/problem-error.ts'
import { Unasked } from './not-attempted.ts'

/** So many calls at once, so many waiting, each for so many milliseconds at most: what is more is turned away, not piled up. */
export type Room = { most: number; waiting: number; patience: number }

export type Bulkhead = {
  /**
   * Waits for a place.
   *
   * @returns a function that gives it back, once
   * @throws {ProblemError} `vendor_busy`; or the reason of the signal, when that aborts first
   */
  enter(signal: AbortSignal): Promise<() => void>
  /** A place, where there is one without waiting. */
  tryEnter(): (() => void) | undefined
  /** How many are in, and how many wait. */
  figures(): { inside: number; waiting: number }
}

/** Seconds after which those who were turned away may come back. */
const comeBackAfter = 1

/** @param shed told of each who was turned away */
export function openBulkhead(
  { most, waiting, patience }: Room,
  shed: () => void = () => undefined,
): Bulkhead {
  const queue = new Set<() => void>()
  let inside = 0

  const leave = () => {
    const [next] = queue
    if (next === undefined) inside -= 1
    else next()
  }
  const placeTaken = () => {
    let isMine = true
    return () => {
      if (!isMine) return
      isMine = false
      leave()
    }
  }
  const turnAway = () => {
    shed()
    return new ProblemError('vendor_busy', { retryAfterSeconds: comeBackAfter, cause: new Unasked() })
  }

  const tryEnter = () => {
    if (inside >= most) return undefined
    inside += 1
    return placeTaken()
  }

  return {
    tryEnter,
    async enter(signal) {
      signal.throwIfAborted()
      const place = tryEnter()
      if (place !== undefined) return place
      if (queue.size >= waiting) throw turnAway()
      return new Promise((resolve, reject) => {
        const stopWaiting = () => {
          clearTimeout(clock)
          queue.delete(proceed)
          signal.removeEventListener('abort', giveUp)
        }
        const proceed = () => {
          stopWaiting()
          resolve(placeTaken())
        }
        const giveUp = () => {
          stopWaiting()
          reject(signal.reason)
        }
        const clock = setTimeout(() => {
          stopWaiting()
          reject(turnAway())
        }, patience)
        queue.add(proceed)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
    figures: () => ({ inside, waiting: queue.size }),
  }
}
