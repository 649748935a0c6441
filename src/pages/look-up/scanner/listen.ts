import { createBurstReader, type BurstOptions, type Reading } from './burst.ts'
import type { BurstFault } from './doubt.ts'
import { isField, remember, writeInto, type Editor, type Place } from './field.ts'
import { fieldChange, inserts, writes, type Key } from './key-kinds.ts'
import type { Scan } from './layout.ts'

type Kept = Pick<Event, 'isTrusted' | 'preventDefault' | 'stopPropagation'>

/** The part of a keyboard event that this file uses. */
export type KeyEvent = Key & Kept
/** The part of a `beforeinput` event that this file uses. */
export type InsertEvent = Kept & Pick<InputEvent, 'timeStamp' | 'inputType' | 'data'>

/** The part of a window that this file uses. */
export type Page = {
  addEventListener(type: 'keydown' | 'keyup', listener: (event: KeyEvent) => void, capture: true): void
  addEventListener(type: 'beforeinput', listener: (event: InsertEvent) => void, capture: true): void
  removeEventListener(type: 'keydown' | 'keyup', listener: (event: KeyEvent) => void, capture: true): void
  removeEventListener(type: 'beforeinput', listener: (event: InsertEvent) => void, capture: true): void
  KeyboardEvent: new (type: string, init: KeyboardEventInit) => Event
  document: Editor
}

/** Why a scan leads to nobody. `secret`: it came into a form for a password or PIN. */
export type ScanFault = BurstFault | 'secret'

export type ScanListeners = {
  /** Called with a complete scan, within the event of its last key. */
  onScan: (scan: Scan) => void
  /** Called when a scanner is typing. No scan follows if it breaks off, lacks its prefix or suffix, or repeats the previous one. */
  onHeard?: () => void
  /** Called when a scan ended that nobody should be looked up for. The page is as it was before the scan. */
  onFault?: (fault: ScanFault) => void
}

/** Fields that could not get a held key back. While one of them has the focus, no key is held and no scan is recognised. */
const untouched = 'select,[contenteditable],[type^=date],[type=time]'

/** A form with a secret in it. Password managers type there as fast as a scanner, with Tab from field to field. */
const secret = '[type=password],form:has([type=password]) *'

/** Milliseconds. A page is never so late: the clock was set. */
const longestDelay = 10_000

const noModifiers = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false }

/**
 * Listens to keyboard-wedge scanners wherever the focus is, also over open dialogs, before the page receives a key. A scan's first
 * key goes to the page, because it could be a person's. When the scan is recognised, the field that received it is restored. Text
 * that comes without a key is heard too, and keeps its place among the keys.
 *
 * @returns a function that stops listening
 */
