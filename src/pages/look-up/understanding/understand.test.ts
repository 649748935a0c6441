import metadata from 'libphonenumber-js/mobile/metadata'
import examples from 'libphonenumber-js/mobile/examples'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { storeRules } from '#contract/store/store-rules.ts'
import type { Understanding } from './candidate.ts'
import { loadPhoneReader } from '#src/app/phone-numbers/load-phone-reader.ts'
import { createPhoneReader } from '#src/app/phone-numbers/phone.ts'
import { understand } from './understand.ts'

/** Rules and phone reader of a shop in `country`. */
const openShop = (country: string, rules: Omit<v.InferInput<typeof storeRules>, 'country'> = {}) => {
  const parsed = v.parse(storeRules, { country, ...rules })
  const phone = createPhoneReader(metadata, examples, country)
  return (text: string) => understand(text, parsed, phone)
}

/** `kind value` of the best reading, or `! mistake`, with the kind if the mistake is about a length. */
function best(seen: Understanding) {
  if (seen.understood) return `${seen.candidates[0].kind} ${seen.candidates[0].value}`
  const { mistake } = seen
  return 'kind' in mistake ? `! ${mistake.what} ${mistake.kind}` : `! ${mistake.what}`
}

const all = (seen: Understanding) => (seen.understood ? seen.candidates : [])

/**
 * What people type at a counter in each country. The numbers are from ranges reserved for film and fiction, if the country has them
 * and the numbering plan counts them as mobiles (US, DE, AU, SE); otherwise they are the plan's own examples.
 */
