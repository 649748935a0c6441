import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BurstOptions, Key } from './burst.ts'
import type { Scan } from './layout.ts'
import { listenForScans, type KeyEvent } from './listen.ts'
import { play, press, typistRhythms } from './rhythms.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const code = '9148574269'

/** A text field, or another kind of element, with the behaviour that all browsers share. */
class Field extends EventTarget {
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
    return selectors === ':read-write' ? this.kind !== 'button' : this.kind === 'password'
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

/** A window with its listeners, its focus, and the browser's default actions. */
class Till {
  readonly KeyboardEvent = PageKeyEvent
  readonly document
  readonly scans: Scan[] = []
  heard = 0
  readonly stop: () => void
  readonly #listeners = new Map<string, (event: KeyEvent) => void>()

  constructor(focus: Field | null, options: BurstOptions = {}) {
    this.document = {
      activeElement: focus,
      execCommand: (_: 'insertText', _ui: false, text: string) =>
        this.document.activeElement?.insert(text) ?? false,
    }
    this.stop = listenForScans(this, options, {
      onScan: (scan) => this.scans.push(scan),
      onHeard: () => (this.heard += 1),
    })
  }

  addEventListener(name: 'keydown' | 'keyup', listener: (event: KeyEvent) => void) {
    this.#listeners.set(name, listener)
  }

  removeEventListener(name: 'keydown' | 'keyup') {
    this.#listeners.delete(name)
  }

  dispatch(name: 'keydown' | 'keyup', key: Key, isTrusted = true): Held {
    const outcome = { isPrevented: false, isStopped: false }
    this.#listeners.get(name)?.({
      ...key,
      isTrusted,
      preventDefault: () => void (outcome.isPrevented = true),
      stopPropagation: () => void (outcome.isStopped = true),
    })
    return outcome
  }

  /** One key down and up. The time until then passes first. */
  press(key: Key) {
    const now = performance.now()
    if (key.timeStamp > now) vi.advanceTimersByTime(key.timeStamp - now)
    const down = this.dispatch('keydown', key)
    if (!down.isPrevented && !/^[A-Z]\w+$/.test(key.key)) this.document.activeElement?.insert(key.key)
    return { down, up: this.dispatch('keyup', key) }
  }

  /** Keys, and the silence after them. */
  play(keys: Key[]) {
    const presses = keys.map((key) => this.press(key))
    vi.advanceTimersByTime(200)
    return presses
  }
}

const soon = () => ({ from: performance.now() + 500 })

/** A field as an associate left it: with the previous text selected, or a cursor in the middle. */
function fieldWith(value: string, start: number, end: number) {
  const field = new Field()
  field.value = value
  field.setSelectionRange(start, end)
  return field
}

test('a scan reaches us within its last key, wherever the focus is', () => {
  for (const focus of [new Field(), new Field('button'), null]) {
    const till = new Till(focus)
    for (const key of play(code, [8], soon())) till.press(key)
    expect(till).toMatchObject({ scans: [{ text: code, meant: code }], heard: 1 })
  }
})

test.each([
  ['nothing typed yet', '', 0, 0],
  ['the former search selected', 'C-100234', 0, 8],
  ['the cursor amid a word', 'Asha Rao', 3, 3],
  ['a few letters selected', 'Asha Rao', 2, 6],
])('a scan leaves the field as it was: %s', (_, value, start, end) => {
  const field = fieldWith(value, start, end)
  const till = new Till(field)
  const inputs: string[] = []
  field.addEventListener('input', () => inputs.push(field.value))
  till.play(play(code, [20], soon()))
  expect(till.scans).toHaveLength(1)
  expect(inputs).toEqual([`${value.slice(0, start)}9${value.slice(end)}`, value])
  expect(field).toMatchObject({
    value,
    selectionStart: start,
    selectionEnd: end,
  })
})

test('the page hears a scan as its first key alone, neither going down nor coming up', () => {
  const presses = new Till(new Field('button')).play(play('12 456', [8], soon()))
  const kept = { isPrevented: true, isStopped: true }
  expect(presses[0]).toMatchObject({ down: { isPrevented: false }, up: { isPrevented: false } })
  for (const { down, up } of presses.slice(1)) expect([down, up]).toEqual([kept, kept])
})

