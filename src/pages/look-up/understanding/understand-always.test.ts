import fc from 'fast-check'
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/mobile/metadata'
import examples from 'libphonenumber-js/mobile/examples'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { findRequest, identifierKind } from '#contract/customer/identifier.ts'
import { isPaymentCard } from '#contract/store/payment-card.ts'
import { storeRules } from '#contract/store/store-rules.ts'
import { fold } from './fold.ts'
import { createPhoneReader } from '#src/app/phone-numbers/phone.ts'
import { understand } from './understand.ts'

const countries = [
  'IN',
  'AE',
  'SA',
  'SG',
  'ID',
  'TH',
  'FR',
  'DE',
  'BR',
  'MX',
  'US',
  'GB',
  'JP',
  'CN',
  'IT',
  'AR',
  'ZA',
  'MY',
] as const satisfies CountryCode[]

const readers = new Map(
  countries.map((country) => [country, createPhoneReader(metadata, examples, country)] as const),
)

const readerOf = (country: (typeof countries)[number]) =>
  readers.get(country) ?? createPhoneReader(metadata, examples, country)

const country = fc.constantFrom(...countries)

const numberRule = fc.constantFrom(
  { prefix: '99' },
  { lengths: [10, 16] },
  { pattern: String.raw`\d+` },
  { pattern: '[A-Za-z0-9._/-]+' },
  undefined,
)

const rules = fc
  .record({
    country,
    kinds: fc.shuffledSubarray([...identifierKind.options], { minLength: 1 }),
    cardNumber: numberRule,
    externalId: numberRule,
  })
  .map((drawn) => v.parse(storeRules, drawn))

const readAt = (text: string, shop: v.InferOutput<typeof storeRules>) =>
  understand(text, shop, createPhoneReader(metadata, examples, shop.country))

/** The ten digits of each script with decimal digits, from the platform's own number formatting. */
const scripts = Intl.supportedValuesOf('numberingSystem')
  .map((system) => new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false }))
  .map((format) => Array.from({ length: 10 }, (_, digit) => format.format(digit)))
  .filter((digits) => digits.every((digit) => /^\p{Nd}$/u.test(digit)))

test('a digit of any script is the digit it means', () => {
  expect(scripts.length).toBeGreaterThan(50)
  for (const digits of scripts) expect(fold(digits.join('x'))).toBe('0x1x2x3x4x5x6x7x8x9')
})

/** A valid mobile number: the country's example with other last digits. */
const mobile = fc
  .tuple(country, fc.integer({ min: 0, max: 9999 }))
  .map(([of, ending]) => ({ of, national: examples[of].slice(0, -4) + String(ending).padStart(4, '0') }))
  .map(({ of, national }) => parsePhoneNumberFromString(national, of, metadata))
  .filter((phone) => phone !== undefined && phone.isValid() && phone.country !== undefined)
  .map((phone) => phone ?? expect.fail('filtered above'))

const separators = fc.constantFrom('', ' ', '-', '.', '\u00A0', '\u202F', '\u2011', '\u2013', ' - ', '\u200B')

const scribble = (written: string, between: string[], digits: string[]) =>
  written
    .replace(/(?<=\d)(?=\d)/g, () => between.pop() ?? '')
    .replace(/\d/g, (digit) => digits[Number(digit)] ?? digit)

const wrapping = fc.constantFrom(
  ['', ''],
  [' ', '\n'],
  ['\u202A', '\u202C'],
  ['\u2066', '\u2069'],
  ['\u200F', '\u200E'],
  ['\uFEFF', '\r\n'],
)

const hand = fc.record({
  between: fc.array(separators, { maxLength: 20 }),
  digits: fc.constantFrom(...scripts),
  around: wrapping,
})

const valueSent = (text: string, shop: (typeof countries)[number]) => {
  const seen = understand(text, v.parse(storeRules, { country: shop }), readerOf(shop))
  return seen.understood ? `${seen.candidates[0].kind} ${seen.candidates[0].value}` : seen.mistake.what
}

