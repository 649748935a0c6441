import { createBurstReader, writes, type BurstOptions, type Key, type Reading } from './burst.ts'
import { isField, remember, type Editor } from './field.ts'
import type { Scan } from './layout.ts'

/** As much of a keyboard event as it takes. */
export type KeyEvent = Key & Pick<KeyboardEvent, 'isTrusted' | 'preventDefault' | 'stopPropagation'>

type KeyListener = (event: KeyEvent) => void

/** As much of a window as it takes. */
export type Page = {
  addEventListener(type: 'keydown' | 'keyup', listener: KeyListener, capture: true): void
  removeEventListener(type: 'keydown' | 'keyup', listener: KeyListener, capture: true): void
  KeyboardEvent: new (type: string, init: KeyboardEventInit) => Event
  document: Editor
}

export type ScanListeners = {
  /** A whole scan, within the event of its last key. */
  onScan: (scan: Scan) => void
  /** A scanner is typing. No scan follows when it breaks off, lacks its prefix or suffix, or is the former one again. */
  onHeard: () => void
}

/**
 * Fields that could not be given a held key back, or where programs type as fast as a scanner: password managers. Nothing is
 * held while one of them has the focus, and no scan heard.
 */
const untouched =
  'select,[contenteditable],[type=password],form:has([type=password]) *,[type^=date],[type=time]'

/**
 * Listens to keyboard-wedge scanners wherever the focus is, over open dialogs too, before the page hears of a key. A scan's first
 * key goes to the page, since it could be a person's, and the field it fell into is brought back when the scan is recognised.
 *
 * @returns a function that ends it
 */
export function listenForScans(page: Page, options: BurstOptions, { onScan, onHeard }: ScanListeners) {
  const { document } = page
  const read = createBurstReader<KeyEvent>(options)
  const heldCodes = new Set<string>()
  const comeBack = new WeakMap<KeyEvent, () => void>()
  let timer: ReturnType<typeof setTimeout> | undefined

  /** The event itself cannot be sent again: it stays prevented. */
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
    // Another turn of the event loop: keys that waited with the timer for a busy page come first.
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

  /** A button is pressed by the space bar's going up. */
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