test('a field that left the focus is brought back too, and says so', () => {
  const field = fieldWith('Asha', 4, 4)
  const till = new Till(field)
  const inputs: string[] = []
  field.addEventListener('input', () => inputs.push(field.value))
  const [first, ...rest] = play(code, [8], soon())
  if (first) till.press(first)
  till.document.activeElement = new Field()
  till.play(rest)
  expect(inputs).toEqual(['Asha9', 'Asha'])
  expect(till.document.activeElement.value).toBe('')
})

test('a field whose value React minds hears of every change, and keeps no part of a scan', () => {
  const field = fieldWith('Asha', 4, 4)
  // How React detects whether a change is its own: https://github.com/facebook/react, inputValueTracking.js
  let tracked = field.value
  const browsers = Object.getOwnPropertyDescriptor(Field.prototype, 'value')
  Object.defineProperty(field, 'value', {
    configurable: true,
    get: () => browsers?.get?.call(field),
    set: (value) => {
      tracked = value
      browsers?.set?.call(field, value)
    },
  })
  let state = tracked
  field.addEventListener('input', () => {
    if (field.value !== tracked) state = tracked = field.value
  })
  const till = new Till(field)
  const [first, ...rest] = play(code, [8], soon())
  if (first) till.press(first)
  expect(state).toBe('Asha9')
  till.document.execCommand = () => false
  till.play(rest)
  expect({ state, value: field.value, scans: till.scans.length }).toEqual({
    state: 'Asha',
    value: 'Asha',
    scans: 1,
  })
})

test('a rolled key is in the field 35 ms after the roll, or with the next key', () => {
  const field = new Field()
  const till = new Till(field)
  const from = performance.now()
  till.press(press('a', from))
  vi.advanceTimersByTime(20)
  till.dispatch('keydown', press('b', from + 20))
  expect(field.value).toBe('a')
  vi.advanceTimersByTime(40)
  expect(field.value).toBe('ab')
  expect(till.dispatch('keyup', press('b', from + 90)).isStopped).toBe(false)
  till.press(press('c', from + 200))
  till.press(press('d', from + 210))
  till.press(press('Enter', from + 230))
  expect(field.value).toBe('abcd')
})

test('the page is told of a rolled key before the field gets it, and may take it', () => {
  const field = new Field()
  const till = new Till(field)
  field.addEventListener('keydown', (event) => event.preventDefault())
  till.play([press('a', soon().from), press('b', soon().from + 20)])
  expect(field.value).toBe('a')
})

test('a person who types over a selection is left alone', () => {
  const field = fieldWith('C-100234', 0, 8)
  for (const rhythm of Object.values(typistRhythms)) {
    field.select()
    new Till(field).play(play('asha rao', rhythm, soon()))
    expect(field.value).toBe('asha rao')
  }
})

test('a password manager that fills a form in by events of its own is no scanner', () => {
  const till = new Till(new Field())
  const untouched = { isPrevented: false, isStopped: false }
  for (const key of play('asha.rao', [0], soon()))
    expect(till.dispatch('keydown', key, false)).toEqual(untouched)
  // Chromium's autofill sends trusted events without a key.
  for (const key of play('asha.rao', [0], soon()))
    expect(till.dispatch('keydown', { ...key, key: '' })).toEqual(untouched)
  expect(till).toMatchObject({ scans: [], heard: 0 })
})

test('what types as fast as a scanner into a password form goes there', () => {
  const field = new Field('password')
  const till = new Till(field)
  till.play(play('correct horse', [2], soon()))
  expect([field.value, till.scans]).toEqual(['correct horse', []])
})

test('a page too busy to hear half a scan in time still hears it whole', () => {
  const field = fieldWith('Asha', 4, 4)
  const till = new Till(field)
  const keys = play(code, [8], soon())
  for (const key of keys.slice(0, 4)) till.press(key)
  vi.advanceTimersByTime(900)
  expect(field.value).toBe('Asha9148')
  till.play(keys.slice(4))
  expect([field.value, till.scans]).toEqual(['Asha', [{ text: code, meant: code }]])
})

test('a listener that is stopped gives back what it held, and hears nothing more', () => {
  const field = new Field()
  const till = new Till(field)
  const { from } = soon()
  till.press(press('a', from))
  till.press(press('b', from + 10))
  till.stop()
  expect(field.value).toBe('ab')
  till.play(play(code, [8], soon()))
  expect([field.value, till.scans]).toEqual([`ab${code}`, []])
})
