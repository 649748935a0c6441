/**
 * Draws the app in place of the page that stood there before any script ran, and takes over what was typed or scanned into it
 * meanwhile. All in one task, so that no key falls in between.
 *
 * @param draw draws at once
 */
export function takeOverKeys(place: HTMLElement, draw: () => void) {
  const lines = place.querySelector('textarea')?.value.split('\n') ?? []
  draw()
  const begun = lines.pop()
  const text = begun || lines.at(-1)
  const box = place.querySelector('input')
  if (!text || box === null) return
  box.focus()
  // As if typed, so that whoever listens to the box hears of it.
  document.execCommand('insertText', false, text)
  // The last line had been ended with Enter, by a hand or a scanner.
  if (!begun) box.form?.requestSubmit()
}
