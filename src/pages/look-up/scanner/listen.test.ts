import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Field, Till } from './played-till.ts'
import { play, press, typistRhythms } from './rhythms.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const code = '9148574269'

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

test('what types as fast as a scanner into a password form goes there, unless it ends with Enter', () => {
  const field = new Field('password')
  const till = new Till(field)
  till.play(play('correct horse', [2], { ...soon(), ending: [] }))
  expect([field.value, till.scans]).toEqual(['correct horse', []])
  till.play(play('565040002', [8], soon()))
  expect(till).toMatchObject({ scans: [], faults: ['secret'], submitted: [] })
  expect(field.value).toBe('correct horse')
})

test('a program that types a name and a password, with Tab between them, is left alone', () => {
  const name = new Field('password')
  const till = new Till(name)
  const { from } = soon()
  till.play(play('till.demo', [2], { from, ending: ['Tab'] }))
  till.document.activeElement = new Field('password')
  till.play(play('secret', [2], { from: from + 30, ending: [] }))
  expect([name.value, till.document.activeElement.value]).toEqual(['till.demo', 'secret'])
})

test.each(['text', 'password'] as const)(
  'texts that a program writes into two fields stay in them: %s',
  (kind) => {
    for (const length of [1, 4, 12]) {
      const [name, number] = [new Field(kind), new Field(kind)]
      const till = new Till(name)
      let time = soon().from
      for (const letter of 'asha.rao.jain'.slice(0, length)) till.insert(letter, (time += 2))
      till.document.activeElement = number
      for (const digit of code) till.insert(digit, (time += 2))
      vi.advanceTimersByTime(400)
      expect([name.value, number.value]).toEqual(['asha.rao.jain'.slice(0, length), code])
      expect(till).toMatchObject({ scans: [], faults: [] })
    }
  },
)

test('a part of a code that came into another field is looked up by nobody', () => {
  for (const length of [1, 4, 12]) {
    const till = new Till(new Field())
    let time = soon().from
    for (const letter of 'CS-4000-0002'.slice(0, length)) till.insert(letter, (time += 2))
    till.document.activeElement = new Field()
    for (const digit of code) till.insert(digit, (time += 2))
    till.press(press('Enter', (time += 2)))
    expect(till).toMatchObject({ scans: [], faults: ['broken'], submitted: [] })
  }
})

test('text that is written into another field after a pause, and Enter, are left alone', () => {
  const [first, second] = [new Field(), new Field()]
  const till = new Till(first)
  const { from } = soon()
  till.insert('asha rao', from)
  till.document.activeElement = second
  till.insert('314159', from + 400)
  till.press(press('Enter', from + 405))
  expect(till).toMatchObject({ scans: [], faults: [], submitted: ['314159'] })
})

test('a held key that was no scan goes to the field that it was typed into', () => {
  const [first, second] = [fieldWith('Asha Rao', 4, 4), new Field()]
  const till = new Till(first)
  const { from } = soon()
  till.press(press('b', from))
  till.press(press('c', from + 20))
  till.document.activeElement = second
  vi.advanceTimersByTime(200)
  expect([first.value, second.value]).toEqual(['Ashabc Rao', ''])
})

test('text without a key keeps its place among the keys', () => {
  const pena = new Till(new Field())
  const from = soon().from
  pena.press(press('P', from))
  pena.press(press('e', from + 10))
  pena.insert('ñ', from + 20)
  pena.press(press('a', from + 30))
  vi.advanceTimersByTime(200)
  expect(pena.document.activeElement?.value).toBe('Peña')
})

test('text without a key is part of a scan', () => {
  const till = new Till(new Field())
  let time = soon().from
  for (const part of ['CS', '-', '4000', '-', '0002']) {
    if (part === '-') till.insert(part, (time += 10))
    else for (const key of part) till.press(press(key, (time += 10)))
  }
  till.press(press('Enter', time + 10))
  expect(till.scans).toEqual([{ text: 'CS-4000-0002', meant: 'CS-4000-0002' }])
})

test('what Alt and the number pad compose is heard where it is inserted, and else breaks the scan', () => {
  for (const isInserted of [true, false]) {
    const till = new Till(new Field())
    const { from } = soon()
    for (const key of play('CS-4000', [10], { from, ending: [] })) till.press(key)
    let time = from + 60
    for (const digit of '045')
      till.press(press(digit, (time += 10), { altKey: true, code: `Numpad${digit}` }))
    if (isInserted) till.insert('-', (time += 10))
    for (const key of play('0002', [10], { from: time + 10 })) till.press(key)
    expect(till.scans.map(({ text }) => text)).toEqual(isInserted ? ['CS-4000-0002'] : [])
    expect(till.faults).toEqual(isInserted ? [] : ['broken'])
  }
})

test('the number pad without Num Lock chooses nothing, and the fault is told', () => {
  const till = new Till(new Field())
  const { from } = soon()
  const keys = ['ArrowDown', 'ArrowDown', 'Clear'].map((key, at) =>
    press(key, from + at * 10, { code: `Numpad${[2, 2, 5][at]}` }),
  )
  const presses = till.play([...keys, press('Enter', from + 30)])
  expect(presses.map(({ down }) => down.isPrevented)).toEqual([false, true, true, true])
  expect(till).toMatchObject({ faults: ['num-lock'], submitted: [] })
})

test('a code too short for a scan presses no button', () => {
  const till = new Till(new Field('button'))
  const presses = till.play(play('12', [10], soon()))
  expect(presses.at(-1)?.down.isPrevented).toBe(true)
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
