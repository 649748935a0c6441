/** Where the focus was last, and what it was in that can have it, from within to without. */
let latest: Element | undefined
let holders: HTMLElement[] = []
let heading: Element | null = null
let isWatching = false
let speaksNames = true

/** Whether the name of a customer gets the focus, by which it is read aloud; else their screen as a whole gets it. */
export const speakNames = (does: boolean) => {
  speaksNames = does
}

/**
 * Sees to it that the focus is never lost. What had it may leave the page: then it goes to the nearest thing around it that can have it, such
 * as a dialog, or else to the heading of the screen: the name, once there is another customer. Who works by keys or by ear goes on from there.
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
  // The look-up page is its box.
  if (title === null) return document.querySelector<HTMLElement>('[role=combobox]')?.focus()
  const place = speaksNames || !title.closest('[data-customer]') ? title : title.closest('main')
  if (place === null) return
  place.tabIndex = -1
  // A screen begins at its top: the face is there.
  scrollTo(0, 0)
  place.focus({ preventScroll: true })
}

function holdersOf(element: Element): HTMLElement[] {
  const holder = element.parentElement?.closest<HTMLElement>('[tabindex="-1"]')
  return holder ? [holder, ...holdersOf(holder)] : []
}
