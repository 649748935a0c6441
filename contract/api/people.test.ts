import * as v from 'valibot'
import { expect, test } from 'vitest'
import { searchRequest } from './people.ts'

test.each(['Ann', 'José M', 'O’B r', 'प्रियं', '高橋陽子', 'محمد'])('%s is enough to search for', (text) => {
  expect(v.parse(searchRequest, { text })).toEqual({ text, limit: 20 })
})

test.each(['', 'An', 'A n', 'J. D', '高橋', 'Ann,Bob', 'Ann%', 'Ann 4111', '9198', 'Ann\n', 'Ann '])(
  '%j is not',
  (text) => {
    expect(v.is(searchRequest, { text })).toBe(false)
  },
)

test.each([0, 21, 1.5, '5', null])('%j is no number of people to ask for', (limit) => {
  expect(v.is(searchRequest, { text: 'Anna', limit })).toBe(false)
  expect(v.is(searchRequest, { text: 'Anna', limit: 5, offset: 20 })).toBe(false)
})