test('however a number is written in its own country, the same is sent', () => {
  fc.assert(
    fc.property(
      mobile,
      fc.constantFrom('NATIONAL', 'INTERNATIONAL', 'E.164', 'RFC3966', 'bare', 'no plus'),
      hand,
      (phone, style, { between, digits, around }) => {
        const home = countries.find((each) => each === phone.country)
        fc.pre(home !== undefined)
        const sent = phone.number.slice(1)
        const written =
          style === 'bare' ? phone.nationalNumber : style === 'no plus' ? sent : phone.format(style)
        const text = around.join(scribble(written, [...between], digits))
        expect(valueSent(text, home ?? 'IN')).toBe(`mobile ${sent}`)
      },
    ),
    { numRuns: 3000 },
  )
})

/** Countries with one international prefix. Elsewhere it depends on the carrier, and the library has none. */
const oneDiallingPrefix = new Set<string>([
  'IN',
  'AE',
  'SA',
  'FR',
  'DE',
  'US',
  'GB',
  'JP',
  'CN',
  'IT',
  'AR',
  'ZA',
  'MY',
])

test('with its country code, a number sends the same from any country', () => {
  fc.assert(
    fc.property(
      mobile,
      country,
      fc.constantFrom('INTERNATIONAL', 'E.164', 'RFC3966', 'IDD'),
      hand,
      (phone, shop, style, { between, digits, around }) => {
        const dialled = style === 'IDD' && oneDiallingPrefix.has(shop)
        const written = dialled
          ? phone.format('IDD', { fromCountry: shop })
          : phone.format(style === 'IDD' ? 'E.164' : style)
        const text = around.join(scribble(written, [...between], digits))
        expect(valueSent(text, shop)).toBe(`mobile ${phone.number.slice(1)}`)
      },
    ),
    { numRuns: 3000 },
  )
})

/** A mobile of India or a customer's number, as digits. */
const numberOfIndia = fc.oneof(fc.stringMatching(/^9[1-9]\d{8}$/), fc.stringMatching(/^[1-9]\d{6,8}$/))

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** Every number that a screen would offer for a text. */
const offered = (text: string, source: 'typed' | 'scanned') => {
  const seen = understand(text, v.parse(storeRules, { country: 'IN' }), readerOf('IN'), source)
  if (seen.understood) return seen.candidates
  return 'values' in seen.mistake ? seen.mistake.values : []
}

test('two values are never one, whatever stands between them', () => {
  const between = fc.constantFrom(
    '\t',
    '\n',
    '\r\n',
    '\u001D',
    ',',
    ', ',
    ';',
    '/',
    ' / ',
    '|',
    ' & ',
    '、',
    '\u001E',
  )
  fc.assert(
    fc.property(
      numberOfIndia,
      between,
      numberOfIndia,
      fc.constantFrom('typed', 'scanned'),
      (one, apart, other, source) => {
        // "1234567,123" could be one number in groups; ours have no such length.
        const values = offered(`${one}${apart}${other}`, source).map(({ value }) =>
          value.replace(/^91(?=\d{10}$)/, ''),
        )
        for (const value of values)
          expect([one, other].map((each) => each.replace(/^91(?=\d{10}$)/, ''))).toContain(value)
      },
    ),
    { numRuns: 3000 },
  )
})

test('grouping and labels add no digit and lose none', () => {
  const label = fc.constantFrom(
    ['', ''],
    ['ID: ', ''],
    ['Customer no. ', ''],
    ['(', ')'],
    ['Nr.: ', ' '],
    ['*', '*'],
  )
  const group = fc.constantFrom('', ' ', '-', '.', '\u00A0', '\u2009', '\u2013')
  fc.assert(
    fc.property(
      fc.stringMatching(/^[1-9]\d{5,11}$/),
      fc.array(group, { minLength: 12, maxLength: 12 }),
      label,
      fc.constantFrom('typed', 'scanned'),
      (digits, groups, [before, after], source) => {
        const written = digits.replace(/(?<=\d)(?=\d)/g, () => groups.pop() ?? '')
        for (const { value } of offered(`${before}${written}${after}`, source)) {
          expect([digits, `0${digits}`, `91${digits}`]).toContain(digitsOf(value))
        }
      },
    ),
    { numRuns: 3000 },
  )
})