const typed: Record<string, [text: string, expected: string][]> = {
  IN: [
    ['9148574269', 'mobile 919148574269'],
    ['919148574269', 'mobile 919148574269'],
    ['+919148574269', 'mobile 919148574269'],
    ['+91 91485 74269', 'mobile 919148574269'],
    ['91485 74269', 'mobile 919148574269'],
    ['91485-74269', 'mobile 919148574269'],
    ['914 857 4269', 'mobile 919148574269'],
    ['09148574269', 'mobile 919148574269'],
    ['0 91485 74269', 'mobile 919148574269'],
    ['(+91) 91485 74269', 'mobile 919148574269'],
    ['+91 (0) 91485 74269', 'mobile 919148574269'],
    ['0091 91485 74269', 'mobile 919148574269'],
    ['९१४८५ ७४२६९', 'mobile 919148574269'],
    ['୯୧୪୮୫୭୪୨୬୯', 'mobile 919148574269'],
    ['௯௧௪௮௫௭௪௨௬௯', 'mobile 919148574269'],
    ['9191485742', 'mobile 919191485742'],
    ['1234567890', 'customerId 1234567890'],
    ['223838387', 'customerId 223838387'],
    ['(123) 456-7890', '! not-a-phone-of-country'],
    ['+91 91485', '! too-short mobile'],
    ['+91 91485 74269 74269 1', '! too-long mobile'],
    ['+91 22 2222 2222', '! not-a-phone-of-country'],
    ['प्रिया शर्मा', 'name प्रिया शर्मा'],
  ],
  AE: [
    ['0501234567', 'mobile 971501234567'],
    ['050 123 4567', 'mobile 971501234567'],
    ['050-123-4567', 'mobile 971501234567'],
    ['501234567', 'mobile 971501234567'],
    ['971501234567', 'mobile 971501234567'],
    ['+971 50 123 4567', 'mobile 971501234567'],
    ['+971 (0)50 123 4567', 'mobile 971501234567'],
    ['00971501234567', 'mobile 971501234567'],
    ['٠٥٠١٢٣٤٥٦٧', 'mobile 971501234567'],
    ['\u200F+٩٧١ ٥٠ ١٢٣ ٤٥٦٧', 'mobile 971501234567'],
    ['\u202B٠٥٠ ١٢٣ ٤٥٦٧\u202C', 'mobile 971501234567'],
    ['۰۵۰۱۲۳۴۵۶۷', 'mobile 971501234567'],
    ['+971 4 123', '! too-short mobile'],
    ['+91 91485 74269', 'mobile 919148574269'],
    ['فاطمة الزهراء', 'name فاطمة الزهراء'],
  ],
  SA: [
    ['0512345678', 'mobile 966512345678'],
    ['051 234 5678', 'mobile 966512345678'],
    ['512345678', 'mobile 966512345678'],
    ['966512345678', 'mobile 966512345678'],
    ['+966 51 234 5678', 'mobile 966512345678'],
    ['00966 51 234 5678', 'mobile 966512345678'],
    ['٠٥١٢٣٤٥٦٧٨', 'mobile 966512345678'],
    ['\u2067+٩٦٦٥١٢٣٤٥٦٧٨\u2069', 'mobile 966512345678'],
    ['+966-51-2345678', 'mobile 966512345678'],
    ['(051) 234-5678', 'mobile 966512345678'],
    ['+971501234567', 'mobile 971501234567'],
    ['محمد', 'name محمد'],
  ],
  SG: [
    ['81234567', 'mobile 6581234567'],
    ['8123 4567', 'mobile 6581234567'],
    ['9123-4567', 'mobile 6591234567'],
    ['6581234567', 'mobile 6581234567'],
    ['65 8123 4567', 'mobile 6581234567'],
    ['+65 8123 4567', 'mobile 6581234567'],
    ['+6581234567', 'mobile 6581234567'],
    ['001 65 8123 4567', 'mobile 6581234567'],
    ['８１２３４５６７', 'mobile 6581234567'],
    ['+60 12 345 6789', 'mobile 60123456789'],
    ['61234567', 'customerId 61234567'],
    ['+65 812', '! too-short mobile'],
    ['Tan Wei Ling', 'name Tan Wei Ling'],
  ],
  ID: [
    ['081234567890', 'mobile 6281234567890'],
    ['0812-3456-7890', 'mobile 6281234567890'],
    ['0812 3456 7890', 'mobile 6281234567890'],
    ['81234567890', 'mobile 6281234567890'],
    ['6281234567890', 'mobile 6281234567890'],
    ['+62 812 3456 7890', 'mobile 6281234567890'],
    ['+62 812-3456-7890', 'mobile 6281234567890'],
    ['(0812) 345-678', 'mobile 62812345678'],
    ['0812.3456.7890', 'mobile 6281234567890'],
    ['008 62 81234567890', 'mobile 6281234567890'],
    ['+65 8123 4567', 'mobile 6581234567'],
    ['Siti', 'name Siti'],
  ],
  TH: [
    ['0812345678', 'mobile 66812345678'],
    ['081 234 5678', 'mobile 66812345678'],
    ['081-234-5678', 'mobile 66812345678'],
    ['812345678', 'mobile 66812345678'],
    ['66812345678', 'mobile 66812345678'],
    ['+66 81 234 5678', 'mobile 66812345678'],
    ['+66 (0) 81 234 5678', 'mobile 66812345678'],
    ['๐๘๑๒๓๔๕๖๗๘', 'mobile 66812345678'],
    ['๐๘๑-๒๓๔-๕๖๗๘', 'mobile 66812345678'],
    ['+๖๖๘๑๒๓๔๕๖๗๘', 'mobile 66812345678'],
    ['001 66 81 234 5678', 'mobile 66812345678'],
    ['สมชาย', 'name สมชาย'],
  ],
  FR: [
    ['0612345678', 'mobile 33612345678'],
    ['06 12 34 56 78', 'mobile 33612345678'],
    ['06.12.34.56.78', 'mobile 33612345678'],
    ['06-12-34-56-78', 'mobile 33612345678'],
    ['06\u00A012\u00A034\u00A056\u00A078', 'mobile 33612345678'],
    ['06\u202F12\u202F34\u202F56\u202F78', 'mobile 33612345678'],
    ['612345678', 'mobile 33612345678'],
    ['33612345678', 'mobile 33612345678'],
    ['+33 6 12 34 56 78', 'mobile 33612345678'],
    ['+33 (0)6 12 34 56 78', 'mobile 33612345678'],
    ['0033 6 12 34 56 78', 'mobile 33612345678'],
    ['+33 6 39 98 12 34', '! not-a-phone-of-country'],
    ['123456789', 'customerId 123456789'],
    ['01.23.45.67.89', '! not-a-phone-of-country'],
    ["Zoë d'Artagnan-Müller", "name Zoë d'Artagnan-Müller"],
  ],
  DE: [
    ['015228817386', 'mobile 4915228817386'],
    ['01522 8817386', 'mobile 4915228817386'],
    ['0152/28817386', 'mobile 4915228817386'],
    ['0152 - 28 81 73 86', 'mobile 4915228817386'],
    ['15228817386', 'mobile 4915228817386'],
    ['4915228817386', 'mobile 4915228817386'],
    ['+49 1522 8817386', 'mobile 4915228817386'],
    ['+49 (0) 1522 8817386', 'mobile 4915228817386'],
    ['+49(0)171 3920012', 'mobile 491713920012'],
    ['0049 171 3920012', 'mobile 491713920012'],
    ['0171–3920012', 'mobile 491713920012'],
    ['017604069012', 'mobile 4917604069012'],
    ['123456', 'customerId 123456'],
    ['+49 30 23125000', '! not-a-phone-of-country'],
    ['Jürgen Groß', 'name Jürgen Groß'],
  ],
  BR: [
    ['11961234567', 'mobile 5511961234567'],
    ['(11) 96123-4567', 'mobile 5511961234567'],
    ['11 96123-4567', 'mobile 5511961234567'],
    ['11.96123.4567', 'mobile 5511961234567'],
    ['011 96123-4567', 'mobile 5511961234567'],
    ['(011) 96123-4567', 'mobile 5511961234567'],
    ['5511961234567', 'mobile 5511961234567'],
    ['55 11 96123 4567', 'mobile 5511961234567'],
    ['+55 11 96123-4567', 'mobile 5511961234567'],
    ['+55 (11) 96123-4567', 'mobile 5511961234567'],
    ['55991234567', 'mobile 5555991234567'],
    ['João da Conceição', 'name João da Conceição'],
  ],
  MX: [
    ['5512345678', 'mobile 525512345678'],
    ['55 1234 5678', 'mobile 525512345678'],
    ['(55) 1234-5678', 'mobile 525512345678'],
    ['55-12-34-56-78', 'mobile 525512345678'],
    ['222 123 4567', 'mobile 522221234567'],
    ['525512345678', 'mobile 525512345678'],
    ['52 55 1234 5678', 'mobile 525512345678'],
    ['+52 55 1234 5678', 'mobile 525512345678'],
    ['+52 (55) 1234 5678', 'mobile 525512345678'],
    ['0052 55 1234 5678', 'mobile 525512345678'],
    ['+52 55 1234', '! too-short mobile'],
    ['María Ñúñez', 'name María Ñúñez'],
  ],
  US: [
    ['2025550123', 'mobile 12025550123'],
    ['202-555-0123', 'mobile 12025550123'],
    ['(202) 555-0123', 'mobile 12025550123'],
    ['202.555.0123', 'mobile 12025550123'],
    ['202 555 0123', 'mobile 12025550123'],
    ['1 202 555 0123', 'mobile 12025550123'],
    ['1-202-555-0123', 'mobile 12025550123'],
    ['12025550123', 'mobile 12025550123'],
    ['+1 (202) 555-0123', 'mobile 12025550123'],
    ['+12025550123', 'mobile 12025550123'],
    ['+1.202.555.0123', 'mobile 12025550123'],
    ['(202)5550123', 'mobile 12025550123'],
    ['011 91 91485 74269', 'mobile 919148574269'],
    ['(202) 555-012', '! too-short mobile'],
    ['(202) 555-01234', '! too-long mobile'],
    ['(123) 555-0123', '! not-a-phone-of-country'],
    ['416 555 0123', 'mobile 14165550123'],
    ["Shaquille O'Neal Jr.", "name Shaquille O'Neal Jr."],
  ],
  GB: [
    ['07400123456', 'mobile 447400123456'],
    ['07400 123456', 'mobile 447400123456'],
    ['07400 123 456', 'mobile 447400123456'],
    ['07400-123-456', 'mobile 447400123456'],
    ['(07400) 123456', 'mobile 447400123456'],
    ['7400123456', 'mobile 447400123456'],
    ['447400123456', 'mobile 447400123456'],
    ['+44 7400 123456', 'mobile 447400123456'],
    ['+44 (0)7400 123456', 'mobile 447400123456'],
    ['+44 ( 0 ) 7400 123456', 'mobile 447400123456'],
    ['0044 7400 123456', 'mobile 447400123456'],
    ['+44 7700 900123', '! not-a-phone-of-country'],
    ['+44 20 7946 0958', '! not-a-phone-of-country'],
    ['(020) 7946 0958', '! not-a-phone-of-country'],
    ['Siân Llwyd', 'name Siân Llwyd'],
  ],
  JP: [
    ['09012345678', 'mobile 819012345678'],
    ['090-1234-5678', 'mobile 819012345678'],
    ['090 1234 5678', 'mobile 819012345678'],
    ['（090）1234-5678', 'mobile 819012345678'],
    ['０９０−１２３４−５６７８', 'mobile 819012345678'],
    ['０９０ー１２３４ー５６７８', 'mobile 819012345678'],
    ['9012345678', 'mobile 819012345678'],
    ['819012345678', 'mobile 819012345678'],
    ['＋８１ ９０ １２３４ ５６７８', 'mobile 819012345678'],
    ['+81 90-1234-5678', 'mobile 819012345678'],
    ['010 81 90 1234 5678', 'mobile 819012345678'],
    ['山田', '! too-short name'],
    ['山田花子', 'name 山田花子'],
    ['さとう はなこ', 'name さとう はなこ'],
    ['スーザン・スミス', 'name スーザン・スミス'],
  ],
  CN: [
    ['13800138000', 'mobile 8613800138000'],
    ['138 0013 8000', 'mobile 8613800138000'],
    ['138-0013-8000', 'mobile 8613800138000'],
    ['１３８００１３８０００', 'mobile 8613800138000'],
    ['8613800138000', 'mobile 8613800138000'],
    ['86 138 0013 8000', 'mobile 8613800138000'],
    ['+86 138 0013 8000', 'mobile 8613800138000'],
    ['0086 138 0013 8000', 'mobile 8613800138000'],
    ['+86-13800138000', 'mobile 8613800138000'],
    ['+86 138', '! too-short mobile'],
    ['王伟', '! too-short name'],
    ['王小明', 'name 王小明'],
    ['李', '! too-short name'],
  ],
  AU: [
    ['0491570156', 'mobile 61491570156'],
    ['0491 570 156', 'mobile 61491570156'],
    ['491570156', 'mobile 61491570156'],
    ['61491570156', 'mobile 61491570156'],
    ['+61 491 570 156', 'mobile 61491570156'],
    ['+61 (0)491 570 156', 'mobile 61491570156'],
    ['0011 61 491 570 156', 'mobile 61491570156'],
  ],
  SE: [
    ['070-174 06 05', 'mobile 46701740605'],
    ['0701740605', 'mobile 46701740605'],
    ['+46 70 174 06 05', 'mobile 46701740605'],
    ['46701740605', 'mobile 46701740605'],
    ['00 46 70-174 06 05', 'mobile 46701740605'],
  ],
}

