/** One key press: `key` is what the till's keyboard layout made of it, `code` is the physical key. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey'>

/**
 * What a scanner sent: `text` as it arrived, and `meant`, which is the same unless scanner and till have different keyboard
 * layouts. In that case `meant` is what a scanner with the US layout (the factory setting) has read, and `wrongLayout` is the
 * till's layout.
 */
export type Scan = { text: string; meant: string; wrongLayout?: Layout | undefined }

/**
 * `azerty` is French or Belgian; `other` may be Czech, Slovak, or another layout without digits on the keys of the US digit row.
 */
export type Layout = 'azerty' | 'other'

/**
 * Reads the keys of a burst. It reports a wrong layout only with good evidence: at least half of the keys are unshifted keys of the
 * digit row, at least two of them differ, and none of the row's keys wrote a digit. (A scanner with the till's own layout would
 * press Shift for digits there.) Letters alone prove nothing and stay unchanged.
 *
 * @see https://kbdlayout.info/kbdfr https://kbdlayout.info/kbdbe https://kbdlayout.info/kbdcz for what digit keys write elsewhere
 */
export function readKeys(keys: readonly KeyPress[]): Scan {
  const text = keys.map((key) => write(key, key.key)).join('')
  const row = keys.filter(({ code }) => digitKey.test(code))
  const signs = row.filter(({ shiftKey }) => !shiftKey).map(({ key }) => key)
  const isRight =
    signs.length * 2 < keys.length || new Set(signs).size < 2 || row.some(({ key }) => /\p{Nd}/u.test(key))
  if (isRight) return { text, meant: text }
  const meant = keys.map((key) => write(key, onUsKeyboard(key))).join('')
  return { text, meant, wrongLayout: /[&"'(§è!çà_-]/.test(signs.join('')) ? 'azerty' : 'other' }
}

const digitKey = /^Digit\d$/

/** Scanners send the separators inside a code as Ctrl and a letter: GS, between the fields of GS1, is Ctrl+]. */
const write = ({ ctrlKey, altKey }: KeyPress, key: string) => {
  if (ctrlKey && !altKey) return String.fromCharCode(key.charCodeAt(0) & 31)
  // A dead key waits for its letter, so what it would have written is unknown.
  return key === 'Dead' ? '\uFFFD' : key
}

/**
 * Covers the characters of identifiers; other characters stay as they arrived.
 *
 * @see https://www.w3.org/TR/uievents-code/#key-alphanumeric-writing-system
 */
function onUsKeyboard({ key, code, shiftKey }: KeyPress) {
  const last = code.slice(-1)
  if (/^Key.$/.test(code)) return shiftKey ? last : last.toLowerCase()
  if (digitKey.test(code)) return last
  return code === 'Minus' ? '-' : key
}
