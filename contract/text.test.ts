import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPlainText, unplainPlace } from './text.ts'

test.each([
  ['Zoë 佐藤 😀 राम', undefined],
  ['a\0b', []],
  ['\ud800', []],
  ['a\udfffb', []],
  ['\u009b', []],
  [{ till: 'one', staff: [{ id: '1' }, { id: '\u0007' }] }, ['staff', '1', 'id']],
  [{ 'a\0': 1 }, []],
])('%j is plain, or its fault is named', (value, place) => {
  expect(unplainPlace(value)).toEqual(place)
})

test('what is not plain is replaced where one can see it, and the rest stays', () => {
  expect(inPlainText({ 'n\0': ['Aditi\nKhan', 'a\ud800b😀', 7, null] })).toEqual({
    'n\ufffd': ['Aditi Khan', 'a\ufffdb😀', 7, null],
  })
})

test('whatever a vendor sends, its plain form is plain, and what was plain is as it was', () => {
  const anything = fc.jsonValue({ stringUnit: 'binary' })
  fc.assert(
    fc.property(anything, (value) => {
      const plain = inPlainText(value)
      expect(unplainPlace(plain)).toBeUndefined()
      expect(unplainPlace(value) === undefined ? plain : value).toEqual(value)
    }),
  )
})
