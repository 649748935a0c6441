import * as v from 'valibot'
import { findRequest } from '#contract/customer/identifier.ts'
import { holdsPaymentCard } from '#contract/store/payment-card.ts'
import type { StoreRules } from '#contract/store/store-rules.ts'
import type { PhoneReader, PhoneReading } from '#src/app/phone-numbers/phone.ts'
import type { Candidate, Mistake, Understanding } from './candidate.ts'
import { readEmail } from './email.ts'
import { foldBlanks, foldCharacters, foldName } from './fold.ts'
import { wordsBeforeNumber, withoutLabel } from './labels.ts'
import { whyNothing, type Sight } from './mistake.ts'
import { readName } from './name.ts'
import { barcodeSpellings, readNumber } from './numbers.ts'
import { openPayload, withoutSymbology, type Field } from './payload.ts'
import { readSpreadsheetNumber } from './spreadsheet.ts'

/** Longer than any identifier with any wrapping: longer texts are not read. */
const longestText = 1000

const longestLinkShown = 200

export type Source = 'typed' | 'scanned'

type Store = { rules: StoreRules; phone: PhoneReader; source: Source }

/**
 * Understands what an associate typed, pasted or scanned to look a customer up. It never throws, and it reads no text longer than a
 * thousand characters, so that a pasted book costs no more than a pasted line. Two values are never read as one, and no digit is
 * added or left out.
 *
 * @returns the readings, best first, each a valid `findRequest`: first texts that declare their kind (with a plus or an at sign),
 *   then those that fit the shop's rules in the order of its kinds, then guesses. If nothing can be looked up, the mistake to put
 *   into words.
 */
export function understand(
  text: string,
  rules: StoreRules,
  phone: PhoneReader,
  source: Source = 'typed',
): Understanding {
  if (text.length > longestText) return mistaken({ what: 'too-long', kind: 'text', atMost: longestText })
  const characters = foldCharacters(text)
  // One character can fold to eighteen.
  if (characters.length > longestText)
    return mistaken({ what: 'too-long', kind: 'text', atMost: longestText })
  const written = foldBlanks(characters)
  if (written === '') return mistaken({ what: 'empty' })

  const store = { rules, phone, source }
  const { holds, fields } = openPayload(characters)
  const [{ says, text: first }, ...others] = fields
  const isPhone =
    others.length === 0 &&
    isSurelyPhone(phone.read(first)) &&
    !isPartOfNumber(first, withoutSymbology(written))
  if (
    !isPhone &&
    [written, withoutSymbology(written), ...fields.map((field) => field.text)].some(holdsPaymentCard)
  )
    return mistaken({ what: 'payment-card' })
  if (says === 'url') return mistaken({ what: 'a-url', url: written.slice(0, longestLinkShown) })
  if (others.length === 0) return understandOne({ says, text: first }, foldName(text), store)
  const each = fields.map((field) => understandOne(field, foldName(field.text), store))
  return holds === 'several' ? several(each) : together(each, rules)
}

/** True if digits stand next to the part, as those of an application identifier do in a GS1 barcode. */
function isPartOfNumber(part: string, whole: string) {
  const [before = '', after] = whole.split(part)
  return after !== undefined && (/\d$/.test(before) || /^\d/.test(after))
}

/** Each value with its best reading, for the associate to choose from. */
function several(each: Understanding[]): Understanding {
  const values = each.flatMap((seen) => (seen.understood ? [seen.candidates[0]] : []))
  const distinct = values.filter(
    ({ kind, value }, at) => values.findIndex((other) => other.kind === kind && other.value === value) === at,
  )
  const [only] = distinct
  // The same number twice is one number.
  if (only !== undefined && distinct.length === 1 && values.length === each.length)
    return { understood: true, candidates: [only] }
  return mistaken({ what: 'two-values', values: distinct })
}

/** The values of one person's contact card are readings of one search, in the order of the shop's kinds. */
function together(each: Understanding[], rules: StoreRules): Understanding {
  const [best, ...others] = each
    .flatMap((seen) => (seen.understood ? [seen.candidates[0]] : []))
    .toSorted(bySurenessThenBy(rules))
  const failed = each.find((seen) => !seen.understood)
  return best === undefined
    ? (failed ?? mistaken({ what: 'not-understood' }))
    : { understood: true, candidates: [best, ...others] }
}

