/**
 * Renders the app in place of the prerendered page, and takes over what was typed or scanned into that page before the script ran.
 * Everything happens in one task, so that no key is lost in between.
 *
 * @param draw renders synchronously
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
  // As if typed, so that the box's listeners receive an event.
  if (text) document.execCommand('insertText', false, text)
  // The text was ended with Enter, by hand or by a scanner. An empty text is submitted too; the form then says what is missing.
  if (wasEnded) box.form?.requestSubmit()
}
