import { createDoubt, type BurstFault } from './doubt.ts'
import { createRepeats, readFramed } from './frame.ts'
import { createKeyQueue } from './key-queue.ts'
import { actsOnPage, isLineEnd, kindOf, type Key, type KeyKind } from './key-kinds.ts'
import type { Scan } from './layout.ts'

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
  /**
   * Values of `KeyboardEvent.key` that end a scan; Enter and Tab by default. Ctrl+M and Ctrl+J (CR and LF) count as Enter. Tab ends
   * a scan only if nothing follows it, because it may also separate two values of one code.
   */
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
  /** A burst was recognised: restore the page to its state before this key, which it had received. */
  takeBackTo: K | undefined
  /** Keep the current key from the page. */
  isHeld: boolean
  scan: Scan | undefined
  /** A burst ended that is no scan, and nobody should be looked up for it. */
  fault: BurstFault | undefined
  /** The current key came at a scanner's speed after a key that wrote something. */
  isFast: boolean
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
 * - If any key cannot be understood, the burst has a fault until a real pause. Its terminator is kept from the page, so that nobody
 *   is looked up by a part of a code.
 * - What follows an interrupted burst, before a real pause, is left to the page: there it stands behind the first part.
 *
 * A person's key less than `stumble` before a scan becomes part of the scan, because the rhythm cannot tell them apart. A code with
 * one letter too many is not found, while a code without its first letter might belong to another customer.
 *
 * @see https://bitsnpixels.dev/blog/scanner-or-person-part-1.html for the rhythm of real scanners: 7 to 16 ms from key to key
 */
export function createBurstReader<K extends Key>(options: BurstOptions = {}) {
  const { gap = 35, stumble = 80, leastLength = 6, sameWithin = 2000, silence, since } = options
  const { terminators = ['Enter', 'Tab'] } = options
  const isRepeat = createRepeats(sameWithin)
  const pause = 4 * stumble
  const doubt = createDoubt(gap, stumble)
  const keys = createKeyQueue<K>()
  let hasStumbled = false
  let latestAt = since ?? 0
  let isMidway = since !== undefined
  let endedAt = -Infinity
  let scan: Scan | undefined
  let fault: BurstFault | undefined

  const isHeard = () => keys.length() >= leastLength
  const isTabLast = () => keys.latest()?.key === 'Tab'

  const drop = () => {
    keys.release()
    keys.clear()
    hasStumbled = false
    return false
  }

  const hold = () => {
    if (isHeard()) keys.takeBack()
    return true
  }

  const finish = (at: number) => {
    keys.clear()
    hasStumbled = false
    doubt.end(at)
    endedAt = at
    return true
  }

  const fail = (at: number, why: BurstFault) => {
    fault = why
    keys.takeBack()
    return finish(at)
  }

  const end = (at: number) => {
    const reading = readFramed(keys.all().slice(0, isTabLast() ? -1 : undefined), options)
    if (reading === 'unreadable') return fail(at, 'broken')
    if (reading === 'unframed') {
      doubt.forget()
      return drop()
    }
    keys.takeBack()
    if (!isRepeat(reading.text, at)) scan = reading
    return finish(at)
  }

  const endWith = (key: K) => {
    const at = key.timeStamp
    const isTab = key.key === 'Tab'
    const why = doubt.at(at)
    if (why !== undefined && !isTab) return fail(at, why)
    if (isHeard()) {
      if (!isTab) return end(at)
      keys.hold(key)
      return hold()
    }
    // CR and LF, or Tab and Enter, count as one end.
    if (keys.length() === 0 && at - endedAt <= gap) return true
    if (isTab) doubt.note('other', key)
    else doubt.forget()
    return drop()
  }

  const add = (key: K, isClose: boolean) => {
    if (isClose) {
      keys.hold(key)
      return hold()
    }
    // One hesitation is allowed. At a second one the burst counts as typed, because its end alone may be another customer's code.
    if (hasStumbled) {
      isMidway = true
      return drop()
    }
    hasStumbled = keys.length() > 0
    keys.give(key)
    return isHeard() && hold()
  }

  /** A key that writes nothing. If it is kept, it is never given back. */
  const passBy = (key: K, kind: KeyKind) => {
    const at = key.timeStamp
    if (isHeard()) return hold()
    if (doubt.isFast(at, 'written') && actsOnPage(key)) return true
    if (kind === 'keypad' && doubt.isFast(at, 'keypad')) return true
    keys.release()
    return false
  }

  const take = (key: K, kind: KeyKind) => {
    const isClose = keys.length() > 0 && (isHeard() || key.timeStamp - latestAt <= gap)
    const isWritten = kind === 'written' || (kind === 'accent' && isHeard())
    const isHeld = isMidway ? false : isWritten ? add(key, isClose) : passBy(key, kind)
    doubt.note(isWritten ? 'written' : kind === 'accent' ? 'other' : kind, key)
    return isHeld
  }

  const afterSilence = (silent: number) => {
    if (isTabLast() && silent > stumble) end(latestAt)
    // Longer than a hesitation, because a code without its first digits might belong to another customer.
    if (silent > pause) isMidway = false
    if (silent > stumble) {
      isMidway ||= silent <= pause && keys.length() > 1
      drop()
    }
    if (silent > pause) doubt.forget()
  }

  const judge = (key: K) => {
    const at = key.timeStamp
    afterSilence(at - latestAt)
    const kind = kindOf(key)
    if (kind === 'modifier') {
      if (isMidway || keys.length() > 0) {
        latestAt = at
        doubt.goOn(at)
      }
      return false
    }
    const isHeld = terminators.includes(isLineEnd(key) ? 'Enter' : key.key) ? endWith(key) : take(key, kind)
    latestAt = at
    return isHeld
  }

  const rest = () => {
    if (isTabLast() || (isHeard() && keys.held() > 0 && silence)) {
      const why = doubt.at(latestAt)
      return why === undefined ? end(latestAt) : fail(latestAt, why)
    }
    keys.release()
    return false
  }

  /** Judges the next key or, without one, a silence. Keys that were only late can still continue the burst afterwards. */
  return (key?: K): Reading<K> => {
    scan = fault = undefined
    const isFast = key !== undefined && doubt.isFast(key.timeStamp, 'written')
    const isHeld = key ? judge(key) : rest()
    const patience = isTabLast() ? stumble : isHeard() ? (silence ?? stumble) : gap
    const wait = keys.held() > 0 ? patience : 0
    return { ...keys.orders(), isHeld, scan, fault, isFast, wait }
  }
}
