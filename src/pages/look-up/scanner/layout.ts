/** One key press: `key` is what the till's keyboard layout made of it, `code` is the physical key. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey'>

/**
 * What a scanner sent: `text` as it arrived, and `meant`, which is the same unless the keys prove a wrong setting. `wrongLayout` is
 * then the scanner's keyboard layout, which is not the till's; `hasCapsLock` says that Caps Lock turned every letter round.
 */
export type Scan = { text: string; meant: string; wrongLayout?: Layout | undefined; hasCapsLock?: true }

/** Keyboard layouts that a scanner may be set to. `us` is the factory setting. */
export type Layout = 'us' | 'uk' | 'azerty'

/**
 * Reads the keys of a burst. A wrong setting is reported only if the keys prove it: the text as it arrived can be neither a code nor
 * a name, and what the same keys write in the scanner's layout is a code or an address. Letters alone prove nothing and stay
 * unchanged.
 *
 * @returns `undefined` if a key is an accent whose letter is unknown
 * @see https://kbdlayout.info/kbdfr https://kbdlayout.info/kbdgr https://kbdlayout.info/kbduk for what the keys write elsewhere
 */
export function readKeys(keys: readonly KeyPress[]): Scan | undefined {
  const text = keys.map(write).join('')
  const wrongLayout = layoutOf(keys, text)
  if (wrongLayout !== undefined) return { text, wrongLayout, meant: readAs(wrongLayout, keys) }
  if (keys.some(isAccent)) return undefined
  if (isTurnedRound(keys)) return { text, hasCapsLock: true, meant: invertCase(text) }
  return { text, meant: text }
}

export const invertCase = (text: string) =>
  text.replaceAll(/\p{L}/gu, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )

function layoutOf(keys: readonly KeyPress[], text: string): Layout | undefined {
  if (writesDigitsAsSigns(keys)) return 'us'
  if (isCode(text) || isName(text)) return undefined
  const us = readAs('us', keys)
  if (us !== text) return isCode(us) && /[\d@]/.test(us) ? 'us' : undefined
  // The till's layout is American, so the scanner's is another one.
  if (/^[^@"]+@[^@"]+\.[a-z]+$/i.test(readAs('uk', keys))) return 'uk'
  return /^[\d!@#$%^&*()]+$/.test(text) && /^\d{6,}$/.test(readAs('azerty', keys)) ? 'azerty' : undefined
}

const isCode = (text: string) => /^[A-Za-z\p{Nd} ._/@+:\p{Cc}-]*$/u.test(text)
const isName = (text: string) => /^[\p{L}\p{M} .’'-]*$/u.test(text)

/**
 * At least half of the keys are unshifted keys of the digit row, at least two of them differ, and none of the row's keys wrote a
 * digit. A scanner with the till's own layout would press Shift for digits there.
 */
function writesDigitsAsSigns(keys: readonly KeyPress[]) {
  const row = keys.filter(({ code }) => /^Digit\d$/.test(code))
  const signs = row.filter(({ shiftKey }) => !shiftKey).map(({ key }) => key)
  const isHalf = signs.length > 0 && signs.length * 2 >= keys.length
  return isHalf && new Set(signs).size > 1 && !row.some(({ key }) => /\p{Nd}/u.test(key))
}

/** The scanner pressed Shift with every letter, and the till wrote small letters. */
function isTurnedRound(keys: readonly KeyPress[]) {
  const letters = keys.filter(({ key, code }) => code.startsWith('Key') && /^\p{L}$/u.test(key))
  return letters.length > 0 && letters.every(({ key, shiftKey }) => shiftKey && key !== key.toUpperCase())
}

const isAccent = ({ key }: KeyPress) => key === 'Dead'

const isAltGr = ({ ctrlKey, altKey }: KeyPress) => ctrlKey && altKey

/** Scanners send the separators inside a code as Ctrl and another key: GS, between the fields of GS1, is Ctrl+]. */
function write(press: KeyPress) {
  const { key, ctrlKey } = press
  if (key === 'Tab') return '\t'
  return ctrlKey && !isAltGr(press) ? String.fromCharCode(key.charCodeAt(0) & 31) : key
}

const lettersAt = (row: string) => Array.from(row, (letter) => `Key${letter}`)

const codes = [
  'Backquote',
  ...Array.from('1234567890', (digit) => `Digit${digit}`),
  'Minus',
  'Equal',
  ...lettersAt('QWERTYUIOP'),
  'BracketLeft',
  'BracketRight',
  'Backslash',
  ...lettersAt('ASDFGHJKL'),
  'Semicolon',
  'Quote',
  ...lettersAt('ZXCVBNM'),
  'Comma',
  'Period',
  'Slash',
]

/** What the keys of `codes` write, without and with Shift. */
const layouts: Record<Layout, readonly [plain: string, shifted: string]> = {
  us: ["`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./", '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'],
  uk: ["`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./", '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?'],
  azerty: [
    '²&é"\'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!',
    '~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§',
  ],
}

/** What the same keys write in a layout. Keys of the number pad and inserted text stay as they arrived. */
function readAs(layout: Layout, keys: readonly KeyPress[]) {
  return keys
    .map((press) => {
      const at = press.ctrlKey || press.altKey ? -1 : codes.indexOf(press.code)
      return layouts[layout][press.shiftKey ? 1 : 0][at] ?? write(press)
    })
    .join('')
}
