import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBurstReader, type BurstOptions, type Reading } from './burst.ts'
import type { Key } from './key-kinds.ts'
import type { Scan } from './layout.ts'
import { play, press, rollingRhythms, scannerRhythms, typistRhythms } from './rhythms.ts'

const code = '9148574269'
const typed = 'asha.rao@shop.example 9148574269'

/**
 * A page with one field, which obeys the reader. Silences are noticed, unless `isBusy` says that the page was too busy at that key
 * and all its timers ran late.
 */
function replay(
  keys: Key[],
  { isBusy = () => false, ...options }: BurstOptions & { isBusy?: (at: number) => boolean } = {},
) {
  const read = createBurstReader<Key>(options)
  const lengthBefore = new Map<Key, number>()
  const scans: Scan[] = []
  /** What was typed into the field and what was scanned, in the order of the keys. */
  let story: { text: string; isScan?: true }[] = []
  let heldKeys = 0
  let wait = Infinity

  const write = ({ key, ctrlKey, altKey }: Key) => {
    if (key === 'Backspace') story.pop()
    else if (key === 'Enter') story.push({ text: '\n' })
    else if (ctrlKey === altKey && !/^[A-Z]\w+$/.test(key)) story.push({ text: key })
  }
  const obey = ({ released, takeBackTo, scan, wait: patience }: Reading<Key>) => {
    released.forEach(write)
    if (takeBackTo) story = story.slice(0, lengthBefore.get(takeBackTo))
    if (scan) {
      scans.push(scan)
      story.push({ text: `${scan.text}\n`, isScan: true })
    }
    wait = patience || Infinity
  }
  keys.forEach((key, at) => {
    if (isBusy(at) || key.timeStamp - (keys[at - 1]?.timeStamp ?? 0) > wait) obey(read())
    const reading = read(key)
    obey(reading)
    if (reading.isHeld) heldKeys += 1
    else {
      lengthBefore.set(key, story.length)
      write(key)
    }
  })
  if (wait < Infinity) obey(read())
  const textOf = (parts: typeof story) => parts.map(({ text }) => text).join('')
  return {
    field: textOf(story.filter(({ isScan }) => !isScan)),
    everything: textOf(story),
    scans: scans.map(({ text }) => text),
    lastScan: scans.at(-1),
    heldKeys,
  }
}

test.each(Object.entries(scannerRhythms))(
  '%s is heard whole and leaves nothing in the field',
  (_, rhythm) => {
    for (const text of [code, '123456', 'C-100234', 'https://shop.example/c/Zoë?id=12', code.repeat(30)])
      expect(replay(play(text, rhythm))).toMatchObject({ field: '', scans: [text] })
  },
)

test.each(Object.entries(typistRhythms))('%s is never held up', (_, rhythm) => {
  expect(replay(play(typed, rhythm))).toMatchObject({ field: `${typed}\n`, scans: [], heldKeys: 0 })
})

test.each(Object.entries(rollingRhythms))('%s gets every letter in its order', (_, rhythm) => {
  expect(replay(play(typed, rhythm))).toMatchObject({ field: `${typed}\n`, scans: [] })
})

test('keys held before a stumble do not fall into the field on the way to a scan', () => {
  const read = createBurstReader<Key>()
  const [first, ...keys] = play('123456', [8, 8, 8, 8, 60], { ending: [] })
  const readings = [first, ...keys].map((key) => read(key))
  expect(readings.at(-1)).toMatchObject({ released: [], takeBackTo: first, isHeld: true })
})

test('a key held down repeats every 33 ms and is no scan', () => {
  const keys = Array.from({ length: 40 }, (_, at) =>
    press('0', at < 1 ? 0 : 467 + at * 33, { repeat: at > 0 }),
  )
  expect(replay([...keys, press('Enter', 1900)])).toMatchObject({
    field: `${'0'.repeat(40)}\n`,
    scans: [],
    heldKeys: 0,
  })
})

test.each([
  ['an input method', { isComposing: true }, 'a'],
  ['an input method that hides its keys', {}, 'Process'],
  ['an on-screen keyboard', {}, 'Unidentified'],
  ['a person who writes accents', {}, 'Dead'],
  ['someone who lives by shortcuts', { ctrlKey: true }, 'v'],
  ['someone who leafs through a list', {}, 'ArrowDown'],
])('%s is never held up, however fast', (_, more, key) => {
  const keys = Array.from({ length: 20 }, (_value, at) => press(key, at * 5, more))
  expect(replay([...keys, press('Enter', 101)])).toMatchObject({ scans: [], heldKeys: 0 })
})

test('a correction right after a rolled key takes that key back, not the one before', () => {
  const keys = [press('a', 0), press('b', 20), press('Backspace', 40), press('c', 200)]
  expect(replay(keys).field).toBe('ac')
})

const letter = fc.constantFrom(...Array.from('abcXYZ 0123456789@.-_éßñЖ語अ€'), 'لا', '😀')
/** Multiples of an eighth of a millisecond, whose sums are exact: 80 − 45 is exactly 35. */
const gapOf = (min: number, max: number) =>
  fc.integer({ min: 8 * min, max: 8 * max }).map((eighths) => eighths / 8)

