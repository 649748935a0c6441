import { isCustomerId } from '#contract/customer/customer-id.ts'
import { longest } from '#contract/customer/identifier.ts'
import type { NumberRule, StoreRules } from '#contract/store/store-rules.ts'
import type { Candidate, Mistake } from './candidate.ts'

type RuledKind = 'cardNumber' | 'externalId'

/** Reads a folded text as one of the shop's own numbers. Blanks are grouping, in a customer's number also dots and dashes. */
export function readNumber(
  kind: RuledKind | 'customerId',
  written: string,
  rules: StoreRules,
): Candidate | undefined {
  if (kind === 'customerId') return readCustomerId(ungrouped(written))
  const value = written.replaceAll(' ', '')
  return rules[kind] ? readByRule(kind, value, rules[kind]) : guess(kind, value)
}

const readCustomerId = (value: string): Candidate | undefined =>
  isCustomerId(value) ? { kind: 'customerId', value, because: 'digits' } : undefined

/** A date is not a number in groups. */
const date = /^(?:\d{1,2}([.-])\d{1,2}\1(?:\d{4}|\d\d)|\d{4}([.-])\d{1,2}\2\d{1,2})$/

const ungrouped = (written: string) =>
  /^\d[\d .-]*\d$/.test(written) && !date.test(written)
    ? written.replace(/[ .-]/g, '')
    : written.replaceAll(' ', '')

/**
 * The two spellings of a retail barcode: the twelve digits of UPC-A, and the thirteen of EAN-13 with a zero before them. Scanners
 * send either. Every other text has one spelling.
 *
 * @see https://www.gs1.org/standards/barcodes/ean-upc
 */
export function barcodeSpellings(text: string): string[] {
  if (/^\d{12}$/.test(text) && hasCheckDigit(text)) return [text, `0${text}`]
  return /^0\d{12}$/.test(text) && hasCheckDigit(text) ? [text, text.slice(1)] : [text]
}

/** The check digit of GS1: from the right, digits weigh 1 and 3 in turn. */
const hasCheckDigit = (digits: string) =>
  digits
    .split('')
    .toReversed()
    .reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 1 : 3), 0) %
    10 ===
  0

/** Why a text is not one of the shop's own numbers, if only its length is wrong. */
export function wrongLength(
  kind: RuledKind | 'customerId',
  written: string,
  rules: StoreRules,
): Mistake | undefined {
  const value = written.replaceAll(' ', '')
  if (kind === 'customerId')
    return /^[1-9]\d{15,}$/.test(value) ? { what: 'too-long', kind, atMost: longest.customerId } : undefined
  const { prefix, lengths } = rules[kind] ?? { prefix: undefined, lengths: unruled[kind] }
  const isOne = prefix === undefined ? looksLikeOne(value) : startsWith(value, prefix)
  if (lengths === undefined || !isOne) return undefined
  const [atLeast, atMost] = [Math.min(...lengths), Math.max(...lengths)]
  if (value.length < atLeast) return { what: 'too-short', kind, atLeast }
  return value.length > atMost ? { what: 'too-long', kind, atMost } : undefined
}

/** True if a text begins with the prefix that the shop's rule gives for this kind. */
export const hasPrefix = (kind: RuledKind, written: string, rules: StoreRules) =>
  startsWith(written.replaceAll(' ', ''), rules[kind]?.prefix)

/** The shortest and the longest number that is considered if the shop gives no rule. */
const unruled = { cardNumber: [4, 32], externalId: [2, 36] }

function readByRule(kind: RuledKind, value: string, rule: NumberRule): Candidate | undefined {
  // A card number is often printed in groups, such as 1234-5678.
  const spellings = kind === 'cardNumber' ? [value, value.replace(/[-.]/g, '')] : [value]
  const match = spellings.map((each) => spellPrefix(each, rule.prefix)).find((each) => matches(each, rule))
  return match === undefined ? undefined : { kind, value: match, because: 'matches-rule' }
}

function guess(kind: RuledKind, value: string): Candidate | undefined {
  const [atLeast = 0, atMost = 0] = unruled[kind]
  if (!looksLikeOne(value) || value.length < atLeast || value.length > atMost) return undefined
  return { kind, value, because: 'looks-like-one' }
}

/** Digits, or letters and digits. Without a rule, a card number looks like an external id. */
const looksLikeOne = (value: string) =>
  /^(?:\d+|(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_-]*)$/.test(value)

const matches = (value: string, { prefix, lengths, pattern }: NumberRule) =>
  value.length <= longest.cardNumber &&
  (prefix === undefined || value.startsWith(prefix)) &&
  (lengths === undefined || lengths.includes(value.length)) &&
  (pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(value))

/** The prefix in the shop's own capitals, whatever the state of caps lock. */
const spellPrefix = (value: string, prefix: string | undefined) =>
  prefix !== undefined && startsWith(value, prefix) ? prefix + value.slice(prefix.length) : value

const startsWith = (value: string, prefix: string | undefined) =>
  prefix !== undefined && value.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase()
