import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLookup, readSearch } from './people-answer.ts'

test.each([
  ['one id', { entity: 306, warnings: [] }, ['306']],
  ['an id as text', { entity: '306' }, ['306']],
  ['two ids', { entity: [306, 307] }, ['306', '307']],
  ['the same id twice', { entity: [306, '306'] }, ['306']],
  ['an id too long to be exact', { entity: 2 ** 53 }, []],
  ['nobody', { entity: null }, []],
  ['nothing', {}, []],
  ['a list', [306], []],
  ['no answer', undefined, []],
])('a look-up that tells %s leads to as many customers', (_what, body, ids) => {
  expect(readLookup(body)).toEqual(ids)
})

const tom = {
  userId: 306,
  matchedIdentifiers: [{ idType: 'cardnumber', idValue: 'C-1', source: 'INSTORE', accountId: '' }],
  profiles: [
    { source: 'WECHAT', firstName: 'Tommy', lastName: null },
    { source: 'INSTORE', firstName: 'Tom', lastName: 'Sawyer' },
  ],
}

test('a search reads as people with the name the store knows them by, and what was matched', () => {
  const body = { pagination: { limit: 10, offset: 0, total: 31 }, data: [tom], warnings: [], errors: [] }
  expect(readSearch(body)).toEqual({
    matches: [{ userId: '306', name: 'Tom Sawyer', identifiers: [{ kind: 'cardNumber', value: 'C-1' }] }],
    total: 31,
  })
})

test.each([
  ['without pagination', { data: [tom] }, 1],
  ['whose total is text', { data: [tom], pagination: { total: '7' } }, 7],
  ['whose total is less than what is there', { data: [tom], pagination: { total: 0 } }, 1],
])('a search %s still counts', (_what, body, total) => {
  expect(readSearch(body)).toMatchObject({ total })
})

test('rows that name nobody are left out, loose ones are read', () => {
  const loose = { userId: '307', matchedIdentifiers: [{ idType: 'email' }, null], profiles: 'none' }
  expect(readSearch({ data: [null, { profiles: [] }, loose] })?.matches).toEqual([
    { userId: '307', name: undefined, identifiers: [] },
  ])
})

test('anything else is no answer to a search, and nothing makes reading fail', () => {
  expect(readSearch({})).toBeUndefined()
  expect(readSearch({ data: null })).toBeUndefined()
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (one, other) => {
      readLookup({ entity: one })
      readSearch({ data: [one, { ...tom, matchedIdentifiers: other, profiles: one }], pagination: other })
    }),
  )
})
