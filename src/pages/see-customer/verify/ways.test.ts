import { expect, test } from 'vitest'
import { readCustomer } from '#contract/customer/customer.ts'
import { factor } from '#contract/api/verification.ts'
import { askingFirst, obstacleTo } from './ways.ts'

const withIdentifiers = (...types: string[]) =>
  readCustomer(
    {
      id: 7,
      profiles: [{ source: 'INSTORE', identifiers: types.map((type) => ({ type, value: '916000000002' })) }],
    },
    '7',
  )

const known = {
  customer: withIdentifiers('mobile'),
  hasPicture: true,
  colleagues: { colleagues: [{ id: 'jonas', name: 'Jonas', hasPin: true }] },
  manager: 'till',
} as const

test('asking comes first among the ways, and the others keep the order of the store', () => {
  expect(askingFirst(['manager', 'code', 'challenge', 'card'])).toEqual([
    'challenge',
    'manager',
    'code',
    'card',
  ])
  expect(askingFirst(['manager', 'code'])).toEqual(['manager', 'code'])
})

test('nothing is in the way of what can be opened; only the card needs a scanner', () => {
  expect(factor.options.map((method) => obstacleTo(method, known))).toEqual([
    undefined,
    undefined,
    'onlyByScanner',
    undefined,
    undefined,
  ])
})

test.each([
  ['an e-mail address is enough for a code', 'code', { customer: withIdentifiers('email') }, undefined],
  ['a code needs an address on file', 'code', { customer: withIdentifiers('externalId') }, 'nothingOnFile'],
  ['a colleague needs a photo', 'second-opinion', { hasPicture: false }, 'noPhoto'],
  ['a colleague needs a PIN', 'second-opinion', { colleagues: { colleagues: [] } }, 'nobodyHasPin'],
  [
    'a list of colleagues without a PIN is nobody',
    'second-opinion',
    { colleagues: { colleagues: [{ id: 'jonas', name: 'Jonas', hasPin: false }] } },
    'nobodyHasPin',
  ],
  ['what is not known yet is in nobody’s way', 'second-opinion', { colleagues: undefined }, undefined],
  ['no manager can vouch at such a till', 'manager', { manager: 'elsewhere' }, 'noManagerHere'],
] as const)('%s', (_what, method, change, obstacle) => {
  expect(obstacleTo(method, { ...known, ...change })).toBe(obstacle)
})