function understandOne({ says, text }: Field, name: string, store: Store): Understanding {
  const { rules, phone } = store
  const spreadsheet = readSpreadsheetNumber(text)
  if (spreadsheet && spreadsheet.number === undefined) return mistaken({ what: 'cut-number' })
  const isPhone = (part: string) => isSurelyPhone(phone.read(part))
  const bare = spreadsheet?.number ?? (text.includes('@') ? text : withoutLabel(text, isPhone))

  const email = readEmail(bare)
  if (email?.found === 'part' && rules.kinds.includes('email')) return mistaken(partOfEmail(email.email))
  const apart = email === undefined ? twoValuesIn(bare, store) : undefined
  if (apart !== undefined) return apart

  const sight = { says, text: bare, dialled: dial(bare, store), email, name }
  const [best, ...others] = readings(sight, store).filter(isAskable).toSorted(bySurenessThenBy(rules))
  if (best === undefined || best.because === 'could-be-dialled')
    return mistaken(whyNothing({ ...sight, anyway: best }, rules, phone))
  return { understood: true, candidates: [best, ...others] }
}

/** Nobody dials with a scanner: in scanned digits, 00 is no international prefix. */
function dial(text: string, { phone, source }: Store): PhoneReading | undefined {
  const dialled = phone.read(text)
  const isPrefixed = dialled?.found === 'mobile' && dialled.because === 'written-with-international-prefix'
  return source === 'scanned' && isPrefixed ? undefined : dialled
}

/** Two mobile numbers with only a blank between them, or a name before a number. */
function twoValuesIn(text: string, store: Store): Understanding | undefined {
  const words = wordsBeforeNumber(text)
  const numbers = halvesOf(text).find((halves) =>
    halves.every((half) => isSurelyPhone(store.phone.read(half))),
  )
  const values = numbers ?? words
  return (
    values &&
    several(values.map((value) => understandOne({ says: 'text', text: value }, foldName(value), store)))
  )
}

const halvesOf = (text: string) =>
  [...text.matchAll(/(?<=\d) (?=[+(\d])|(?<=\d)(?=\+)/g)].map(({ index }) => [
    text.slice(0, index),
    text.slice(index).trim(),
  ])

const partOfEmail = (email: string): Mistake => ({
  what: 'part-of-email',
  email,
  anyway: { kind: 'email', value: email, because: 'has-at-sign' },
})

/** All readings of kinds that the shop uses. A plus, an at sign or a text that names its kind leaves only one kind. */
function readings(
  { says, text, dialled, email, name }: Omit<Sight, 'anyway'>,
  { rules, source }: Store,
): Candidate[] {
  return rules.kinds.flatMap((kind) => {
    if (kind === 'email')
      return email?.found === 'email' ? [{ kind, value: email.email, because: 'has-at-sign' }] : []
    if (email !== undefined || says === 'email') return []
    if (kind === 'mobile') return says === 'text' || says === 'phone' ? mobilesIn(dialled) : []
    if (says === 'phone' || text.startsWith('+')) return []
    if (says !== 'text' && says !== kind) return []
    if (kind === 'name') return readName(name) ?? []
    const spelled = source === 'scanned' ? barcodeSpellings(text) : [text]
    return spelled.flatMap((each) => readNumber(kind, each, rules) ?? [])
  })
}

function mobilesIn(dialled: PhoneReading | undefined): Candidate[] {
  if (dialled?.found === 'not-mobile') {
    const { number: value, country } = dialled
    return [{ kind: 'mobile', value, because: 'could-be-dialled', country }]
  }
  if (dialled?.found !== 'mobile') return []
  const { number, former, because, country } = dialled
  return [number, former ?? []].flat().map((value) => ({ kind: 'mobile', value, because, country }))
}

/**
 * Thirteen digits can be a German or Austrian mobile and look like a Visa card of a kind last issued decades ago. A mobile of the
 * shop's own country, or a number with a plus, counts as a mobile.
 */
const isSurelyPhone = (dialled: PhoneReading | undefined) =>
  dialled?.found === 'mobile' && dialled.because !== 'starts-with-foreign-code'

const isAskable = ({ kind, value }: Candidate) =>
  v.is(findRequest, { kind, value }) && (kind === 'mobile' || !holdsPaymentCard(value))

/** How sure each reason is: 0 the text declares it, 1 it fits, 2 and 3 it is possible. */
const sureness = {
  'written-with-country-code': 0,
  'has-at-sign': 0,
  'valid-mobile-of-country': 1,
  'starts-with-country-code': 1,
  'matches-rule': 1,
  digits: 1,
  letters: 1,
  'written-with-international-prefix': 2,
  'looks-like-one': 3,
  'starts-with-foreign-code': 3,
  'could-be-dialled': 4,
} as const satisfies Record<Candidate['because'], number>

const bySurenessThenBy = (rules: StoreRules) => (one: Candidate, other: Candidate) =>
  sureness[one.because] - sureness[other.because] ||
  rules.kinds.indexOf(one.kind) - rules.kinds.indexOf(other.kind)

const mistaken = (mistake: Mistake): Understanding => ({ understood: false, mistake })
