import { createBurstReader, writes, type BurstOptions, type Key, type Reading } from './burst.ts'
import { isField, remember, type Editor } from './field.ts'
import type { Scan } from './layout.ts'

/** The part of a keyboard event that this file uses. */
export type KeyEvent = Key & Pick<KeyboardEvent, 'isTrusted' | 'preventDefault' | 'stopPropagation'>

type KeyListener = (event: KeyEvent) => void

/** The part of a window that this file uses. */
export type Page = {
  addEventListener(type: 'keydown' | 'keyup', listener: KeyListener, capture: true): void
  removeEventListener(type: 'keydown' | 'keyup', listener: KeyListener, capture: true): void
  KeyboardEvent: new (type: string, init: KeyboardEventInit) => Event
  document: Editor
}

export type ScanListeners = {
  /** Called with a complete scan, within the event of its last key. */
  onScan: (scan: Scan) => void
  /** Called when a scanner is typing. No scan follows if it breaks off, lacks its prefix or suffix, or repeats the previous one. */
  onHeard: () => void
}

/**
 * Fields that could not get a held key back, or in which programs such as password managers type as fast as a scanner. While one of
 * them has the focus, no key is held and no scan is recognised.
 */
const untouched =
  'select,[contenteditable],[type=password],form:has([type=password]) *,[type^=date],[type=time]'

/**
 * Listens to keyboard-wedge scanners wherever the focus is, also over open dialogs, before the page receives a key. A scan's first
 * key goes to the page, because it could be a person's. When the scan is recognised, the field that received it is restored.
 *
 * @returns a function that stops listening
 */
export function listenForScans(page: Page, options: BurstOptions, { onScan, onHeard }: ScanListeners) {
  const { document } = page
  const read = createBurstReader<KeyEvent>(options)
  const heldCodes = new Set<string>()
  const comeBack = new WeakMap<KeyEvent, () => void>()
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Sends a copy of the event, because the event itself stays prevented. */
  const giveBack = (event: KeyEvent) => {
    heldCodes.delete(event.code)
    const isPrevented =
      document.activeElement?.dispatchEvent(new page.KeyboardEvent('keydown', event)) === false
    if (!isPrevented && writes(event)) document.execCommand('insertText', false, event.key)
  }

  const obey = ({ released, takeBackTo, wait, scan }: Reading<KeyEvent>) => {
    clearTimeout(timer)
    released.forEach(giveBack)
    if (takeBackTo) {
      comeBack.get(takeBackTo)?.()
      onHeard()
    }
    // One more turn of the event loop, so that keys that waited for the busy page together with the timer come first.
    const rest = () => (timer = setTimeout(() => obey(read())))
    if (wait) timer = setTimeout(rest, wait)
    if (scan) onScan(scan)
  }

  const keep = (event: KeyEvent) => {
    event.preventDefault()
    event.stopPropagation()
  }

  const press = (event: KeyEvent) => {
    const place = document.activeElement
    if (!event.isTrusted || place?.matches(untouched)) return
    const reading = read(event)
    heldCodes.delete(event.code)
    if (reading.isHeld) {
      heldCodes.add(event.code)
      keep(event)
    }
    obey(reading)
    if (!reading.isHeld && place && isField(place)) comeBack.set(event, remember(place, document))
  }

  /** Also keeps `keyup`, because releasing the space bar presses a button. */
  const lift = (event: KeyEvent) => {
    if (heldCodes.delete(event.code)) keep(event)
  }

  page.addEventListener('keydown', press, true)
  page.addEventListener('keyup', lift, true)
  return () => {
    page.removeEventListener('keydown', press, true)
    page.removeEventListener('keyup', lift, true)
    obey(read())
  }
}