export function listenForScans(page: Page, options: BurstOptions, listeners: ScanListeners) {
  const { document } = page
  let read = createBurstReader<Key>(options)
  const heldCodes = new Set<string>()
  const comeBack = new WeakMap<Key, () => void>()
  const typedInto = new WeakMap<Key, Place>()
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The text of the next insertion is the current key's own. */
  let isKeysOwn = false
  let isEditing = false
  /** The focus at the latest key or insertion. */
  let latestPlace: Place | null = null
  /** How late the page heard the latest key, in milliseconds. An insertion bears only the time at which it was heard. */
  let delay = 0

  const edit = (change: () => void) => {
    isEditing = true
    change()
    isEditing = false
  }

  /**
   * Sends a copy of the event, because the event itself stays prevented. A key that was meant for a field goes to that field, also if
   * the focus has moved on.
   */
  const giveBack = (key: Key) => {
    heldCodes.delete(key.code)
    const place = typedInto.get(key) ?? document.activeElement
    const isPrevented =
      !key.isInserted && place?.dispatchEvent(new page.KeyboardEvent('keydown', key)) === false
    if (isPrevented || !writes(key)) return
    if (place && isField(place)) writeInto(place, key.key, document)
    else document.execCommand('insertText', false, key.key)
  }

  const obey = ({ released, takeBackTo, wait, scan, fault }: Reading<Key>) => {
    clearTimeout(timer)
    const isSecret = document.activeElement?.matches(secret) === true
    edit(() => {
      released.forEach(giveBack)
      if (takeBackTo) comeBack.get(takeBackTo)?.()
    })
    if (takeBackTo && fault === undefined && !isSecret) listeners.onHeard?.()
    // One more turn of the event loop, so that keys that waited for the busy page together with the timer come first.
    const rest = () => (timer = setTimeout(() => obey(read())))
    if (wait) timer = setTimeout(rest, wait)
    const trouble = fault ?? (scan && isSecret ? 'secret' : undefined)
    if (trouble) listeners.onFault?.(trouble)
    else if (scan) listeners.onScan(scan)
  }

  const keep = (event: Kept) => {
    event.preventDefault()
    event.stopPropagation()
  }

  const write = (text: string) => edit(() => void document.execCommand('insertText', false, text))

  /** Judges a key, and remembers the field that receives it. @returns whether the key was kept from the page */
  const judge = (key: Key, event: Kept, place: Place | null) => {
    latestPlace = place
    const reading = read(key)
    // A code too short for a scan is typed, but it presses no button.
    const acts = reading.isFast && key.key === 'Enter' && !(place && isField(place))
    // The browser would insert a text beside the cursor of keys that are given back just now.
    const isReplaced = !reading.isHeld && key.isInserted === true && reading.released.length > 0
    const isKept = reading.isHeld || acts
    if (isKept || isReplaced) keep(event)
    obey(reading)
    if (place && isField(place)) {
      typedInto.set(key, place)
      if (!isKept) comeBack.set(key, remember(place, document))
    }
    if (isReplaced && writes(key)) write(key.key)
    return isKept
  }

  const startAnew = () => {
    obey(read())
    read = createBurstReader(options)
  }

  /**
   * A program that fills in a form writes into one field after the other, without keys: what it writes into two fields is no scan. Keys
   * of a scanner are one code wherever the page moves the focus meanwhile.
   */
  const changeField = (place: Place, at: number) => {
    if (place.matches(secret)) startAnew()
    else obey(read({ ...noModifiers, key: fieldChange, code: '', timeStamp: at, isComposing: false }))
  }

  const press = (event: KeyEvent) => {
    const place = document.activeElement
    isKeysOwn = false
    if (!event.isTrusted || place?.matches(untouched)) return
    if (event.key === 'Tab' && place?.matches(secret)) {
      startAnew()
      return
    }
    heldCodes.delete(event.code)
    const late = performance.now() - event.timeStamp
    delay = late < longestDelay ? late : 0
    const isKept = judge(event, event, place)
    if (isKept) heldCodes.add(event.code)
    isKeysOwn = !isKept && inserts(event)
  }

  const insert = (event: InsertEvent) => {
    const place = document.activeElement
    const { inputType, data, timeStamp } = event
    const isText = inputType === 'insertText' || inputType === 'insertCompositionText'
    if (isEditing || !event.isTrusted || !isText || !data || place?.matches(untouched)) return
    if (isKeysOwn) {
      isKeysOwn = false
      return
    }
    const isComposing = inputType === 'insertCompositionText'
    const at = timeStamp - delay
    if (place && latestPlace && place !== latestPlace && isField(latestPlace)) changeField(place, at)
    judge({ ...noModifiers, key: data, code: '', timeStamp: at, isComposing, isInserted: true }, event, place)
  }

  /** Also keeps `keyup`, because releasing the space bar presses a button. */
  const lift = (event: KeyEvent) => {
    if (heldCodes.delete(event.code)) keep(event)
  }

  page.addEventListener('keydown', press, true)
  page.addEventListener('keyup', lift, true)
  page.addEventListener('beforeinput', insert, true)
  return () => {
    page.removeEventListener('keydown', press, true)
    page.removeEventListener('keyup', lift, true)
    page.removeEventListener('beforeinput', insert, true)
    obey(read())
  }
}
