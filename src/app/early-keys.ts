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
  const wasEnded = !begun && lines.length > 0
  // A scanner may end its code with two keys.
  const text = begun || lines.findLast((line) => line !== '')
  const box = place.querySelector('input')
  if (box === null) return
  if (text || wasEnded) box.focus()
  // As if typed, so that whoever listens to the box hears of it.
  if (text) document.execCommand('insertText', false, text)
  // Ended with Enter, by a hand or a scanner; also if there was nothing to end, which is answered in words.
  if (wasEnded) box.form?.requestSubmit()
}
