import { isCustomerId } from '#contract/customer/customer-id.ts'
import { longest } from '#contract/customer/identifier.ts'
import type { NumberRule, StoreRules } from '#contract/store/store-rules.ts'
import type { Candidate, Mistake } from './candidate.ts'

type RuledKind = 'cardNumber' | 'externalId'

/** Reads a folded text as one of the shop's own numbers; spaces don't count. `undefined` where it can't be one. */
export function readNumber(kind: RuledKind | 'customerId', written: string, rules: StoreRules) {
  const value = written.replaceAll(' ', '')
  if (kind === 'customerId') return readCustomerId(written)
  return rules[kind] ? readByRule(kind, value, rules[kind]) : guess(kind, value)
}

/** Why a text that could have been one of the shop's own numbers isn't: its length alone. */
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

/** True when a text begins as the shop's rule says its numbers of this kind begin. */
export const hasPrefix = (kind: RuledKind, written: string, rules: StoreRules) =>
  startsWith(written.replaceAll(' ', ''), rules[kind]?.prefix)

/** Shortest and longest number worth a guess where the shop gives no rule. */
const unruled = { cardNumber: [4, 32], externalId: [2, 36] }

/** The commas of a spreadsheet's 1,234,567 are no part of the id. */
function readCustomerId(written: string): Candidate | undefined {
  const value = /^[1-9]\d{0,2}(?:,\d{3})+$/.test(written)
    ? written.replaceAll(',', '')
    : written.replaceAll(' ', '')
  return isCustomerId(value) ? { kind: 'customerId', value, because: 'digits' } : undefined
}

function readByRule(kind: RuledKind, value: string, rule: NumberRule): Candidate | undefined {
  // A card number is often printed in groups, as 1234-5678.
  const spellings = kind === 'cardNumber' ? [value, value.replace(/[-.]/g, '')] : [value]
  const match = spellings.map((each) => spellPrefix(each, rule.prefix)).find((each) => matches(each, rule))
  return match === undefined ? undefined : { kind, value: match, because: 'matches-rule' }
}

function guess(kind: RuledKind, value: string): Candidate | undefined {
  const [atLeast = 0, atMost = 0] = unruled[kind]
  if (!looksLikeOne(value) || value.length < atLeast || value.length > atMost) return undefined
  return { kind, value, because: 'looks-like-one' }
}

/** Digits, or letters and digits: a card without a rule looks no different from an external id. */
const looksLikeOne = (value: string) =>
  /^(?:\d+|(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_-]*)$/.test(value)

const matches = (value: string, { prefix, lengths, pattern }: NumberRule) =>
  value.length <= longest.cardNumber &&
  (prefix === undefined || value.startsWith(prefix)) &&
  (lengths === undefined || lengths.includes(value.length)) &&
  (pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(value))

/** The shop's own capitals, whatever the caps lock says. */
const spellPrefix = (value: string, prefix: string | undefined) =>
  prefix !== undefined && startsWith(value, prefix) ? prefix + value.slice(prefix.length) : value

const startsWith = (value: string, prefix: string | undefined) =>
  prefix !== undefined && value.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase()
