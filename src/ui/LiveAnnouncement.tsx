import { createContext, use, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

/** Whether what is drawn is for nobody's ears: the rehearsal is not, and is out of the document anyway. */
export const Silence = createContext(false)

/**
 * Said by screen readers when they have a moment, and seen by nobody. Its place is on every page from the beginning: what comes along
 * with the place it is said from often goes unsaid (https://www.w3.org/WAI/WCAG22/Techniques/aria/ARIA22).
 */
export function Said({ children }: { children: ReactNode }) {
  const place = document.getElementById('said')
  return use(Silence) ? null : place && createPortal(<p>{children}</p>, place)
}
