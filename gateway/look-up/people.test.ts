import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskedIdentifier } from '#gateway/privacy/shapes.ts'
import { toPeople } from './people.ts'
import { fieldRules } from '#gateway/privacy/field-rules.ts'
import { defaultPolicy } from '#gateway/privacy/policy.ts'

const view = { rules: fieldRules(defaultPolicy), role: 'associate' } as const

test.each([
  ['919148574269', '••••4269'],
  ['CS-4000-0002', '••••0002'],
  ['aditi.khan@example.com', 'a••••@example.com'],
  ['a@example.com', 'a••••@example.com'],
  ['élodie@example.fr', 'é••••@example.fr'],
  ['@odd', '••••'],
  ['12345', '••••45'],
  ['1', '••••'],
  ['', '••••'],
])('%j is shown as %s', (value, masked) => {
  expect(maskedIdentifier(value)).toBe(masked)
})

test('at least half of an identifier stays hidden, and nobody can tell how much that is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9-]{1,50}$/), (value) => {
      const shown = maskedIdentifier(value).replace(/^•+/, '')
      expect(shown.length).toBeLessThanOrEqual(value.length / 2)
      expect(maskedIdentifier(value).length - shown.length).toBe(4)
    }),
  )
})

test.each([
  ['a first name', 'adi', 'name'],
  ['a last name', 'KHA', 'name'],
  ['the whole name', 'Aditi Kh', 'name'],
  ['an identifier', 'xyz', 'cardNumber'],
])('a row says that %s matched', (_what, text, matched) => {
  const match = { userId: '1', name: 'Aditi Khan', identifiers: [{ kind: 'cardNumber', value: 'XYZ-1' }] }
  expect(toPeople([match], 1, text, view).people).toMatchObject([{ matched }])
})

test('somebody without a name is a row without one', () => {
  const people = [{ userId: '1', identifiers: [], matched: 'name' }]
  expect(toPeople([{ userId: '1', name: undefined, identifiers: [] }], 1, 'Ann', view)).toEqual({
    people,
    total: 1,
  })
})

test('a name that holds the identifier it was found by is not shown', () => {
  const identifiers = [{ kind: 'mobile', value: '919148574269' }]
  const match = { userId: '1', name: 'Aditi 91485 74269', identifiers }
  expect(JSON.stringify(toPeople([match], 1, 'Adi', view))).not.toMatch(/74269|574269/)
})