/** Texts of any 16-bit units, including lone surrogates, mixed with texts as at a counter. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.stringMatching(/^\d{1,12}$/),
      fc.constantFrom(
        '+',
        '@',
        ',',
        '、',
        ' ',
        '0',
        'a@example.com',
        'tel:',
        'mailto:',
        '%',
        'Anna',
        '-',
        '(',
        ']C1',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

test('whatever is typed, nothing is thrown, and every reading can be asked as it is', () => {
  fc.assert(
    fc.property(anyText, rules, (text, shop) => {
      const seen = readAt(text, shop)
      const insisted = !seen.understood && 'anyway' in seen.mistake ? seen.mistake.anyway : undefined
      for (const { kind, value } of seen.understood ? seen.candidates : [insisted ?? []].flat()) {
        expect(v.is(findRequest, { kind, value })).toBe(true)
        expect(shop.kinds).toContain(kind)
        expect(value).not.toMatch(/[,\p{Cc}\p{Cf}]/u)
      }
    }),
    { numRuns: 5000 },
  )
})

test('a text too long to be an identifier is not looked into, whatever it holds', () => {
  const shop = v.parse(storeRules, { country: 'IN' })
  const untouched = {
    read: () => expect.fail('read'),
    example: () => expect.fail('example'),
    write: () => expect.fail('write'),
  }
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.constantFrom(1001, 40_000, 2_000_000),
      (part, length) => {
        const text = part.repeat(Math.ceil(length / part.length))
        expect(understand(text, shop, untouched)).toEqual({
          understood: false,
          mistake: { what: 'too-long', kind: 'text', atMost: 1000 },
        })
      },
    ),
    { numRuns: 60 },
  )
})

const withCheckDigit = (digits: string) =>
  Array.from({ length: 10 }, (_, check) => `${digits}${check}`).find(isPaymentCard) ?? digits

/** Numbers with the real lengths of each network. */
const paymentCard = fc
  .constantFrom(
    ['4', 16],
    ['4', 19],
    ['4', 13],
    ['51', 16],
    ['55', 16],
    ['2221', 16],
    ['2720', 16],
    ['34', 15],
    ['37', 15],
    ['305', 14],
    ['36', 14],
    ['6011', 16],
    ['645', 16],
    ['65', 16],
    ['3528', 16],
    ['3589', 19],
    ['62', 16],
    ['62', 19],
    ['6759', 13],
    ['5018', 15],
    ['508500', 16],
    ['2204', 16],
    ['9792', 16],
    ['968201', 16],
  )
  .chain(([start, length]) => {
    const missing = length - start.length - 1
    return fc.stringMatching(new RegExp(`^\\d{${missing}}$`)).map((rest) => withCheckDigit(`${start}${rest}`))
  })

test('a payment card is in no reading, however it is written, whatever stands around it', () => {
  const around = fc.constantFrom(
    ['', ''],
    [';', '=27121010000?'],
    ['%B', '^DOE/JOHN^2712?'],
    ['Visa ', ' 12/27'],
    ['tel:', ''],
    ['https://pay.example/', ''],
    [']C1', ''],
    ['', '@example.com'],
    ['', ' Anna'],
  )
  // In Germany thirteen digits that begin with 49 can be a mobile number: see understand.test.ts.
  const shops = rules.filter((shop) => shop.country !== 'DE')
  fc.assert(
    fc.property(paymentCard, shops, hand, around, (card, shop, { between, digits }, [before, after]) => {
      expect(isPaymentCard(card)).toBe(true)
      const seen = readAt(`${before}${scribble(card, [...between], digits)}${after}`, shop)
      expect(seen).toEqual({ understood: false, mistake: { what: 'payment-card' } })
    }),
    { numRuns: 3000 },
  )
})

test('one wrong digit makes a payment card’s number an ordinary one', () => {
  fc.assert(
    fc.property(paymentCard, fc.nat({ max: 12 }), fc.integer({ min: 1, max: 9 }), (card, at, by) => {
      const wrong = card.replace(/\d/g, (digit, place) =>
        place === card.length - 1 - at ? String((Number(digit) + by) % 10) : digit,
      )
      expect(isPaymentCard(wrong)).toBe(false)
    }),
  )
})