for (const [country, cases] of Object.entries(typed)) {
  const read = openShop(country)
  test.each(cases)(`in ${country}, %j is %s`, (text, expected) => {
    expect(best(read(text))).toBe(expected)
  })
}

/** Texts that mean the same in every country, tested in India. */
const anywhere: [text: string, expected: string][] = [
  ['', '! empty'],
  [' \t\r\n', '! empty'],
  ['\u200B\u200E\u2060\uFEFF', '! empty'],
  ['\u3164', '! empty'],
  ['anna@example.com', 'email anna@example.com'],
  ['  anna@example.com\n', 'email anna@example.com'],
  ['Anna.Smith@EXAMPLE.Com', 'email Anna.Smith@example.com'],
  ['anna+till@example.co.in', 'email anna+till@example.co.in'],
  ['anna..b@example.jp', 'email anna..b@example.jp'],
  ['anna@ex\nample.com', 'email anna@example.com'],
  ['anna @ example . com', 'email anna@example.com'],
  ['anna＠example．com', 'email anna@example.com'],
  ['\u200Eanna@example.com\u200F', 'email anna@example.com'],
  ['Anna Smith <anna@example.com>', 'email anna@example.com'],
  ['"Smith, Anna" <anna@example.com>;', 'email anna@example.com'],
  ['mail: anna@example.com.', 'email anna@example.com'],
  ['anna@example.com, anna@example.com', 'email anna@example.com'],
  ['anna@müller.example', 'email anna@müller.example'],
  ['अन्ना@उदाहरण.भारत', 'email अन्ना@उदाहरण.भारत'],
  ['9148574269@example.com', 'email 9148574269@example.com'],
  ['mailto:anna@example.com', 'email anna@example.com'],
  ['MAILTO:anna%2Btill@example.com?subject=Hi', 'email anna+till@example.com'],
  ['mailto:anna%@example.com', 'email anna%@example.com'],
  ['a@example.com b@example.com', '! two-emails'],
  ['a@example.com,b@example.com', '! two-emails'],
  ['mailto:a@example.com,b@example.com', '! two-emails'],
  ['anna@', '! not-an-email'],
  ['@anna', '! not-an-email'],
  ['anna@gmail', '! not-an-email'],
  ['anna@@example.com', '! not-an-email'],
  ['anna@-example.com', '! not-an-email'],
  ['anna@example.c', '! not-an-email'],
  ['anna@192.168.0.1', '! not-an-email'],
  ['mailto:', '! not-an-email'],
  [`${'a'.repeat(65)}@example.com`, '! not-an-email'],
  ['tel:+91-91485-74269', 'mobile 919148574269'],
  ['TEL:9148574269', 'mobile 919148574269'],
  ['tel:%2B919148574269', 'mobile 919148574269'],
  ['tel:91485-74269;phone-context=+91', 'mobile 919148574269'],
  ['tel:202-555-0123;phone-context=+1', 'mobile 12025550123'],
  ['tel:+91-91485-74269;ext=12', 'mobile 919148574269'],
  ['sms:+919148574269?body=Hello', 'mobile 919148574269'],
  ['SMSTO:+919148574269:Hello', 'mobile 919148574269'],
  ['tel:12', '! too-short mobile'],
  ['tel:anna', '! not-understood'],
  ['https://shop.example/c/9148574269', '! a-url'],
  ['HTTP://SHOP.EXAMPLE', '! a-url'],
  ['www.shop.example', '! a-url'],
  ['bit.ly/3xYz', '! a-url'],
  ['javascript:alert(1)', '! a-url'],
  ['data:text/html,hi', '! a-url'],
  ['otpauth://totp/x?secret=y', '! a-url'],
  ['https://user@shop.example/', '! a-url'],
  ['WIFI:T:WPA;S:shop;P:secret;;', '! a-url'],
  ['4111111111111111', '! payment-card'],
  ['4111 1111 1111 1111', '! payment-card'],
  ['4111-1111-1111-1111', '! payment-card'],
  ['4111.1111.1111.1111', '! payment-card'],
  ['4111,1111,1111,1111', '! payment-card'],
  ['４１１１１１１１１１１１１１１１', '! payment-card'],
  ['٤١١١١١١١١١١١١١١١', '! payment-card'],
  ['4111\u200B1111\u200B1111\u200B1111', '! payment-card'],
  ['+4111111111111111', '! payment-card'],
  ['tel:4111111111111111', '! payment-card'],
  ['tel:%34111111111111111', '! payment-card'],
  ['4111111111111111@example.com', '! payment-card'],
  ['Visa 4111 1111 1111 1111 12/27', '! payment-card'],
  ['%B4111111111111111^DOE/JOHN^27121010000?', '! payment-card'],
  [';4111111111111111=27121010000?', '! payment-card'],
  ['https://pay.example/4111111111111111', '! payment-card'],
  ['4222222222222', '! payment-card'],
  ['4000000000000000006', '! payment-card'],
  ['5555555555554444', '! payment-card'],
  ['2223003122003222', '! payment-card'],
  ['378282246310005', '! payment-card'],
  ['30569309025904', '! payment-card'],
  ['6011111111111117', '! payment-card'],
  ['3530111333300000', '! payment-card'],
  ['6200000000000005', '! payment-card'],
  ['6759649826438453', '! payment-card'],
  ['4111111111111112', 'cardNumber 4111111111111112'],
  ['1111111111111117', 'cardNumber 1111111111111117'],
  ['+999 123 4567', '! unknown-country-code'],
  ['+0 123 4567', '! unknown-country-code'],
  ['+1 202 555 0123', 'mobile 12025550123'],
  ['+971501234567', 'mobile 971501234567'],
  ['+49 (0)171 3920012', 'mobile 491713920012'],
  ['+39 312 345 6789', 'mobile 393123456789'],
  ['+7 912 345-67-89', 'mobile 79123456789'],
  ['1', 'customerId 1'],
  ['564 738', 'customerId 564738'],
  ['564\n738', '! two-values'],
  ['1,234,567', 'customerId 1234567'],
  ['٥٦٤٧٣٨', 'customerId 564738'],
  [']C1564738', 'customerId 564738'],
  ['564738\u001D', 'customerId 564738'],
  ['1,2', '! two-values'],
  ['0', '! too-short mobile'],
  ['0012345', 'cardNumber 0012345'],
  ['1'.repeat(32), `cardNumber ${'1'.repeat(32)}`],
  ['1'.repeat(40), '! too-long mobile'],
  ['CS-4000-0002', 'cardNumber CS-4000-0002'],
  ['ext 00123', 'cardNumber ext00123'],
  ['E\u00AD12', 'externalId E12'],
  ['Anna', 'name Anna'],
  ['Doe, John', 'name Doe John'],
  ['  Anna \n  Maria ', 'name Anna Maria'],
  ['Anna 😀', 'name Anna'],
  ['👩‍👩‍👧 Anna 🇮🇳', 'name Anna'],
  ['Zoe\u0308', 'name Zoë'],
  ['Anna\u200BMaria', 'name AnnaMaria'],
  ['\u202EAnna\u202C', 'name Anna'],
  ['Anne‐Marie', 'name Anne-Marie'],
  ['O’Brien', 'name O’Brien'],
  ['김철', '! too-short name'],
  ['김철수', 'name 김철수'],
  ['An', '! too-short name'],
  ['x'.repeat(101), '! too-long name'],
  ['😀', '! not-understood'],
  ['!!!', '! not-understood'],
  ['+', '! not-understood'],
  ["<script>alert('x')</script>", '! not-understood'],
  ["' OR 1=1 --", '! not-understood'],
  ['\uD83D', '! empty'],
  ['\uFDFA'.repeat(900), '! too-long text'],
]

