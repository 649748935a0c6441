import type { Finding } from '#contract/api/support-code.ts'

/** Milliseconds by which nobody minds a clock to be off, and from which on times on screen mislead. */
const [little, much] = [5000, 60_000]

/** @param off by how many milliseconds the till's clock is ahead of the gateway's, right to within half of `roundTrip` */
export function judgeClock(off: number, roundTrip: number): Finding<'clock'> {
  const surely = Math.abs(off) - roundTrip / 2
  if (surely <= little) return 'fine'
  return surely <= much ? 'off' : 'far off'
}
