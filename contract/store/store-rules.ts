import * as v from 'valibot'
import { identifierKind, longest } from '#contract/customer/identifier.ts'

const atom = String.raw`(?:[A-Za-z0-9_/-]|\\[d./]|\[\^?(?:[A-Za-z0-9_/.-]|\\d)+\])`
const quantifier = String.raw`(?:\{\d{1,2}(?:,\d{0,2})?\}|[?*+])`
const sequence = `(?:${atom}${quantifier}?)+`
const allowedPattern = new RegExp(String.raw`^${sequence}(?:\|${sequence})*$`)

/**
 * Excludes catastrophic backtracking. A pattern without groups and with few variable repetitions takes, in the worst case,
 * quadratic time in 50 characters.
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
 * A small regular expression, always matched against the whole identifier: letters, digits, `\d`, classes, `{n}` `{n,m}` `?` `*`
 * `+` (at most two of variable length between bars), and `|`. There are no groups, so no nested quantifiers, and no look-around.
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

/** The form of a shop's card numbers or external ids. The prefix is part of the number, counts in its length, and is sent. */
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

/** The characters that the scanner types before or after every code. */
const frame = v.pipe(v.string(), v.maxLength(10))

/**
 * How the shop's keyboard-wedge scanners type, if they differ from the factory settings. Times in milliseconds.
 *
 * - `gap`: the longest time from key to key, 35 by default; people type slower
 * - `leastLength`: the fewest characters of a code, 6 by default
 * - `silence`: only for scanners that send neither Enter nor Tab: the length of the pause that ends a scan
 */
const scannerRule = v.strictObject({
  gap: v.optional(milliseconds(5, 100)),
  leastLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(longest.cardNumber))),
  prefix: v.optional(frame),
  suffix: v.optional(frame),
  silence: v.optional(milliseconds(20, 1000)),
})

/**
 * What the search box can understand in one shop.
 *
 * - `country`: the country of the shop, ISO 3166-1 alpha-2; numbers without a country code are read as numbers of this country
 * - `kinds`: the kinds of identifier by which the shop looks customers up; if a text fits several, the first is tried first. All
 *   kinds by default
 * - `scanner`: how scanners type here
 * - `cardNumber`, `externalId`: without a rule, any possible number is offered, after the more certain readings
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
