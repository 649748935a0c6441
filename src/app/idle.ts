import { elapsedTime } from '#src/api/elapsed-time.ts'

/** Events that show that somebody is there. A scanner acts as a keyboard. */
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

const second = 1000

type Watch = {
  /** Seconds without activity after which `onIdle` is called once. */
  after: number
  /** Called about every second, with the seconds that are left. */
  onTick: (left: number) => void
  onIdle: () => void
  /** Called on activity, at most every twenty seconds. */
  onActivity: () => void
}

const reportEvery = 20 * second

/**
 * Watches whether anybody is at this till. Timers stop while a machine sleeps, so the elapsed time is read from the clocks, also
 * after waking.
 *
 * @returns a function that stops watching
 */
export function watchIdle({ after, onTick, onIdle, onActivity }: Watch) {
  let latest = elapsedTime()
  let reported = -Infinity
  const look = () => {
    const left = after - (elapsedTime() - latest) / second
    if (left <= 0) onIdle()
    else onTick(Math.ceil(left))
    return left > 0
  }
  const sign = () => {
    // The first touch after a long sleep comes too late.
    if (!look()) return
    latest = elapsedTime()
    if (latest - reported < reportEvery) return
    reported = latest
    onActivity()
  }
  const timer = setInterval(look, second)
  for (const each of signs) window.addEventListener(each, sign, { capture: true, passive: true })
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(timer)
    for (const each of signs) window.removeEventListener(each, sign, true)
    document.removeEventListener('visibilitychange', look)
  }
}
