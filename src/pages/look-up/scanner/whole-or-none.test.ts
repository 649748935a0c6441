import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Key } from './key-kinds.ts'
import { Field, Till } from './played-till.ts'
import { press } from './rhythms.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const letter = fc.constantFrom(...Array.from('abcXYZ0123456789@.-_éßñЖअ€'), '佐')

/** Keys that write nothing we can read. */
const foreignKeys: Record<string, [key: string, more?: Partial<Key>]> = {
  'a key without a name': ['Unidentified'],
  'a key of an input method': ['Process'],
  'a dead key': ['Dead'],
  'a function key': ['F8'],
  'an arrow': ['ArrowLeft'],
  'a correction': ['Backspace'],
  'a tab': ['Tab'],
  Escape: ['Escape'],
  'a shortcut': ['v', { ctrlKey: true }],
  'a shortcut with Alt': ['y', { altKey: true }],
  'a key that repeats': ['7', { repeat: true }],
  'a composed digit': ['4', { altKey: true, code: 'Numpad4' }],
  'the number pad without Num Lock': ['ArrowDown', { code: 'Numpad2' }],
  'a key while text is composed': ['a', { isComposing: true }],
}

/** What leaves for the gateway: scans, and the text of the box when an Enter reaches it. */
const asked = ({ scans, submitted }: Till) => [...scans.map(({ text }) => text), ...submitted]

const box = () => {
  const field = new Field()
  field.value = 'CS-4000-0002'
  field.select()
  return field
}

/** Milliseconds between the scans of two runs: more than a code that was scanned before counts for. */
const between = 5000

const part = fc.record({ text: letter, isInserted: fc.boolean() })
const gaps = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map((gap) => [gap]),
  fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 7 }),
)
const code = fc.record({ parts: fc.array(part, { minLength: 1, maxLength: 24 }), gaps })

type Code = { parts: { text: string; isInserted: boolean }[]; gaps: number[] }
type Interruption = { at: number; pause?: number; foreign?: string }

/** Types a code into a till, with an Enter at its end. */
function type(
  till: Till,
  { parts, gaps: rhythm }: Code,
  { at = -1, pause = 0, foreign }: Partial<Interruption>,
) {
  let time = performance.now() + between
  let count = 0
  const next = () => (time += rhythm[count++ % rhythm.length] ?? 0)
  for (const [index, { text, isInserted }] of parts.entries()) {
    if (index === at) {
      time += pause
      const [key, more] = (foreign === undefined ? undefined : foreignKeys[foreign]) ?? []
      if (key !== undefined) till.press(press(key, next(), more))
    }
    if (isInserted) till.insert(text, next())
    else till.press(press(text, next(), { shiftKey: /[A-Z]/.test(text) }))
  }
  till.press(press('Enter', next()))
  vi.advanceTimersByTime(500)
}

const whole = ({ parts }: Pick<Code, 'parts'>) => parts.map(({ text }) => text).join('')

test('a code is asked for whole, whatever its letters, its speed, and the way in which they come', () => {
  fc.assert(
    fc.property(code, (given) => {
      const till = new Till(box())
      type(till, given, {})
      expect(asked(till)).toEqual([whole(given)])
      till.stop()
    }),
    { numRuns: 300 },
  )
})

test('a code with a pause in it is asked for whole, or nobody is looked up', () => {
  const cut = fc.record({ at: fc.nat(), pause: fc.integer({ min: 1, max: 250 }) })
  fc.assert(
    fc.property(code, cut, (given, { at, pause }) => {
      // A single key before the pause may be a person's.
      fc.pre(given.parts.length > 3)
      const till = new Till(box())
      type(till, given, { at: 2 + (at % (given.parts.length - 2)), pause })
      expect([[], [whole(given)]]).toContainEqual(asked(till))
      till.stop()
    }),
    { numRuns: 300 },
  )
})

test.each(Object.keys(foreignKeys))(
  'a code with %s in it is asked for whole, or nobody is looked up',
  (foreign) => {
    fc.assert(
      fc.property(code, fc.nat(), (given, at) => {
        // A Tab leads out of the box, where text without a key reaches nothing, and we hear nothing of it.
        const first = foreign === 'a tab' ? 1 : 0
        fc.pre(given.parts.length > first && !(first && given.parts.some(({ isInserted }) => isInserted)))
        const till = new Till(box())
        const place = first + (at % (given.parts.length - first))
        type(till, given, { at: place, foreign })
        const separate = [given.parts.slice(0, place), given.parts.slice(place)].map((parts) =>
          whole({ parts }),
        )
        const separated = foreign === 'a tab' ? [separate.join('\t')] : []
        expect([[], [whole(given)], separated]).toContainEqual(asked(till))
        till.stop()
      }),
      { numRuns: 150 },
    )
  },
)
