import { expect, test } from 'vitest'
import shipped from './default-policy.json' with { type: 'json' }
import { fieldRules } from './field-rules.ts'
import { readPolicyText } from './policy-file.ts'
import { defaultPolicy, type Policy } from './policy.ts'

function read(written: object | string): Policy {
  const policy = readPolicyText(typeof written === 'string' ? written : JSON.stringify(written))
  if (Array.isArray(policy)) throw new Error(policy.join('\n'))
  return policy
}

test('an empty file is the default, and so is the default written out', () => {
  expect(read('{}')).toEqual(defaultPolicy)
  expect(read(shipped)).toEqual(defaultPolicy)
})

test('a file changes what it names and leaves the rest', () => {
  const policy = read({ fields: { 'extendedFields.gender': 'hide' }, reveal: { perHour: 3 } })
  expect(policy.fields['extendedFields.gender']).toMatchObject({ associate: 'hide', manager: 'hide' })
  expect(policy.fields['profiles.firstName']).toEqual(defaultPolicy.fields['profiles.firstName'])
  expect(policy.reveal).toEqual({ seconds: defaultPolicy.reveal.seconds, perHour: 3 })
})

test.each([
  ['', /^Line 1 of POLICY is no JSON/],
  ['{\n  "fields": {\n    "id" "show"\n  }\n}', /^Line 3 of POLICY is no JSON/],
  ['{\n  // no\n  "fields": {}\n}', /^Line 2 of POLICY is no JSON/],
  ['[]', /^Line 1 of POLICY must begin/],
  ['{\n  "feilds": {}\n}', /^Line 2 of POLICY: "feilds"/],
  [
    '{\n  "fields": {\n    "extendedFields.dob": "shwo"\n  }\n}',
    /^Line 3 of POLICY: "fields\.extendedFields\.dob"/,
  ],
  ['{\n  "fields": {\n    "a..b": "show"\n  }\n}', /^Line 3 of POLICY: "fields\.a\.\.b"/],
  ['{\n  "fields": {\n    "a.**.b": "show"\n  }\n}', /^Line 3 of POLICY/],
  [
    '{\n  "limits": {\n    "lookUpsPerMinute": {\n      "soft": 9,\n      "hard": 3 }\n  }\n}',
    /^Line 3 of POLICY.*above/,
  ],
  ['{\n  "limits": {\n    "canaries": [\n      "12",\n      "x"\n    ]\n  }\n}', /^Line 5 of POLICY/],
])('%j is refused with its line', (text, words) => {
  expect(readPolicyText(text)).toEqual([expect.stringMatching(words)])
})

test('a mistake is told without the value', () => {
  expect(readPolicyText('{ "reveal": { "seconds": "919148574269" } }')).not.toContain('919148574269')
})

const levels = (...above: object[]) => ({ purposes: { redeem: { needs: 'photo-or-factor', above } } })
const more = { needs: 'photo-and-factor' }

test('a threshold counts the factors of its purpose, unless it names others', () => {
  const { purposes } = read({
    purposes: {
      redeem: {
        needs: 'photo-or-factor',
        factors: ['challenge', 'code'],
        above: [
          { points: 500, ...more },
          { points: 5000, amount: 1000, ...more, factors: ['code'] },
        ],
      },
    },
    verification: { usualPurpose: 'redeem' },
  })
  expect(purposes['redeem']?.above.map(({ factors }) => factors)).toEqual([['challenge', 'code'], ['code']])
})

test.each([
  [
    [
      { points: 500, ...more },
      { points: 500, ...more },
    ],
    /do not ascend/,
  ],
  [
    [
      { amount: 9, ...more },
      { points: 1, ...more },
      { amount: 8, ...more },
    ],
    /do not ascend/,
  ],
  [[{ points: 500, needs: 'nothing' }], /needs less than what is below it/],
  [[more], /neither points nor an amount/],
  [[{ points: -1, ...more }], /above\.0\.points/],
  [[{ points: 'many', ...more }], /above\.0\.points/],
  [[{ points: 500, ...more, factors: [] }], /a factor is needed/],
])('thresholds like %j are refused', (above, mistake) => {
  expect(() => read(levels(...above))).toThrow(mistake)
})

test('the most specific rule decides', () => {
  const rules = fieldRules(
    read({
      fields: {
        '**': 'hide',
        'a.**': 'mask',
        'a.*': 'show',
        'a.b': 'hide',
        '*.c': 'show',
        'a.b.**': 'show',
        'a.*.d': 'mask',
      },
    }),
  )
  const decided = (name: string) => rules(name.split('.')).associate
  expect(['x', 'a.q', 'a.b', 'x.c', 'a.c', 'a.b.d', 'a.x.d', 'a.x.y'].map(decided)).toEqual([
    'hide',
    'show',
    'hide',
    'show',
    'show',
    'show',
    'mask',
    'mask',
  ])
})

test('no rule can take away what an answer is proven by, and letter case does not matter', () => {
  const rules = fieldRules(
    read({ fields: { '**': 'hide', id: 'hide', 'customerImage.**': 'hide', Till: 'show' } }),
  )
  for (const name of [['id'], ['profiles', 'userId'], ['customerImage', 'file', 'fileHandle'], ['TILL']])
    expect(rules(name).associate).toBe('show')
})

test('a dot in a name of the vendor’s leads nowhere', () => {
  const rules = fieldRules(defaultPolicy)
  for (const name of [['customerImage.x'], ['profiles', 'identifiers', 'x.statusLabel'], ['segments.x']])
    expect(rules(name).associate).toBe('mask')
})

test('what the vendor repeats under another name has the same rule', () => {
  const rules = fieldRules(defaultPolicy)
  expect(rules(['profiles', 'identifiersAll', 'mobile'])).toBe(rules(['profiles', 'identifiers', 'mobile']))
  expect(rules(['profiles', 'allFields', 'city_name'])).toEqual(rules(['profiles', 'fields', 'city_name']))
})
