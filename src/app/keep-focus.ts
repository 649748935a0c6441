/** The element that had the focus last, and its focusable ancestors, the innermost first. */
let latest: Element | undefined
let holders: HTMLElement[] = []
let heading: Element | null = null
let isWatching = false
let speaksNames = true

/** Sets whether a customer's name may get the focus, and so be read aloud. If not, the whole screen gets it instead. */
export const speakNames = (does: boolean) => {
  speaksNames = does
}

/**
 * Prevents the loss of the focus. If the focused element leaves the page, the nearest remaining ancestor that can have the focus
 * gets it, such as a dialog. If there is none, or a new screen appears while nothing has the focus, the heading of the screen gets
 * it, such as a customer's name. People who work with the keyboard or a screen reader continue from there.
 *
 * @see https://www.w3.org/WAI/WCAG22/Understanding/focus-order.html
 */
export function keepFocus() {
  if (isWatching) return
  isWatching = true
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return
    latest = target
    holders = holdersOf(target)
  })
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
}

function look() {
  const now = document.querySelector<HTMLElement>('main h1')
  const isAnother = now !== heading
  heading = now
  if (document.activeElement !== document.body) return
  const isGone = latest?.isConnected === false
  const around = isGone ? holders.find((each) => each.isConnected) : undefined
  if (around !== undefined) return around.focus({ preventScroll: true })
  if (isAnother || isGone) focusScreen(now)
}

function focusScreen(title: HTMLElement | null) {
  // The look-up page has no heading in its main part, so the search box gets the focus.
  if (title === null) return document.querySelector<HTMLElement>('[role=combobox]')?.focus()
  const place = speaksNames || !title.closest('[data-customer]') ? title : title.closest('main')
  if (place === null) return
  place.tabIndex = -1
  // Scrolls to the top of the new screen, where the face is.
  scrollTo(0, 0)
  place.focus({ preventScroll: true })
}

function holdersOf(element: Element): HTMLElement[] {
  const holder = element.parentElement?.closest<HTMLElement>('[tabindex="-1"]')
  return holder ? [holder, ...holdersOf(holder)] : []
}
