import { useSyncExternalStore } from 'react'
import { elapsedTime } from '#src/api/elapsed-time.ts'
import { hideFromIdle } from './privacy-screen.ts'

/** Events that show that somebody is there. A scanner acts as a keyboard. */
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

const second = 1000

type Watch = {
  /** Seconds without activity after which the customer leaves the document, until the next activity. */
  hideAfter: number
  /** Seconds without activity after which `onLock` is called. */
  lockAfter: number
  onLock: () => void
  /** Called on activity, at most every twenty seconds. */
  onActivity: () => void
}

const reportEvery = 20 * second

/** Seconds for which the warning before a lock is shown: https://www.w3.org/WAI/WCAG22/Understanding/timing-adjustable.html */
export const warningSeconds = 20

let secondsLeft: number | undefined
const listeners = new Set<() => void>()

function setSecondsLeft(left: number) {
  const next = left > warningSeconds ? undefined : left
  if (next === secondsLeft) return
  secondsLeft = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The seconds until the screen locks, while the warning is shown. */
export const useSecondsLeft = () => useSyncExternalStore(subscribe, () => secondsLeft)

let notePresence: () => void = () => undefined

/** Counts as activity at this till: a message of the till system shows that an associate works beside this window. */
export const tellPresence = () => notePresence()

/**
 * Watches whether anybody is at this till. Timers stop while a machine sleeps, so the elapsed time is read from the clocks, also
 * after waking.
 *
 * @returns a function that stops watching
 */
export function watchIdle({ hideAfter, lockAfter, onLock, onActivity }: Watch) {
  let latest = elapsedTime()
  let reported = -Infinity
  const look = () => {
    const idle = (elapsedTime() - latest) / second
    if (idle >= lockAfter) {
      onLock()
      return false
    }
    hideFromIdle(idle >= hideAfter)
    setSecondsLeft(Math.ceil(lockAfter - idle))
    return true
  }
  const sign = () => {
    // The first touch after a long sleep comes too late.
    if (!look()) return
    latest = elapsedTime()
    look()
    if (latest - reported < reportEvery) return
    reported = latest
    onActivity()
  }
  notePresence = sign
  const timer = setInterval(look, second)
  for (const each of signs) window.addEventListener(each, sign, { capture: true, passive: true })
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(timer)
    for (const each of signs) window.removeEventListener(each, sign, true)
    document.removeEventListener('visibilitychange', look)
    notePresence = () => undefined
    hideFromIdle(false)
    setSecondsLeft(Infinity)
  }
}
