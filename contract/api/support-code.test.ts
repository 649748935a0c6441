import fc from 'fast-check'
import { expect, test } from 'vitest'
import { browsers, findings, readSupportCode, supportCode, type Findings } from './support-code.ts'

const fine: Findings = {
  scanner: 'fine',
  keyboard: 'fine',
  camera: 'not tried',
  gateway: 'fine',
  clock: 'off',
  store: 'up',
  vendor: 'up',
  photoHost: 'unknown',
  versions: 'same',
  browser: 'fine',
  offlineStart: 'ready',
  leftBehind: 'settings',
  screen: 'fine',
  fonts: 'brought along',
  browserName: 'Edge',
  browserVersion: 138,
  clockOff: -7200,
  roundTrip: 41,
  keyGap: 14,
}

const anything: fc.Arbitrary<Findings> = fc.record({
  scanner: fc.constantFrom(...findings.scanner),
  keyboard: fc.constantFrom(...findings.keyboard),
  camera: fc.constantFrom(...findings.camera),
  gateway: fc.constantFrom(...findings.gateway),
  clock: fc.constantFrom(...findings.clock),
  store: fc.constantFrom(...findings.store),
  vendor: fc.constantFrom(...findings.vendor),
  photoHost: fc.constantFrom(...findings.photoHost),
  versions: fc.constantFrom(...findings.versions),
  browser: fc.constantFrom(...findings.browser),
  offlineStart: fc.constantFrom(...findings.offlineStart),
  leftBehind: fc.constantFrom(...findings.leftBehind),
  screen: fc.constantFrom(...findings.screen),
  fonts: fc.constantFrom(...findings.fonts),
  browserName: fc.constantFrom(...browsers),
  browserVersion: fc.nat(511),
  clockOff: fc.option(fc.integer({ min: -10_000_000, max: 10_000_000 }), { nil: undefined }),
  roundTrip: fc.option(fc.nat(10_000), { nil: undefined }),
  keyGap: fc.option(fc.nat(200), { nil: undefined }),
})

test('a code is twelve letters and digits, and says what the till found', () => {
  const code = supportCode(fine)
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
  const read = readSupportCode(code)
  expect(read).toEqual({
    found: {
      ...fine,
      browserVersion: '138',
      clockOff: '5000 ms or more',
      roundTrip: '20 ms or more',
      keyGap: '10 ms or more',
    },
  })
})

test('whatever a till finds can be read from its code', () => {
  fc.assert(
    fc.property(anything, (found) => {
      const { clockOff: _, roundTrip: _trip, keyGap: _gap, browserVersion, ...words } = found
      const read = readSupportCode(supportCode(found))
      expect(read).toMatchObject({ found: { ...words, browserVersion: String(browserVersion) } })
    }),
  )
})

test('a code that was written down in small letters, with O for 0 and l for 1, is read', () => {
  fc.assert(
    fc.property(anything, (found) => {
      const code = supportCode(found)
      const heard = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
      expect(readSupportCode(heard)).toEqual(readSupportCode(code))
    }),
  )
})

test('one wrong letter, two in each other’s place, and one too few are noticed', () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  fc.assert(
    fc.property(anything, fc.nat(11), fc.nat(30), (found, at, other) => {
      const code = supportCode(found).replaceAll('-', '')
      const letter = code.charAt(at)
      const others = alphabet.replace(letter, '')
      const wrong = code.slice(0, at) + others.charAt(other) + code.slice(at + 1)
      expect(readSupportCode(wrong)).toEqual({ fault: 'mistyped' })
      const next = code.slice(at + 1, at + 2)
      const swapped = code.slice(0, at) + next + letter + code.slice(at + 2)
      fc.pre(swapped !== code)
      expect(readSupportCode(swapped)).toEqual({ fault: 'mistyped' })
      expect(readSupportCode(code.slice(1))).toEqual({ fault: 'mistyped' })
    }),
  )
})

test('no till finds more than a code holds', () => {
  const last = <Word>(words: readonly [Word, ...Word[]]) => words.at(-1) ?? words[0]
  const most: Findings = {
    scanner: last(findings.scanner),
    keyboard: last(findings.keyboard),
    camera: last(findings.camera),
    gateway: last(findings.gateway),
    clock: last(findings.clock),
    store: last(findings.store),
    vendor: last(findings.vendor),
    photoHost: last(findings.photoHost),
    versions: last(findings.versions),
    browser: last(findings.browser),
    offlineStart: last(findings.offlineStart),
    leftBehind: last(findings.leftBehind),
    screen: last(findings.screen),
    fonts: last(findings.fonts),
    browserName: last(browsers),
    browserVersion: 100_000,
    clockOff: 1e9,
    roundTrip: 1e9,
    keyGap: 1e9,
  }
  const read = readSupportCode(supportCode(most))
  expect(read).toMatchObject({
    found: { browserVersion: '511', scanner: 'too short', fonts: 'brought along' },
  })
})