test.each(anywhere)('anywhere, %j is %s', (text, expected) => {
  expect(best(openShop('IN')(text))).toBe(expected)
})

/** Kinds of texts that once led to another customer, or to nobody, tested in India. */
const heardWhole: [text: string, expected: string][] = [
  // Separators between values are no grouping.
  ['565039505\t42', '! two-values'],
  ['565039505\u001D42', '! two-values'],
  ['565039505\r\n42', '! two-values'],
  ['565039505, 42', '! two-values'],
  ['565039505;42', '! two-values'],
  ['565039505/42', '! two-values'],
  ['565039505 | 9148574269', '! two-values'],
  ['9148574269 9148574270', '! two-values'],
  ['9148574269+919148574270', '! two-values'],
  ['9148574269 / 9148574270', '! two-values'],
  ['9148574269/9148574269', 'mobile 919148574269'],
  ['565040002\u001D', 'customerId 565040002'],
  ['AB/123', '! two-values'],
  ['12/05/1990', '! not-a-phone-of-country'],
  ['565039505,42', '! two-values'],
  ['12-05-1990', '! not-a-phone-of-country'],
  // Known structures.
  ['%565040002?;565040002?', 'customerId 565040002'],
  [';565040002=9912?', 'customerId 565040002'],
  ['%565040002^KHAN/ADITI^?', 'customerId 565040002'],
  ['%565040002?;565040003?', '! two-values'],
  ['*CS-4000-0002*', 'cardNumber CS-4000-0002'],
  [']C18018123456789012345675', 'cardNumber 123456789012345675'],
  [']d20109501101530003\u001D21CS-4000-0002', 'cardNumber CS-4000-0002'],
  ['(01)09501101530003(21)CS-4000-0002', 'cardNumber CS-4000-0002'],
  [']C121565040002\u001D91565040003', '! two-values'],
  ['BEGIN:VCARD\nVERSION:3.0\nN:Khan;Aditi\nTEL;TYPE=CELL:+91 91485 74269\nEND:VCARD', 'mobile 919148574269'],
  ['BEGIN:VCARD\r\nitem1.EMAIL;type=INTERNET:anna@exam\r\n ple.com\r\nEND:VCARD', 'email anna@example.com'],
  ['MECARD:N:Khan,Aditi;TEL:9148574269;;', 'mobile 919148574269'],
  ['MATMSG:TO:anna@example.com;SUB:Hello 9148574269;BODY:;;', 'email anna@example.com'],
  ['{"cardNumber":"CS-4000-0002","store":17}', 'cardNumber CS-4000-0002'],
  ['{"userId":565040002}', 'customerId 565040002'],
  ['{"mobile":"9148574269"}', 'mobile 919148574269'],
  ['{"mobile":"9148574269","card":"CS-4000-0002"}', '! two-values'],
  ['{"userId":12345678901234567890}', '! not-understood'],
  ['https://wa.me/919148574269', 'mobile 919148574269'],
  ['https://api.whatsapp.com/send?phone=919148574269&text=hi', 'mobile 919148574269'],
  // Labels and extensions.
  ['Mob: 91485 74269', 'mobile 919148574269'],
  ['WhatsApp +91 91485 74269', 'mobile 919148574269'],
  ['Tel. 91485-74269', 'mobile 919148574269'],
  ['Mobile (91485 74269)', 'mobile 919148574269'],
  ['[91485 74269]', 'mobile 919148574269'],
  ['91485 74269 ext. 5', 'mobile 919148574269'],
  ['91485 74269x5', 'mobile 919148574269'],
  ['91485 74269 (WhatsApp)', 'mobile 919148574269'],
  ['91485 74269 Aditi', 'mobile 919148574269'],
  ['मोबाइल: 91485 74269', 'mobile 919148574269'],
  ['Aditi Khan 9148574269', 'mobile 919148574269'],
  ['Aditi Khan 565040002', '! two-values'],
  ['Customer no. 565040002', 'customerId 565040002'],
  ['ID: 565040002', 'customerId 565040002'],
  ['CS 4000 0002', 'cardNumber CS40000002'],
  // Grouping, and what spreadsheets make of numbers.
  ['56,50,39,505', 'customerId 565039505'],
  ['565.039.505', 'customerId 565039505'],
  ['565-039-505', 'customerId 565039505'],
  ['9,14,85,74,269', 'mobile 919148574269'],
  ['9148574269.0', 'mobile 919148574269'],
  ['565039505.00', 'customerId 565039505'],
  ['9148574269.5', '! cut-number'],
  ['9.148574269E+09', 'mobile 919148574269'],
  ['9,148574269E+09', 'mobile 919148574269'],
  ['9.14857E+09', '! cut-number'],
  // Never a part of an address for the whole.
  ['anna,khan@example.com', '! part-of-email'],
  ['anna;khan@example.com', '! part-of-email'],
  ['anna khan@example.com', '! part-of-email'],
  ['anna khan@example', '! not-an-email'],
  ['anna khan @ example.com', '! not-an-email'],
  ['anna@example.com khan', '! part-of-email'],
  ['“anna@example.com”', 'email anna@example.com'],
  ['anna@example.com/', 'email anna@example.com'],
  ['anna@example。com', 'email anna@example.com'],
  ['anna@example.com。', 'email anna@example.com'],
  ['E-mail: anna@example.com', 'email anna@example.com'],
  ['anna@example.com\t9148574269', '! part-of-email'],
  // Names.
  ['राम', 'name राम'],
  ['सीता', 'name सीता'],
  ['佐藤', '! too-short name'],
  ['Khan, Aditi', 'name Khan Aditi'],
  ['Mr Rohan Mehta', 'name Mr Rohan Mehta'],
  ['Ｋｈａｎ', 'name Khan'],
  ['محـــمد', 'name محمد'],
  ['Anne–Marie', 'name Anne-Marie'],
  // Plans that changed, and mobiles too short for the vendor.
  ['+52 1 55 1234 5678', 'mobile 525512345678'],
  ['+225 07 12 34 56', 'mobile 2250707123456'],
  ['+500 51234', '! short-numbers-of-country'],
]

