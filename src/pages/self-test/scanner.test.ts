import { expect, test } from 'vitest'
import { play, press, scannerRhythms } from '#src/pages/look-up/scanner/rhythms.ts'
import { judgeScan } from './scanner.ts'

const code = '4006381333931'

test.each(Object.entries(scannerRhythms))('%s is fine as it is', (_, rhythm) => {
  expect(judgeScan(play(code, rhythm), {}).finding).toBe('fine')
})

test('of a code its length and kind are told, and never what it is', () => {
  const finding = judgeScan(play(code, [8, 9, 8, 30]), {})
  expect(finding).toEqual({ finding: 'fine', length: 13, kind: 'digits', gap: 8, ending: 'Enter' })
  expect(judgeScan(play('CS40000002', [8], { ending: ['Tab'] }), {})).toMatchObject({
    kind: 'mixed',
    ending: 'Tab',
  })
  expect(judgeScan(play('https://shop.example/c/12', [8]), {})).toMatchObject({ kind: 'signs', length: 25 })
})

test.each([
  ['a scanner that types as slowly as a person is slow', play(code, [70]), {}, 'slow'],
  ['a code of four is too short', play('1234', [8]), {}, 'too short'],
  ['a scanner that sends no Enter lacks its ending', play(code, [8], { ending: [] }), {}, 'no ending'],
  ['a scanner without the store’s prefix lacks it', play(code, [8]), { prefix: '~' }, 'no frame'],
  ['a scanner without the store’s suffix lacks it', play(code, [8]), { suffix: '#' }, 'no frame'],
] as const)('%s', (_, keys, rules, finding) => {
  expect(judgeScan(keys, rules).finding).toBe(finding)
})

test('what a store has told us of its scanners is no fault of theirs', () => {
  expect(judgeScan(play(`~${code}#`, [8]), { prefix: '~', suffix: '#' }).finding).toBe('fine')
  expect(judgeScan(play('1234', [8]), { leastLength: 4 }).finding).toBe('fine')
  expect(judgeScan(play(code, [60]), { gap: 70 }).finding).toBe('fine')
  expect(judgeScan(play(code, [8], { ending: [] }), { silence: 60 }).finding).toBe('fine')
})

test('a scanner set to another keyboard than the till is told so', () => {
  const more = (key: string) => ({ code: `Digit${'à&é"\'(-è_ç'.indexOf(key)}` })
  const keys = play('&à&é"\'(-è_ç', [8], { ending: [], more })
  expect(judgeScan([...keys, press('Enter', (keys.at(-1)?.timeStamp ?? 0) + 8)], {}).finding).toBe(
    'other layout',
  )
})
