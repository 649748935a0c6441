import * as v from 'valibot'
import { expect, test } from 'vitest'
import { storeRules } from './store-rules.ts'

const accepts = (rules: object) => v.is(storeRules, { country: 'IN', ...rules })

test('a shop that says only where it stands finds customers by everything, mobiles first', () => {
  expect(v.parse(storeRules, { country: 'IN' })).toEqual({
    country: 'IN',
    kinds: ['mobile', 'email', 'cardNumber', 'externalId', 'customerId', 'name'],
  })
})

test.each([
  { country: 'India' },
  { country: 'in' },
  { kinds: [] },
  { kinds: ['mobile', 'mobile'] },
  { kinds: ['fax'] },
  { cardNumber: {} },
  { cardNumber: { prefix: '' } },
  { cardNumber: { prefix: '9,9' } },
  { cardNumber: { lengths: [] } },
  { cardNumber: { lengths: [0] } },
  { cardNumber: { lengths: [51] } },
  { cardNumber: { lenghts: [16] } },
])('%j is no rule of a shop', (rules) => {
  expect(accepts(rules)).toBe(false)
})

test.each([
  String.raw`\d{10}`,
  String.raw`99\d{8,10}`,
  '[A-Z]{3}-[0-9]+',
  'MEM[0-9]*|EXT[0-9]*',
  String.raw`[A-Z\d]+/\d?`,
  String.raw`A\.B`,
])('%j describes card numbers', (pattern) => {
  expect(accepts({ cardNumber: { pattern } })).toBe(true)
})

test.each([
  '',
  '(a+)+',
  '(?:a|a)+',
  '(a|aa)*',
  String.raw`(.*)*`,
  String.raw`\d*\d*\d*`,
  String.raw`\d{0,9}\d{0,9}\d{0,9}`,
  'a?a?a?',
  String.raw`(\d)\1`,
  '(?=1)1',
  'a**',
  '[z-a]',
  '[',
  'a|',
  String.raw`\p{L}`,
  '.',
  String.raw`\d{5,2}`,
  'a'.repeat(81),
])('%j could run away or means nothing, and is refused', (pattern) => {
  expect(accepts({ cardNumber: { pattern } })).toBe(false)
  expect(accepts({ externalId: { pattern } })).toBe(false)
})
