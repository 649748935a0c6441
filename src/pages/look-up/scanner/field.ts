/** An element that can have the focus. */
export type Place = EventTarget & { matches(selectors: string): boolean }

/** The part of a text field that is needed to restore it. The positions are null in an email or number field. */
export type TextField = Place &
  Pick<HTMLInputElement, 'value' | 'selectionStart' | 'selectionEnd' | 'select' | 'setSelectionRange'>

/**
 * Edits at the focus as if typed: the browser's undo keeps working, and React receives an event. `execCommand` returns false if
 * nothing can be typed.
 */
export type Editor = {
  activeElement: Place | null
  execCommand(command: 'insertText', showUi: false, text: string): boolean
}

export const isField = (place: Place): place is TextField => place.matches(':read-write')

/** Remembers the content of a field and its cursor. The returned function restores them. */
export function remember(field: TextField, editor: Editor) {
  const { value, selectionStart, selectionEnd } = field
  return () => {
    if (editor.activeElement === field) {
      field.select()
      editor.execCommand('insertText', false, value)
    }
    if (field.value !== value) {
      // React overrides `value` on the element to detect its own changes. Setting it through the prototype makes this look like the
      // user's change.
      Reflect.set(Object.getPrototypeOf(field), 'value', value, field)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd)
  }
}
