import { readKeys, type KeyPress, type Scan } from './layout.ts'

/** A `keydown`, or plain data like it. Its `timeStamp` is the system's, in milliseconds: a busy page does not falsify it. */
export type Key = KeyPress & Pick<KeyboardEvent, 'timeStamp' | 'metaKey' | 'repeat' | 'isComposing'>

/** How the shop's scanners type. Times in milliseconds. */
export type BurstOptions = {
  /** The longest a scanner takes from key to key; 35 by default. People at 120 words a minute take 40 and more. */
  gap?: number
  /** A scan may stumble for this long: once before it is recognised, then any number of times; 80 by default. */
  stumble?: number
  /** So many keys without the terminator are a scan; 6 by default. */
  leastLength?: number
  /** What the scanner puts before or after every code. It is taken off, and a burst without it is no scan. */
  prefix?: string
  suffix?: string
  /** Values of `KeyboardEvent.key` that end a scan; Enter and Tab by default. Enter is also Ctrl+M and Ctrl+J: CR and LF. */
  terminators?: readonly string[]
  /** For scanners that send no terminator: so long a silence ends a scan too. */
  silence?: number
  /** The same code within this time of the scan that counted is the same scan; 2,000 by default. */
  sameWithin?: number
  /** When we began to listen, by the clock of `timeStamp`: a burst that had begun before is left to the page, whole. */
  since?: number
}

/** What to do about a key, in this order. */
export type Reading<K> = {
  /** Give these, held until now, to the page: they were a person's. */
  released: K[]
  /** A scan is heard: bring the page back to before this key, which it was given. */
  takeBackTo: K | undefined
  /** Keep the present key from the page. */
  isHeld: boolean
  scan: Scan | undefined
  /** Ask again, without a key, if none comes for so many milliseconds; never when 0. */
  wait: number
}

/**
 * Tells a keyboard-wedge scanner from a person by the rhythm of the keys, which nobody can know at the first one. So:
 *
 * - A key after a pause goes to the page as ever. Whoever asks remembers how the page was before.
 * - A key close upon another is held. The next key or a silence of `gap` releases it: people roll over two or three keys.
 * - From `leastLength` keys on it is a scan. What the page was given is taken back, and all that follows is held.
 * - When no terminator comes in time, everything is released: it was a text expander, or an elbow.
 *
 * A person's key less than `stumble` before a scan becomes part of it: no rhythm tells the two apart, and a code with a letter too
 * many is found nowhere, while one that lost its first might be somebody else's.
 *
 * @see https://bitsnpixels.dev/blog/scanner-or-person-part-1.html for the rhythm of real scanners: 7 to 16 ms from key to key
 */
export function createBurstReader<K extends Key>(options: BurstOptions = {}) {
  const { gap = 35, stumble = 80, leastLength = 6, sameWithin = 2000, silence, since } = options
  const { prefix = '', suffix = '', terminators = ['Enter', 'Tab'] } = options
  let keys: K[] = []
  /** How many of the keys the page has. */
  let given = 0
  /** How many keys came before the stumble. */
  let stumbledAt = 0
  let latestAt = since ?? 0
  let isMidway = since !== undefined
  let endedAt = -Infinity
  let former = ''
  let formerAt = 0
  let released: K[] = []
  let takeBackTo: K | undefined
  let scan: Scan | undefined

  const isHeard = () => keys.length >= leastLength

  const release = () => {
    released.push(...keys.slice(given))
    given = keys.length
  }

  const drop = () => {
    release()
    keys = []
    given = stumbledAt = 0
    return false
  }

  const hold = () => {
    if (isHeard() && given > 0) {
      takeBackTo = keys[0]
      released = []
      given = 0
    }
    return true
  }

  const end = (at: number) => {
    const { text, meant, wrongLayout } = readKeys(keys)
    const bare = (framed: string) => framed.slice(prefix.length, framed.length - suffix.length)
    // Through the wrong layout a prefix looks wrong too.
    if (prefix + bare(meant) + suffix !== meant || !bare(meant)) return drop()
    hold()
    keys = []
    drop()
    endedAt = at
    if (text === former && at - formerAt <= sameWithin) return true
    former = text
    formerAt = at
    scan = { text: bare(text), meant: bare(meant), wrongLayout }
    return true
  }

  const add = (key: K, isClose: boolean) => {
    if (!isClose) {
      release()
      // One stumble is forgiven; with a second one, what came before the first was a person's.
      keys = keys.slice(stumbledAt)
      stumbledAt = given = keys.length
    }
    keys.push(key)
    latestAt = key.timeStamp
    if (isHeard() || isClose) return hold()
    given += 1
    return false
  }

  const judge = (key: K) => {
    const at = key.timeStamp
    // Longer than a stumble: a code that lost its first digits might be somebody else's.
    isMidway &&= at - latestAt <= 4 * stumble
    if (isMidway) {
      latestAt = at
      return false
    }
    if (at - latestAt > stumble) drop()
    const isClose = keys.length > 0 && (isHeard() || at - latestAt <= gap)
    if (modifiers.test(key.key)) {
      if (isClose) latestAt = at
      return false
    }
    if (terminators.includes(isLineEnd(key) ? 'Enter' : key.key)) {
      if (isHeard()) return end(at)
      // CR and LF, or Tab and Enter, are one end.
      if (keys.length === 0 && at - endedAt <= gap) return hold()
    }
    return writes(key, isHeard()) ? add(key, isClose) : drop()
  }

  const rest = () => {
    if (isHeard() && given === 0 && silence) return end(latestAt)
    release()
    return false
  }

  /** Judges the next key or, without one, a silence. Keys that were only late may still continue the burst after it. */
  return (key?: K): Reading<K> => {
    released = []
    takeBackTo = scan = undefined
    const isHeld = key ? judge(key) : rest()
    const wait = keys.length > given ? (isHeard() ? (silence ?? stumble) : gap) : 0
    return { released, takeBackTo, isHeld, scan, wait }
  }
}

/** They pass, and prolong a burst: some scanners send Shift as a key of its own. */
const modifiers = /^(Shift|Control|Alt|CapsLock)/

/** Left to itself, a scanner's line feed opens the list of downloads: https://github.com/odoo/odoo/issues/3142 */
const isLineEnd = ({ ctrlKey, key }: Key) => ctrlKey && /^[jm]$/i.test(key)

/**
 * Whether a key writes something: named keys are ASCII words, and one key may write two letters, as the Arabic lam-alef does. Ctrl
 * and Alt together are AltGr on Windows. Once a scan is heard, nothing of it may be a shortcut or an accent.
 */
export const writes = ({ key, ctrlKey, altKey, metaKey, repeat, isComposing }: Key, isHeard = false) =>
  !(metaKey || repeat || isComposing) &&
  (/^.$|[^\0-\x7F]/u.test(key) || (isHeard && key === 'Dead')) &&
  (isHeard || ctrlKey === altKey)
