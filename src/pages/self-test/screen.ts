import type { Finding } from '#contract/api/support-code.ts'

/** Pixels of CSS: photo and details stand one above the other below. */
const wide = 640

/** @param zoom pixels of the screen for one of CSS: zoom and the system's scaling together */
export function judgeScreen(width: number, zoom: number): Finding<'screen'> {
  if (zoom < 1) return 'small print'
  return width < wide ? 'narrow' : 'fine'
}
