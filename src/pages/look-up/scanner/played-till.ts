import { vi } from 'vitest'
import type { BurstOptions } from './burst.ts'
import type { Key } from './key-kinds.ts'
import type { Scan } from './layout.ts'
import { listenForScans, type InsertEvent, type KeyEvent, type ScanFault } from './listen.ts'

/** A text field, or another kind of element, with the behaviour that all browsers share. */
export class Field extends EventTarget {
  #value = ''
  selectionStart: number | null = 0
  selectionEnd: number | null = 0
  readonly kind: 'text' | 'button' | 'password'

  constructor(kind: Field['kind'] = 'text') {
    super()
    this.kind = kind
  }

  get value() {
    return this.#value
  }

  set value(value) {
    this.#value = value
    this.setSelectionRange(value.length, value.length)
  }

  matches(selectors: string) {
    if (selectors === ':read-write') return this.kind !== 'button'
    return this.kind === 'password' && selectors.includes('[type=password]')
  }

  removeOne() {
    this.value = this.value.slice(0, -1)
  }

  select() {
    this.setSelectionRange(0, this.value.length)
  }

  setSelectionRange(start: number | null, end: number | null) {
    this.selectionStart = start
    this.selectionEnd = end
  }

  /** What the browser does with a key, a paste or our own edit. It bypasses a `value` that the page has overridden. */
  insert(text: string) {
    if (this.kind === 'button') return false
    const start = this.selectionStart ?? 0
    const left = this.#value.slice(0, start) + text
    this.#value = left + this.#value.slice(this.selectionEnd ?? 0)
    this.setSelectionRange(left.length, left.length)
    return this.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

/** A native keyboard event has `bubbles` and `cancelable` set. */
class PageKeyEvent extends Event {
  readonly key: string | undefined
  constructor(name: string, { key }: KeyboardEventInit) {
    super(name, { bubbles: true, cancelable: true })
    this.key = key
  }
}

type Held = { isPrevented: boolean; isStopped: boolean }

function heldBy(send: (held: { preventDefault: () => void; stopPropagation: () => void }) => void): Held {
  const outcome = { isPrevented: false, isStopped: false }
  send({
    preventDefault: () => void (outcome.isPrevented = true),
    stopPropagation: () => void (outcome.isStopped = true),
  })
  return outcome
}

/** A window with its listeners, its focus, and the browser's default actions. */
export class Till {
  readonly KeyboardEvent = PageKeyEvent
  readonly document
  readonly scans: Scan[] = []
  readonly faults: ScanFault[] = []
  /** The texts of the field at each Enter that reached it. */
  readonly submitted: string[] = []
  heard = 0
  readonly stop: () => void
  readonly #onKey = new Map<string, (event: KeyEvent) => void>()
  #onInsert: ((event: InsertEvent) => void) | undefined

  constructor(focus: Field | null, options: BurstOptions = {}) {
    this.document = {
      activeElement: focus,
      execCommand: (_: 'insertText', _ui: false, text: string) =>
        this.document.activeElement?.insert(text) ?? false,
    }
    this.stop = listenForScans(this, options, {
      onScan: (scan) => this.scans.push(scan),
      onHeard: () => (this.heard += 1),
      onFault: (fault) => this.faults.push(fault),
    })
  }

  addEventListener(name: 'keydown' | 'keyup', listener: (event: KeyEvent) => void): void
  addEventListener(name: 'beforeinput', listener: (event: InsertEvent) => void): void
  addEventListener(
    ...[name, listener]:
      | [name: 'keydown' | 'keyup', listener: (event: KeyEvent) => void]
      | [name: 'beforeinput', listener: (event: InsertEvent) => void]
  ) {
    if (name === 'beforeinput') this.#onInsert = listener
    else this.#onKey.set(name, listener)
  }

  removeEventListener(name: 'keydown' | 'keyup' | 'beforeinput') {
    this.#onKey.delete(name)
    if (name === 'beforeinput') this.#onInsert = undefined
  }

  dispatch(name: 'keydown' | 'keyup', key: Key, isTrusted = true): Held {
    return heldBy((held) => this.#onKey.get(name)?.({ ...key, isTrusted, ...held }))
  }

  /** What the browser does with text, from a key or without one. */
  insert(data: string, timeStamp: number) {
    this.#wait(timeStamp)
    const field = this.document.activeElement
    if (field === null || field.kind === 'button') return
    const { isPrevented } = heldBy((held) =>
      this.#onInsert?.({ inputType: 'insertText', data, timeStamp, isTrusted: true, ...held }),
    )
    if (!isPrevented) field.insert(data)
  }

  #wait(until: number) {
    const now = performance.now()
    if (until > now) vi.advanceTimersByTime(until - now)
  }

  /** One key down and up. The time until then passes first. */
  press(key: Key) {
    this.#wait(key.timeStamp)
    const down = this.dispatch('keydown', key)
    if (!down.isPrevented) this.#act(key)
    return { down, up: this.dispatch('keyup', key) }
  }

  #act({ key, ctrlKey, altKey, timeStamp }: Key) {
    const field = this.document.activeElement
    if (ctrlKey !== altKey) return
    if (key === 'Enter') this.submitted.push(field?.value ?? '')
    else if (key === 'Tab') this.document.activeElement = new Field('button')
    else if (key === 'Backspace') field?.removeOne()
    else if (key === 'ArrowLeft') field?.setSelectionRange(0, 0)
    else if (!/^[A-Z]\w+$/.test(key)) this.insert(key, timeStamp)
  }

  /** Keys, and the silence after them. */
  play(keys: Key[]) {
    const presses = keys.map((key) => this.press(key))
    vi.advanceTimersByTime(200)
    return presses
  }
}