test.each(heardWhole)('%j is heard as %s', (text, expected) => {
  expect(best(openShop('IN')(text))).toBe(expected)
})

test.each([
  ['MX', '+52 1 55 1234 5678', ['525512345678', '5215512345678']],
  ['MX', '55 1234 5678', ['525512345678', '5215512345678']],
  ['BR', '(11) 8765-4321', ['5511987654321', '551187654321']],
  ['BR', '11 98765-4321', ['5511987654321', '551187654321']],
  ['AR', '+54 9 11 2345 6789', ['5491123456789', '541123456789']],
  ['CI', '07 09 12 34 56', ['2250709123456', '22509123456']],
  ['CI', '09 12 34 56', ['2250709123456', '22509123456']],
  ['IT', '0335 1234567', ['393351234567', '3903351234567']],
  ['VN', '0163 234 5678', ['84332345678', '841632345678']],
])('in %s, the present and the former spelling of %s are asked', (country, text, spelled) => {
  const mobiles = all(openShop(country)(text)).filter(({ kind }) => kind === 'mobile')
  expect(mobiles.map(({ value }) => value)).toEqual(spelled)
})

test('scanned digits have no international prefix, and a store’s own rule wins over it', () => {
  const shop = v.parse(storeRules, { country: 'IN' })
  const phone = createPhoneReader(metadata, examples, 'IN')
  const kinds = (seen: Understanding) => all(seen).map(({ kind, value }) => `${kind} ${value}`)
  expect(kinds(understand('0012025550123', shop, phone, 'scanned'))).not.toContain('mobile 12025550123')
  expect(kinds(understand('0012025550123', shop, phone)).at(0)).toBe('mobile 12025550123')
  const ruled = openShop('IN', { cardNumber: { prefix: '00', lengths: [13] } })
  expect(kinds(ruled('0012025550123')).at(0)).toBe('cardNumber 0012025550123')
})

