import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, shapeOf, watched } from './shape.ts'

test('a shape has names and kinds, and no value', () => {
  const body = {
    id: 565039505,
    name: 'Aditi',
    empty: ' ',
    at: '2025-02-28T06:16:17Z',
    day: '2025-02-28 06:16:17',
    size: '209859',
    isOn: 'true',
    link: 'https://photos.example/1',
    nothing: null,
    people: [{ firstName: 'Aditi' }, { firstName: 'Noor' }, { firstName: 7 }],
  }
  expect(shapeOf(body)).toEqual({
    id: 'number',
    name: 'text',
    empty: 'empty text',
    at: 'time with a zone as text',
    day: 'time without a zone as text',
    size: 'number as text',
    isOn: 'flag as text',
    link: 'link as text',
    nothing: 'null',
    people: [{ firstName: 'text' }, { firstName: 'number' }],
  })
})

test('a name that could be a value, and a name that the store chose, is not in a shape', () => {
  const body = { 'aditi@example.com': 1, '919148574269': 1, 'Aditi Khan': 1, fields: { Aditi: 'x' } }
  expect(shapeOf(body)).toEqual({ '*': 'number', fields: ['text'] })
})

const kinds =
  /^(text|empty text|(number|flag|link|time with a zone|time without a zone) as text|number|boolean|null)$/

test('whatever the answer, each leaf of its shape is one of our kinds', () => {
  const leavesOf = (shape: unknown): unknown[] =>
    typeof shape === 'object' && shape !== null ? Object.values(shape).flatMap(leavesOf) : [shape]
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      for (const leaf of leavesOf(shapeOf(body))) expect(leaf).toMatch(kinds)
    }),
  )
})

test('what a reader does not look at is told by its top, and what it misses by its place', () => {
  const body = { id: 1, people: [{ name: 'a', age: 2 }], extra: { deep: { deeper: 1 } } }
  const { value, places } = watched(body)
  const read = (whole: unknown, ...names: string[]) =>
    names.reduce<unknown>((part, name) => Reflect.get(Object(part), name), whole)
  read(value, 'id')
  read(value, 'people', '0', 'name')
  read(value, 'people', '0', 'nickname')
  expect(compare(body, places)).toEqual({ ignored: ['extra', 'people[].age'], absent: ['people[].nickname'] })
})
