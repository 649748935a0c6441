import type { Finding } from '#contract/api/support-code.ts'

/** CSS pixels. On a narrower screen, photo and details are one above the other. */
const wide = 640

/** @param zoom screen pixels per CSS pixel: zoom and the system's scaling together */
export function judgeScreen(width: number, zoom: number): Finding<'screen'> {
  if (zoom < 1) return 'small print'
  return width < wide ? 'narrow' : 'fine'
}