/** Keys, each with the time since the one before. */
const timed = (
  key: fc.Arbitrary<string>,
  gap: fc.Arbitrary<number>,
  size: { minLength: number; maxLength: number },
) =>
  fc.array(fc.tuple(key, gap), size).map((pairs) => {
    let time = 0
    return pairs.map(([of, gapBefore]) => press(of, (time += gapBefore)))
  })

const tab = (key: string) => (key === '\t' ? { key: 'Tab', code: 'Tab' } : {})

const later = (key: Key) => ({ ...key, timeStamp: key.timeStamp + 5000 })
const textOf = (keys: Key[]) => keys.map(({ key }) => (key === 'Enter' ? '\n' : key)).join('')

test('nobody who takes 40 ms from key to key is ever held up or taken for a scanner', () => {
  const typedKey = fc.oneof(letter, fc.constantFrom('Enter', 'Shift'))
  const anyKey = fc.oneof(letter, fc.constantFrom('Enter', 'Tab', 'Shift', 'Backspace', 'Dead', 'Process'))
  const size = { minLength: 1, maxLength: 60 }
  // A correction takes a person longer than a letter.
  const keystrokes = fc.oneof(timed(typedKey, gapOf(40, 400), size), timed(anyKey, gapOf(61, 400), size))
  fc.assert(
    fc.property(keystrokes, (keys) => {
      expect(replay(keys)).toMatchObject({ scans: [], heldKeys: 0 })
    }),
  )
})

test('every code is one scan at any speed of scanner, with one stumble anywhere and a page that is late at any key', () => {
  const scanned = fc
    .record({
      keys: timed(letter, gapOf(0, 35), { minLength: 6, maxLength: 60 }),
      enterAfter: gapOf(0, 35),
      stumble: fc.record({ at: fc.nat(), for: gapOf(0, 45) }),
      busy: fc.array(fc.boolean(), { minLength: 61, maxLength: 61 }),
    })
    .map(({ keys, enterAfter, stumble, busy }) => {
      const all = [...keys, press('Enter', (keys.at(-1)?.timeStamp ?? 0) + enterAfter)]
      const at = 1 + (stumble.at % (all.length - 1))
      const late = (key: Key, index: number) => ({
        ...key,
        timeStamp: key.timeStamp + (index >= at ? stumble.for : 0),
      })
      return { text: textOf(keys), keys: all.map(late), isBusy: (index: number) => busy[index] ?? false }
    })
  fc.assert(
    fc.property(scanned, ({ text, keys, isBusy }) => {
      expect(replay(keys, { isBusy })).toMatchObject({ field: '', scans: [text] })
    }),
  )
})

test('whatever the rhythm, every key ends up in the field or in a scan, once, and in its place', () => {
  const enters = fc.oneof({ weight: 8, arbitrary: letter }, { weight: 1, arbitrary: fc.constant('Enter') })
  const gap = fc.oneof(gapOf(0, 20), gapOf(0, 90), gapOf(30, 300))
  fc.assert(
    fc.property(
      timed(enters, gap, { minLength: 1, maxLength: 80 }),
      fc.infiniteStream(fc.boolean()),
      (keys, busy) => {
        const single = keys.filter(({ key }, at) => key !== 'Enter' || keys[at - 1]?.key !== 'Enter')
        // Keys right behind an Enter belong to a code with a line end in it, which has a test of its own.
        const entersBefore = (at: number) => single.slice(0, at).filter(({ key }) => key === 'Enter').length
        const once = single.map((key, at) =>
          Object.assign({}, key, { timeStamp: key.timeStamp + entersBefore(at) * 100 }),
        )
        const isBusy = () => busy.next().value ?? false
        expect(replay(once, { isBusy, sameWithin: -1 }).everything).toBe(textOf(once))
      },
    ),
    { numRuns: 500 },
  )
})

test('a code scanned twice within two seconds is one scan, and a third time is another', () => {
  const scan = (from: number, text = code) => play(text, [8], { from })
  const other = 'C-100234'
  expect(replay([...scan(0), ...scan(1900)])).toMatchObject({ scans: [code], field: '' })
  expect(replay([...scan(0), ...scan(1900), ...scan(2100)])).toMatchObject({ scans: [code, code], field: '' })
  expect(replay([...scan(0), ...scan(500, other), ...scan(900)]).scans).toEqual([code, other, code])
})

test.each([8, 60])('a scan under way when the page begins to listen is left to the field whole', (gap) => {
  const keys = [...play(code, [8, 8, gap, 8]), ...play('the next one', [200]).map(later)]
  for (const since of keys.slice(0, code.length).map(({ timeStamp }) => timeStamp + 1)) {
    const heard = keys.filter(({ timeStamp }) => timeStamp > since)
    const { scans, field } = replay(heard, { since })
    expect(scans).toEqual([])
    expect(field).toBe(textOf(heard))
  }
})

test('the first scan after the page has begun to listen is heard', () => {
  expect(replay(play(code, [8], { from: 1000 }), { since: 100 }).scans).toEqual([code])
})

