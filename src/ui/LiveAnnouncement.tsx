import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/**
 * Text that screen readers read aloud when they are idle, and that is not visible. Its live region is on every page from the
 * beginning, because text that appears together with its live region is often not read
 * (https://www.w3.org/WAI/WCAG22/Techniques/aria/ARIA22).
 */
export function LiveAnnouncement({ children }: { children: ReactNode }) {
  const place = document.getElementById('said')
  return place && createPortal(<p>{children}</p>, place)
}
