import { expect, test } from 'vitest'
import { readAccessToken, readNotes } from './notes.ts'

for (const [where, body] of [
  ['errors', { errors: [{ status: false, code: 8015, message: 'x' }] }],
  ['error', { error: [{ status: false, code: 8015, message: 'x' }] }],
  ['the older envelope', { response: { status: { success: 'false', code: '8015', message: 'x' } } }],
  [
    'an envelope that claims success',
    { response: { status: { success: 'true', code: 8015, message: 'x' } } },
  ],
] as const) {
  test(`an error is found in ${where}`, () => {
    expect(readNotes(body).errors).toEqual([{ code: 8015, message: 'x' }])
  })
}

for (const body of [
  {},
  { errors: null },
  { errors: [] },
  { response: { status: { success: 'true', code: '200' } } },
  null,
  'text',
]) {
  test(`there is no error in ${JSON.stringify(body)}`, () => {
    expect(readNotes(body).errors).toEqual([])
  })
}

test('a lookup names its subject as entity, a customer as id', () => {
  expect(readNotes({ entity: 306, warnings: [] }).subjectId).toBe('306')
  expect(readNotes({ id: 565_039_505 }).subjectId).toBe('565039505')
})

test('a token is read with the life it has, and a refusal is none', () => {
  expect(readAccessToken({ data: { accessToken: 't', ttlSeconds: 300 }, errors: null })).toEqual({
    accessToken: 't',
    ttlSeconds: 300,
  })
  expect(readAccessToken({ data: null, errors: [{ code: 320_001 }] })).toBeUndefined()
})
