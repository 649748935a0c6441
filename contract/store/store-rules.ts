import * as v from 'valibot'
import { identifierKind, longest } from '#contract/customer/identifier.ts'

const atom = String.raw`(?:[A-Za-z0-9_/-]|\\[d./]|\[\^?(?:[A-Za-z0-9_/.-]|\\d)+\])`
const quantifier = String.raw`(?:\{\d{1,2}(?:,\d{0,2})?\}|[?*+])`
const sequence = `(?:${atom}${quantifier}?)+`
const allowedPattern = new RegExp(String.raw`^${sequence}(?:\|${sequence})*$`)

/**
 * A pattern can't run away when it has no groups to repeat and few places where a repetition may stop early: matching an
 * identifier is then at worst quadratic in 50 characters.
 */
const cannotRunAway = (pattern: string) =>
  pattern.split('|').every((part) => (part.match(/[?*+]|\{\d+,\d*\}/g) ?? []).length <= 2)

const compiles = (pattern: string) => {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/**
 * A small regular expression, always matched against the whole identifier: letters, digits, `\d`, classes, `{n}` `{n,m}` `?`
 * `*` `+` (at most two of varying length between bars), and `|`. No groups, so no nested quantifiers, no look-around.
 */
const pattern = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(80),
  v.regex(allowedPattern),
  v.check(cannotRunAway),
  v.check(compiles),
)

const length = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(longest.cardNumber))

/** How a shop's card numbers or external ids look. The prefix is part of the number, counts in its length, and is sent. */
const numberRule = v.pipe(
  v.strictObject({
    prefix: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,19}$/))),
    lengths: v.optional(v.pipe(v.array(length), v.minLength(1), v.maxLength(20))),
    pattern: v.optional(pattern),
  }),
  v.check(({ prefix, lengths, pattern: shape }) => (prefix ?? lengths ?? shape) !== undefined),
)

export type NumberRule = v.InferOutput<typeof numberRule>

const milliseconds = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most))

/** What the scanner puts before or after every code, as the characters it types. */
const frame = v.pipe(v.string(), v.maxLength(10))

/**
 * How the shop's keyboard-wedge scanners type, where they are not as scanners leave the factory. Times in milliseconds.
 *
 * - `gap`: the longest from key to key, 35 by default; people type slower
 * - `leastLength`: the fewest characters of a code, 6 by default
 * - `silence`: only for scanners that send neither Enter nor Tab: how long a pause ends a scan
 */
const scannerRule = v.strictObject({
  gap: v.optional(milliseconds(5, 100)),
  leastLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(longest.cardNumber))),
  prefix: v.optional(frame),
  suffix: v.optional(frame),
  silence: v.optional(milliseconds(20, 1000)),
})

/**
 * What the search box may understand in one shop.
 *
 * - `country`: where the shop stands, ISO 3166-1 alpha-2; numbers without a country code are read as this country's
 * - `kinds`: what the shop finds customers by; the first is tried first where a text could be several. All of them by default
 * - `scanner`: how scanners type here
 * - `cardNumber`, `externalId`: without a rule, anything that could be one is offered, after the readings that are surer
 */
export const storeRules = v.strictObject({
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  kinds: v.optional(
    v.pipe(
      v.array(identifierKind),
      v.minLength(1),
      v.check((kinds) => new Set(kinds).size === kinds.length),
    ),
    identifierKind.options,
  ),
  cardNumber: v.optional(numberRule),
  externalId: v.optional(numberRule),
  scanner: v.optional(scannerRule),
})

export type StoreRules = v.InferOutput<typeof storeRules>
