/** What may have the focus. */
export type Place = EventTarget & { matches(selectors: string): boolean }

/** As much of a text field as it takes to bring it back to what it was. The positions are null in an email or number field. */
export type TextField = Place &
  Pick<HTMLInputElement, 'value' | 'selectionStart' | 'selectionEnd' | 'select' | 'setSelectionRange'>

/** Edits where the focus is, as if typed: the browser's undo keeps working, and React hears of it. False where nothing can be typed. */
export type Editor = {
  activeElement: Place | null
  execCommand(command: 'insertText', showUi: false, text: string): boolean
}

export const isField = (place: Place): place is TextField => place.matches(':read-write')

/** Remembers what is in a field and where the cursor is, for the function returned to bring it back. */
export function remember(field: TextField, editor: Editor) {
  const { value, selectionStart, selectionEnd } = field
  return () => {
    if (editor.activeElement === field) {
      field.select()
      editor.execCommand('insertText', false, value)
    }
    if (field.value !== value) {
      // React overrides `value` on the element to see its own changes; past that, by the prototype, this is the clerk's.
      Reflect.set(Object.getPrototypeOf(field), 'value', value, field)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd)
  }
}
