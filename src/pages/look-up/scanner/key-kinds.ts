import type { KeyPress } from './layout.ts'

/**
 * A `keydown` event, or plain data like it. Its `timeStamp` comes from the system, in milliseconds, so a busy page does not distort
 * it. `isInserted` marks text that reached the page without a key of its own; `key` is then that text.
 */
export type Key = KeyPress &
  Pick<KeyboardEvent, 'timeStamp' | 'metaKey' | 'repeat' | 'isComposing'> & { isInserted?: true }

/**
 * What a key means within a burst.
 *
 * - `modifier`: it changes other keys, and a burst continues through it: some scanners send Shift as a separate key
 * - `written`: it writes text
 * - `accent`: a dead key, which can be understood only if the scanner's keyboard layout is known
 * - `keypad`: a key of the number pad while Num Lock is off
 * - `text-to-come`: it writes nothing itself, but an insertion may follow that contains its text
 * - `field-change`: no key; what follows is inserted into another field than what came before
 * - `other`: it writes nothing that can be read, so a burst with it is not whole
 */
export type KeyKind = 'modifier' | 'written' | 'accent' | 'keypad' | 'text-to-come' | 'field-change' | 'other'

/** Stands in the place of a key's name. No key of a keyboard has this name. */
export const fieldChange = 'FieldChange'

export function kindOf(key: Key): KeyKind {
  if (/^(Shift|Control|Alt|CapsLock|NumLock)/.test(key.key)) return 'modifier'
  if (key.key === fieldChange && !key.isInserted) return 'field-change'
  if (writes(key) || isSeparator(key)) return 'written'
  if (key.repeat || key.metaKey || key.isComposing) return 'other'
  if (key.key === 'Dead') return 'accent'
  // Alt with digits of the number pad composes a character, which the system inserts when Alt is released.
  if (/^Numpad\d$/.test(key.code)) return key.altKey ? 'text-to-come' : 'keypad'
  return key.key === 'Unidentified' || key.key === 'Process' ? 'text-to-come' : 'other'
}

/**
 * Whether a key writes text. Named keys are ASCII words, and one key may write two letters, as the Arabic lam-alef does. Ctrl and
 * Alt together are AltGr on Windows.
 */
export const writes = ({ key, ctrlKey, altKey, metaKey, repeat, isComposing, isInserted }: Key) =>
  isInserted === true
    ? !isComposing
    : !(metaKey || repeat || isComposing) && ctrlKey === altKey && isText(key)

/** Whether the browser inserts text for a key that it receives. */
export const inserts = ({ key, ctrlKey, altKey, metaKey }: Key) =>
  !metaKey && ctrlKey === altKey && isText(key)

const isText = (key: string) => /^.$|[^\0-\x7F]/u.test(key)

/** Scanners send the separators FS, GS, RS and US as Ctrl with one of these keys. No browser has a shortcut on them. */
const isSeparator = ({ key, ctrlKey, altKey, repeat }: Key) =>
  ctrlKey && !altKey && !repeat && /^[\\\]^_]$/.test(key)

/** Without this, a scanner's line feed opens the list of downloads: https://github.com/odoo/odoo/issues/3142 */
export const isLineEnd = ({ ctrlKey, key }: Key) => ctrlKey && /^[jm]$/i.test(key)

/**
 * Keys that act on the page or the browser. A person presses none of them within a few milliseconds of a letter. Keys that edit
 * text are not among them, because people do correct a letter that fast.
 */
export const actsOnPage = ({ key, altKey, ctrlKey, repeat }: Key) =>
  !repeat && (/^(F\d+|Arrow\w+|Page\w+|Home|End|ContextMenu)$/.test(key) || (altKey && !ctrlKey))
