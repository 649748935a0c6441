import type { Finding } from '#contract/api/support-code.ts'

/** Milliseconds. Up to the first limit, a wrong clock does not matter; from the second on, times on screen mislead. */
const [little, much] = [5000, 60_000]

/** @param off milliseconds by which the till's clock is ahead of the gateway's, exact to within half of `roundTrip` */
export function judgeClock(off: number, roundTrip: number): Finding<'clock'> {
  const surely = Math.abs(off) - roundTrip / 2
  if (surely <= little) return 'fine'
  return surely <= much ? 'off' : 'far off'
}