test('UPC-A and its EAN-13 form are one code', () => {
  const phone = createPhoneReader(metadata, examples, 'IN')
  const read = (rule: { lengths: number[] }, text: string) =>
    best(understand(text, v.parse(storeRules, { country: 'IN', cardNumber: rule }), phone, 'scanned'))
  expect(read({ lengths: [12] }, '0036000291452')).toBe('cardNumber 036000291452')
  expect(read({ lengths: [13] }, '036000291452')).toBe('cardNumber 0036000291452')
  expect(read({ lengths: [12] }, '0036000291453')).not.toBe('cardNumber 036000291453')
})

test('a zero behind the country’s code, written without a plus or brackets, is a digit like any other', () => {
  expect(all(openShop('IN')('91010000000')).map(({ value }) => value)).not.toContain('9110000000')
})

test('two values are each offered', () => {
  expect(openShop('IN')('565039505\t9148574269')).toMatchObject({
    mistake: { what: 'two-values', values: [{ value: '565039505' }, { value: '919148574269' }] },
  })
})

test('the table has at least 200 written cases over at least 12 countries', () => {
  expect(Object.values(typed).flat().length + anywhere.length).toBeGreaterThanOrEqual(200)
  expect(Object.keys(typed).length).toBeGreaterThanOrEqual(12)
})

