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
    if (field.value !== value) replaceValue(field, value)
    if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd)
  }
}

/** Writes text at the cursor of a field, which need not have the focus. */
export function writeInto(field: TextField, text: string, editor: Editor) {
  if (editor.activeElement === field) {
    editor.execCommand('insertText', false, text)
    return
  }
  const { value, selectionStart, selectionEnd } = field
  const left = value.slice(0, selectionStart ?? undefined) + text
  replaceValue(field, left + value.slice(selectionEnd ?? value.length))
  if (selectionStart !== null) field.setSelectionRange(left.length, left.length)
}

/**
 * React overrides `value` on the element to detect its own changes. Setting it through the prototype makes this look like the
 * user's change.
 */
function replaceValue(field: TextField, value: string) {
  Reflect.set(Object.getPrototypeOf(field), 'value', value, field)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
