import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSearch } from './read-search.ts'

test('spaces, line breaks and invisible characters do not count', () => {
  expect(readSearch(' 565\u00a0039\n505\u200b\u200e\t')).toEqual({ kind: 'customer-id', userId: '565039505' })
})

test('digits of any script mean what they mean', () => {
  for (const written of ['５６５０３９５０５', '٥٦٥٠٣٩٥٠٥', '۵۶۵۰۳۹۵۰۵', '५६५०३९५०५', '๕๖๕๐๓๙๕๐๕'])
    expect(readSearch(written)).toEqual({ kind: 'customer-id', userId: '565039505' })
})

test('each mistake has a name', () => {
  expect(readSearch(' \u200b ')).toMatchObject({ mistake: 'empty' })
  expect(readSearch('abc')).toMatchObject({ mistake: 'not-digits' })
  expect(readSearch('5😀')).toMatchObject({ mistake: 'not-digits' })
  expect(readSearch('0123')).toMatchObject({ mistake: 'leading-zero' })
  expect(readSearch('1'.repeat(16))).toMatchObject({ mistake: 'too-long' })
})

test('nothing that is typed makes it throw, and only digits come out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const reading = readSearch(typed)
      expect(reading.kind === 'mistake' || /^[1-9]\d{0,14}$/.test(reading.userId)).toBe(true)
    }),
  )
})