test('every way to read a bare number stays as an alternative, the sure ones first', () => {
  expect(all(openShop('IN')('9148574269'))).toEqual([
    { kind: 'mobile', value: '919148574269', because: 'valid-mobile-of-country', country: 'IN' },
    { kind: 'customerId', value: '9148574269', because: 'digits' },
    { kind: 'cardNumber', value: '9148574269', because: 'looks-like-one' },
    { kind: 'externalId', value: '9148574269', because: 'looks-like-one' },
  ])
})

test('letters and digits are a card or an external id where the shop has no rule for either', () => {
  expect(all(openShop('IN')('EXT-00123'))).toEqual([
    { kind: 'cardNumber', value: 'EXT-00123', because: 'looks-like-one' },
    { kind: 'externalId', value: 'EXT-00123', because: 'looks-like-one' },
  ])
})

test('a plus leaves one reading, of the country it names', () => {
  expect(all(openShop('IN')('+971 50 123 4567'))).toEqual([
    { kind: 'mobile', value: '971501234567', because: 'written-with-country-code', country: 'AE' },
  ])
})

test('digits that begin like another country come after what fits at home', () => {
  expect(all(openShop('IN')('971501234567')).map(({ because }) => because)).toEqual([
    'digits',
    'starts-with-foreign-code',
    'looks-like-one',
    'looks-like-one',
  ])
})

test('eight digits in Singapore are a customer id first where the shop says so', () => {
  const seen = openShop('SG', { kinds: ['customerId', 'mobile'] })('81234567')
  expect(all(seen).map(({ kind }) => kind)).toEqual(['customerId', 'mobile'])
})

test('nine digits in France are a mobile or a customer id in the order of the shop', () => {
  const kinds = (order: ('mobile' | 'customerId')[]) =>
    all(openShop('FR', { kinds: order })('612345678')).map(({ kind }) => kind)
  expect(kinds(['mobile', 'customerId'])).toEqual(['mobile', 'customerId'])
  expect(kinds(['customerId', 'mobile'])).toEqual(['customerId', 'mobile'])
})

test('a land line in digits alone comes last, to be asked when the clerk insists', () => {
  expect(all(openShop('GB')('020 7946 0958')).at(-1)).toEqual({
    kind: 'mobile',
    value: '442079460958',
    because: 'could-be-dialled',
    country: 'GB',
  })
})

test("a number that is no mobile of the country gets the country's example, and may be asked anyway", () => {
  expect(openShop('IN')('+44 20 7946 0958')).toEqual({
    understood: false,
    mistake: {
      what: 'not-a-phone-of-country',
      country: 'GB',
      example: '+44 7400 123456',
      anyway: { kind: 'mobile', value: '442079460958', because: 'could-be-dialled', country: 'GB' },
    },
  })
})

