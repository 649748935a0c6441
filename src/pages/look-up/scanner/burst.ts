import { readKeys, type KeyPress, type Scan } from './layout.ts'

/**
 * A `keydown` event, or plain data like it. Its `timeStamp` comes from the system, in milliseconds, so a busy page does not distort
 * it.
 */
export type Key = KeyPress & Pick<KeyboardEvent, 'timeStamp' | 'metaKey' | 'repeat' | 'isComposing'>

/** How the shop's scanners type. Times in milliseconds. */
export type BurstOptions = {
  /** The longest time a scanner takes from key to key; 35 by default. People at 120 words a minute take 40 or more. */
  gap?: number
  /**
   * The longest hesitation within a scan: allowed once before the scan is recognised, and any number of times afterwards; 80 by
   * default.
   */
  stumble?: number
  /** The number of keys, without the terminator, that make a scan; 6 by default. */
  leastLength?: number
  /** What the scanner types before or after every code. It is removed, and a burst without it is not a scan. */
  prefix?: string
  suffix?: string
  /** Values of `KeyboardEvent.key` that end a scan; Enter and Tab by default. Ctrl+M and Ctrl+J (CR and LF) count as Enter. */
  terminators?: readonly string[]
  /** For scanners that send no terminator: a silence of this length also ends a scan. */
  silence?: number
  /** The same code within this time of the last counted scan belongs to that scan; 2,000 by default. */
  sameWithin?: number
  /** When listening began, by the clock of `timeStamp`. A burst that had begun before is left completely to the page. */
  since?: number
}

/** What to do with a key, in this order. */
export type Reading<K> = {
  /** Give these held keys to the page: a person typed them. */
  released: K[]
  /** A scan was recognised: restore the page to its state before this key, which it had received. */
  takeBackTo: K | undefined
  /** Keep the current key from the page. */
  isHeld: boolean
  scan: Scan | undefined
  /** Call again without a key if none comes within this many milliseconds; never if 0. */
  wait: number
}

/**
 * Distinguishes a keyboard-wedge scanner from a person by the rhythm of the keys, which is unknown at the first key. Therefore:
 *
 * - A key after a pause goes to the page as usual. The caller remembers the state of the page before it.
 * - A key shortly after another one is held. The next key or a silence of `gap` releases it: people press two or three keys almost
 *   together.
 * - From `leastLength` keys on, the burst is a scan. What the page received is taken back, and all keys that follow are held.
 * - If no terminator comes in time, everything is released: it was a text expander, or an elbow.
 *
 * A person's key less than `stumble` before a scan becomes part of the scan, because the rhythm cannot tell them apart. A code with
 * one letter too many is not found, while a code without its first letter might belong to another customer.
 *
 * @see https://bitsnpixels.dev/blog/scanner-or-person-part-1.html for the rhythm of real scanners: 7 to 16 ms from key to key
 */
export function createBurstReader<K extends Key>(options: BurstOptions = {}) {
  const { gap = 35, stumble = 80, leastLength = 6, sameWithin = 2000, silence, since } = options
  const { prefix = '', suffix = '', terminators = ['Enter', 'Tab'] } = options
  let keys: K[] = []
  /** How many of the keys the page has received. */
  let given = 0
  /** How many keys came before the hesitation. */
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
    // With the wrong layout a prefix looks wrong too.
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
      // One hesitation is allowed. At a second one, the keys before the first are taken to be a person's.
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
    // Longer than a hesitation, because a code without its first digits might belong to another customer.
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
      // CR and LF, or Tab and Enter, count as one end.
      if (keys.length === 0 && at - endedAt <= gap) return hold()
    }
    return writes(key, isHeard()) ? add(key, isClose) : drop()
  }

  const rest = () => {
    if (isHeard() && given === 0 && silence) return end(latestAt)
    release()
    return false
  }

  /** Judges the next key or, without one, a silence. Keys that were only late can still continue the burst afterwards. */
  return (key?: K): Reading<K> => {
    released = []
    takeBackTo = scan = undefined
    const isHeld = key ? judge(key) : rest()
    const wait = keys.length > given ? (isHeard() ? (silence ?? stumble) : gap) : 0
    return { released, takeBackTo, isHeld, scan, wait }
  }
}

/** These keys go to the page, and a burst continues through them: some scanners send Shift as a separate key. */
const modifiers = /^(Shift|Control|Alt|CapsLock)/

/** Without this, a scanner's line feed opens the list of downloads: https://github.com/odoo/odoo/issues/3142 */
const isLineEnd = ({ ctrlKey, key }: Key) => ctrlKey && /^[jm]$/i.test(key)

/**
 * Whether a key writes something. Named keys are ASCII words, and one key may write two letters, as the Arabic lam-alef does. Ctrl
 * and Alt together are AltGr on Windows. Once a scan is recognised, none of its keys may act as a shortcut or an accent.
 */
export const writes = ({ key, ctrlKey, altKey, metaKey, repeat, isComposing }: Key, isHeard = false) =>
  !(metaKey || repeat || isComposing) &&
  (/^.$|[^\0-\x7F]/u.test(key) || (isHeard && key === 'Dead')) &&
  (isHeard || ctrlKey === altKey)