test('a customer scanned while the clerk types leaves what was typed', () => {
  const keys = [
    ...play('asha', [110], { from: 0, ending: [] }),
    ...play(code, [8], { from: 500 }),
    ...play(' rao', [110], { from: 900, ending: [] }),
  ]
  expect(replay(keys)).toMatchObject({ field: 'asha rao', scans: [code] })
})

test('five keys are too few for a scan, and are given to the field before the Enter', () => {
  expect(replay(play('12345', [8]))).toMatchObject({ field: '12345\n', scans: [] })
  expect(replay(play('12345', [8]), { leastLength: 5 })).toMatchObject({ field: '', scans: ['12345'] })
})

test('the work of a text expander, which ends with no terminator, is given to the field whole', () => {
  const address = 'Kind regards, the shop'
  expect(replay(play(address, [3], { ending: [] }))).toMatchObject({ field: address, scans: [] })
  expect(replay(play(address, [3], { ending: ['ArrowLeft'] }))).toMatchObject({ field: address, scans: [] })
})

test('a Tab ends a scan where the shop says so, and no key is left of CR and LF', () => {
  const lineFeed = (keys: Key[]) => press('j', (keys.at(-1)?.timeStamp ?? 0) + 8, { ctrlKey: true })
  const withEnter = play(code, [8])
  const bare = play(code, [8], { ending: [] })
  expect(replay(play(code, [8], { ending: ['Tab'] })).scans).toEqual([code])
  expect(replay(play(code, [8]), { terminators: ['Tab'] }).scans).toEqual([])
  expect(replay([...bare, lineFeed(bare)])).toMatchObject({ scans: [code], heldKeys: 10 })
  expect(replay([...withEnter, lineFeed(withEnter)])).toMatchObject({ scans: [code], heldKeys: 11 })
})

test('the Enter a clerk presses after a scan is the clerk\u2019s', () => {
  expect(replay([...play(code, [8], { from: 0 }), press('Enter', 400)])).toMatchObject({
    field: '\n',
    scans: [code],
  })
})

test('a scanner that sends no terminator is heard by the silence after it', () => {
  const bare = play(code, [8], { ending: [] })
  expect(replay(bare, { silence: 60 })).toMatchObject({ field: '', scans: [code] })
  expect(replay(bare)).toMatchObject({ field: code, scans: [] })
  expect(replay(play(typed, [70, 20, 110], { ending: [] }), { silence: 60 }).field).toBe(typed)
})

test('prefix and suffix are taken off, and without them it is no scan', () => {
  const options = { prefix: '~', suffix: '#' }
  expect(replay(play(`~${code}#`, [8]), options)).toMatchObject({ field: '', scans: [code] })
  for (const text of [code, `~${code}`, `${code}#`, '~#~#~~~'])
    expect(replay(play(text, [8]), options)).toMatchObject({ field: `${text}\n`, scans: [] })
})

test('a prefix is known in the layout it came through', () => {
  const arrived = '&à&é"\'(-è_çà'
  const keys = play(arrived, [8], { more: (key) => ({ code: `Digit${'à&é"\'(-è_ç'.indexOf(key)}` }) })
  const enter = press('Enter', keys.at(-1)?.timeStamp ?? 0)
  expect(replay([...keys.slice(0, -1), enter], { prefix: '10' }).lastScan).toEqual({
    text: '&é"\'(-è_çà',
    wrongLayout: 'us',
    meant: '1234567890',
  })
})

test('capitals count as close when the scanner sends Shift as a key of its own', () => {
  let time = 0
  const keys = Array.from('ABCDEF12').flatMap((key) => {
    const shiftKey = /[A-Z]/.test(key)
    const before = shiftKey ? [press('Shift', (time += 25))] : []
    return before.concat(press(key, (time += 25), { shiftKey }))
  })
  expect(replay([...keys, press('Enter', time + 20)])).toMatchObject({ field: '', scans: ['ABCDEF12'] })
})

test('what a German keyboard writes with AltGr is part of a scan', () => {
  const more = (key: string) => (key === '@' ? { ctrlKey: true, altKey: true } : {})
  expect(replay(play('asha@shop.example', [8], { more })).scans).toEqual(['asha@shop.example'])
})

test('a code with a line end in it is not asked for in parts: what follows the end is no scan', () => {
  const keys = [...play('998877', [8]), ...play('565040002', [8], { from: 1056 })]
  expect(replay(keys)).toMatchObject({ scans: ['998877'], field: '' })
})

test('a Tab within a code separates two values of one scan', () => {
  expect(replay(play('998877\t565040002', [8], { more: tab }))).toMatchObject({
    field: '',
    scans: ['998877\t565040002'],
  })
  expect(replay(play('9988\t565040002', [8], { more: tab })).scans).toEqual([])
})

test('the separator inside a GS1 code is part of the scan and no shortcut', () => {
  const more = (key: string) => ({ ctrlKey: key === ']' })
  const keys = play('0112345]99', [8], { more })
  expect(replay(keys)).toMatchObject({ scans: ['0112345\u001D99'], heldKeys: 10 })
})