test('too few digits of a local number get the local example', () => {
  expect(openShop('US')('(202) 555')).toEqual({
    understood: false,
    mistake: { what: 'too-short', kind: 'mobile', country: 'US', example: '(201) 555-0123' },
  })
})

test('two e-mails are shown, neither is chosen', () => {
  expect(openShop('US')('a@example.com; B@Example.com')).toEqual({
    understood: false,
    mistake: { what: 'two-emails', emails: ['a@example.com', 'B@example.com'] },
  })
})

test('a link from a QR code is handed on as text, cut to what a screen holds', () => {
  const seen = openShop('US')(`https://shop.example/${'a'.repeat(500)}`)
  expect(seen).toMatchObject({
    mistake: { what: 'a-url', url: expect.stringMatching(/^https:\/\/shop.{188}$/) },
  })
})

test('a payment card is refused without a trace of its number', () => {
  expect(openShop('US')('4111 1111 1111 1111')).toEqual({
    understood: false,
    mistake: { what: 'payment-card' },
  })
})

test('a payment card is refused though the last of its digits are a mobile', () => {
  // The first two are an application identifier in a GS1 barcode.
  expect(openShop('BR')(']C130551690000001')).toEqual({
    understood: false,
    mistake: { what: 'payment-card' },
  })
})

test('thirteen digits that are a mobile of the shop’s country are no card, though they pass as one', () => {
  expect(all(openShop('DE')('4915228817388'))).toEqual([
    { kind: 'mobile', value: '4915228817388', because: 'starts-with-country-code', country: 'DE' },
  ])
  expect(best(openShop('IN')('4915228817388'))).toBe('! payment-card')
  expect(best(openShop('IN')('+49 1522 8817388'))).toBe('mobile 4915228817388')
})

test.each([
  ['9900123456', 'cardNumber 9900123456'],
  ['9900-123-456', 'cardNumber 9900123456'],
  ['9900 123 456', 'cardNumber 9900123456'],
  [']C09900123456', 'cardNumber 9900123456'],
  ['990012345', '! too-short cardNumber'],
  ['99001234567', '! too-long cardNumber'],
  ['1234567890', '! not-a-phone-of-country'],
  ['mem-1234', 'externalId MEM-1234'],
  ['MEM-12345', 'externalId MEM-12345'],
  ['MEM-123456', '! too-long externalId'],
  ['MEM1234', '! not-understood'],
  ['Anna', '! kind-not-used name'],
  ['anna@example.com', '! kind-not-used email'],
])('where cards are 99 and eight digits, members MEM-1234: %j is %s', (text, expected) => {
  const read = openShop('IN', {
    kinds: ['cardNumber', 'externalId', 'mobile'],
    cardNumber: { prefix: '99', lengths: [10], pattern: String.raw`\d+` },
    externalId: { prefix: 'MEM-', lengths: [8, 9], pattern: String.raw`MEM-\d{4,5}` },
  })
  expect(best(read(text))).toBe(expected)
})

test('digits that begin like the shop’s cards are a short card before they are a wrong mobile', () => {
  const read = openShop('IN', {
    kinds: ['mobile', 'cardNumber'],
    cardNumber: { prefix: '99', lengths: [12] },
  })
  expect(best(read('99-00-1234'))).toBe('! too-short cardNumber')
  expect(best(read('88-00-1234'))).toBe('! not-a-phone-of-country')
})

test('a mobile says that the shop does not use mobiles', () => {
  const read = openShop('IN', { kinds: ['email', 'name'] })
  expect(best(read('+91 91485 74269'))).toBe('! kind-not-used mobile')
  expect(best(read('91485 74269'))).toBe('! kind-not-used mobile')
})

test('a country without a numbering plan still reads numbers that name theirs', () => {
  const read = openShop('AQ')
  expect(best(read('+64 21 123 4567'))).toBe('mobile 64211234567')
  expect(best(read('211234567'))).toBe('customerId 211234567')
})

test('the phone reader loaded for a shop knows the shop’s own country and every other', async () => {
  const phone = await loadPhoneReader('GB')
  expect(phone.read('07400 123456')).toMatchObject({ number: '447400123456', country: 'GB' })
  expect(phone.read('+91 91485 74269')).toMatchObject({ number: '919148574269', country: 'IN' })
})

for (const [country, digits, written] of [
  ['IN', '919148574269', '091485 74269'],
  ['DE', '+4915123456789', '01512 3456789'],
  ['AE', '971501234567', '050 123 4567'],
  ['US', '12015550123', '(201) 555-0123'],
  ['DE', '919148574269', '+91 91485 74269'],
  ['IN', '447400123456', '+44 7400 123456'],
  ['IN', '12', '12'],
  ['IN', 'unlisted', 'unlisted'],
] as const)
  test(`in a store in ${country} ${digits} is written ${written}`, () => {
    expect(createPhoneReader(metadata, examples, country).write(digits)).toBe(written)
  })
