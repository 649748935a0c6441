import { expect, test } from 'vitest'
import { judgeBrowser } from './browser.ts'
import { judgeClock } from './clock.ts'
import { judgeKey } from './keyboard.ts'
import { judgeKept } from './left-behind.ts'
import { judgeScreen } from './screen.ts'

test.each([
  [0, 20, 'fine'],
  [4_990, 20, 'fine'],
  [-5_020, 20, 'off'],
  [59_000, 20, 'off'],
  [61_000, 20, 'far off'],
  [-7_200_000, 20, 'far off'],
  // Half of the round trip may have been the way there.
  [7_000, 5_000, 'fine'],
] as const)('a clock %d ms ahead, by an answer that took %d ms, is %s', (off, roundTrip, finding) => {
  expect(judgeClock(off, roundTrip)).toBe(finding)
})

const chromium =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/111.0.0.0 Safari/537.36'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)'

test.each([
  [chromium, 'Chrome', '111', 'fine'],
  [chromium.replace('111', '110'), 'Chrome', '110', 'too old'],
  [`${chromium.replace('111', '138')} Edg/138.0.0.0`, 'Edge', '138', 'fine'],
  ['Mozilla/5.0 (Windows NT 10.0; rv:115.0) Gecko/20100101 Firefox/115.0', 'Firefox', '115', 'too old'],
  ['Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox', '128', 'fine'],
  [`${mac} Version/16.4 Safari/605.1.15`, 'Safari', '16.4', 'fine'],
  [`${mac} Version/16.3.1 Safari/605.1.15`, 'Safari', '16.3', 'too old'],
  [`${mac} Version/17.0 Mobile/15E148 Safari/604.1`, 'Safari', '17.0', 'fine'],
  ['curl/8.5.0', 'another', '', 'unknown'],
])('%s is %s %s, which is %s', (userAgent, name, version, finding) => {
  expect(judgeBrowser(userAgent)).toMatchObject({ name, version, finding })
})

const empty = { cookies: [], local: [], session: [], caches: [], databases: [] }

test('the till’s own settings and Countersign’s own files are no rest of anybody', () => {
  expect(judgeKept(empty)).toEqual({ finding: 'nothing', names: [] })
  const own = { ...empty, cookies: ['language', 'one-key'], caches: ['shell-4f1d'] }
  expect(judgeKept(own)).toEqual({ finding: 'settings', names: ['language', 'one-key'] })
})

test.each(['local', 'session', 'caches', 'databases', 'cookies'] as const)(
  'anything else among %s is told by its name',
  (place) => {
    expect(judgeKept({ ...empty, [place]: ['left'] })).toEqual({ finding: 'more', names: ['left'] })
  },
)

const press = (key: string, code: string, isCaps = false) => ({ key, code, getModifierState: () => isCaps })

test('a letter tells of the keyboard, and of no key else', () => {
  expect(judgeKey(press('q', 'KeyA'))).toBe('fine')
  expect(judgeKey(press('A', 'KeyA', true))).toBe('caps lock')
  expect(judgeKey(press('ش', 'KeyA'))).toBe('other script')
  expect(judgeKey(press('Enter', 'Enter'))).toBeUndefined()
})

test('a screen is narrow where photo and details stand one above the other', () => {
  expect([judgeScreen(1366, 1), judgeScreen(390, 3), judgeScreen(1366, 0.8)]).toEqual([
    'fine',
    'narrow',
    'small print',
  ])
})
