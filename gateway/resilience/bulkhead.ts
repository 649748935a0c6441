import { ProblemError } from '#gateway/http/problem-error.ts'
import { NotAttempted } from './not-attempted.ts'

/**
 * At most `most` calls at once and `waiting` in the queue, each for at most `patience` milliseconds. Further calls are turned away.
 */
export type Room = { most: number; waiting: number; patience: number }

export type Bulkhead = {
  /**
   * Waits for a place.
   *
   * @returns a function that gives the place back; further calls of it do nothing
   * @throws {ProblemError} `vendor_busy`; or the reason of the signal, if it aborts first
   */
  enter(signal: AbortSignal): Promise<() => void>
  /** Takes a place if one is free now. */
  tryEnter(): (() => void) | undefined
  /** The number of calls inside, and of calls waiting. */
  figures(): { inside: number; waiting: number }
}

/** Seconds after which a caller that was turned away may come back. */
const comeBackAfter = 1

/** @param shed called for each call that is turned away */
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
    return new ProblemError('vendor_busy', { retryAfterSeconds: comeBackAfter, cause: new NotAttempted() })
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
