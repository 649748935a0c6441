import * as v from 'valibot'
import { isCustomerId } from './customer-id.ts'

/** What a customer can be found by. `mobile`, `email`, `cardNumber` and `externalId` are the vendor's own spellings. */
export const identifierKind = v.picklist([
  'mobile',
  'email',
  'cardNumber',
  'externalId',
  'customerId',
  'name',
])

export type IdentifierKind = v.InferOutput<typeof identifierKind>

/** The longest value of each kind, in UTF-16 code units. */
export const longest = {
  mobile: 15,
  email: 254,
  cardNumber: 50,
  externalId: 50,
  customerId: 15,
  name: 100,
} as const satisfies Record<IdentifierKind, number>

/**
 * Separates lists at the vendor (comma, in every script that might be folded to one), or can't be seen on a screen:
 * controls, format characters, lone surrogates, fillers.
 */
const forbidden = /[,\u060C\u3001\uFE10\uFE11\uFE50\uFE51\uFF0C\uFF64\p{C}\p{Default_Ignorable_Code_Point}]/u

/** Country code and number, no plus: nine to fifteen digits is what the vendor takes for any country. */
const mobile = /^[1-9]\d{8,14}$/

/**
 * The HTML standard's e-mail pattern, with letters of every script (RFC 6531) and at least one dot in the domain:
 * at a counter `anna@gmail` is unfinished.
 *
 * @see https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
 */
const email =
  /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:xn--[a-z0-9-]{1,59}|[\p{L}\p{M}]{2,63})$/u

const number = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/

/** Letters of any script, and what stands between the parts of a name; one space at a time. */
const name = /^(?!.*(?: {2}| $))\p{L}[\p{L}\p{M} .'’·・-]*$/u

const valueOf = (kind: IdentifierKind, pattern: RegExp) =>
  v.pipe(
    v.string(),
    v.maxLength(longest[kind]),
    v.check((value) => !forbidden.test(value)),
    v.regex(pattern),
  )

/** A name, or the beginning of one, as it may be asked for: NFC, letters of any script, single spaces. */
export const personName = v.pipe(
  valueOf('name', name),
  v.check((value) => value === value.normalize('NFC')),
)

/**
 * The body of `POST /api/find`: one identifier, exactly as the vendor is to be asked for it. A value never holds a comma (the
 * vendor reads it as a list of identifiers), a control character or anything invisible.
 *
 * - `mobile`: digits with country code, no plus
 * - `email`: as given, the domain in lower case
 * - `cardNumber`, `externalId`: letters and digits, with `.` `_` `/` `-` after the first
 * - `customerId`: the vendor's own number
 * - `name`: NFC, single spaces
 *
 * @see https://docs.capillarytech.com/reference/get-customer-id
 */
export const findRequest = v.variant('kind', [
  v.strictObject({ kind: v.literal('mobile'), value: valueOf('mobile', mobile) }),
  v.strictObject({ kind: v.literal('email'), value: valueOf('email', email) }),
  v.strictObject({ kind: v.literal('cardNumber'), value: valueOf('cardNumber', number) }),
  v.strictObject({ kind: v.literal('externalId'), value: valueOf('externalId', number) }),
  v.strictObject({ kind: v.literal('customerId'), value: v.pipe(v.string(), v.check(isCustomerId)) }),
  v.strictObject({ kind: v.literal('name'), value: personName }),
])

export type FindRequest = v.InferOutput<typeof findRequest>
