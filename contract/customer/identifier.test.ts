import * as v from 'valibot'
import { expect, test } from 'vitest'
import { findRequest } from './identifier.ts'

test.each([
  ['mobile', '919148574269'],
  ['email', "o'brien+till@shop.example"],
  ['email', 'anna@xn--mller-kva.example'],
  ['cardNumber', '0012345678'],
  ['externalId', 'MEM-00/12.3_b'],
  ['customerId', '564738'],
  ['name', 'María José O’Brien-Smith Jr.'],
  ['name', 'スーザン・スミス'],
])('a customer can be asked for by %s %j', (kind, value) => {
  expect(v.parse(findRequest, { kind, value })).toEqual({ kind, value })
})

test.each([
  ['mobile', '+919148574269'],
  ['mobile', '0919148574269'],
  ['mobile', '91914857'],
  ['mobile', '9191485742691234'],
  ['mobile', '٩١٩١٤٨٥٧٤٢٦٩'],
  ['email', 'anna@gmail'],
  ['email', 'a@example.com,b@example.com'],
  ['email', `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.example`],
  ['cardNumber', '1234 5678'],
  ['cardNumber', '1'.repeat(51)],
  ['externalId', '-1'],
  ['externalId', '12,34'],
  ['externalId', '12\u200B34'],
  ['customerId', '0564738'],
  ['customerId', '1234567890123456'],
  ['customerId', 564738],
  ['name', 'Doe, John'],
  ['name', 'Doe、John'],
  ['name', 'Anna\nMaria'],
  ['name', 'Anna  Maria'],
  ['name', 'Anna '],
  ['name', 'Zoe\u0308'],
  ['name', 'Anna\u202E'],
  ['name', 'Anna\u3164'],
  ['name', 'Anna 4111'],
  ['name', 'x'.repeat(101)],
  ['name', ''],
  ['fingerprint', '1'],
])('nobody is asked for by %s %j', (kind, value) => {
  expect(v.is(findRequest, { kind, value })).toBe(false)
})

test('a request for a customer says nothing else', () => {
  expect(v.is(findRequest, { kind: 'customerId', value: '1', source: 'ALL' })).toBe(false)
})
