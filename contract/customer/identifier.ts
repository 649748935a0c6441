import * as v from 'valibot'
import { isCustomerId } from './customer-id.ts'

/**
 * The kinds of identifier by which a customer can be looked up. `mobile`, `email`, `cardNumber` and `externalId` are the vendor's
 * own spellings.
 */
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
 * The fewest letters by which a person is searched, with the marks that some scripts write their vowels with: रम has two, राम three.
 * That the vendor searches for nothing shorter is a guess: its documentation names no least length.
 */
export const fewestLettersOfName = 3

/** Whether a name has enough letters and marks to be searched for. */
export const isLongEnoughName = (text: string) =>
  (text.match(/[\p{L}\p{M}]/gu) ?? []).length >= fewestLettersOfName

/**
 * Characters that separate lists at the vendor (the comma, and characters of other scripts that may be folded to it) or that are
 * invisible: controls, format characters, lone surrogates, fillers.
 */
const forbidden = /[,\u060C\u3001\uFE10\uFE11\uFE50\uFE51\uFF0C\uFF64\p{C}\p{Default_Ignorable_Code_Point}]/u

/** Country code and number, without a plus. The vendor accepts nine to fifteen digits for any country. */
const mobile = /^[1-9]\d{8,14}$/

/**
 * The HTML standard's e-mail pattern, with letters of every script (RFC 6531) and at least one dot in the domain: at a counter
 * `anna@gmail` is an unfinished address.
 *
 * @see https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
 */
const email =
  /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:xn--[a-z0-9-]{1,59}|[\p{L}\p{M}]{2,63})$/u

const number = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/

/** Letters of any script, and the characters between the parts of a name; only single spaces. */
const name = /^(?!.*(?: {2}| $))\p{L}[\p{L}\p{M} .'’·・-]*$/u

const valueOf = (kind: IdentifierKind, pattern: RegExp) =>
  v.pipe(
    v.string(),
    v.maxLength(longest[kind]),
    v.check((value) => !forbidden.test(value)),
    v.regex(pattern),
  )

/** A name, or its beginning, in the form in which it may be searched: NFC, letters of any script, single spaces. */
export const personName = v.pipe(
  valueOf('name', name),
  v.check((value) => value === value.normalize('NFC')),
)

/**
 * The body of `POST /api/find`: one identifier, exactly as the vendor is asked for it. A value never contains a comma (the vendor
 * reads it as a list of identifiers), a control character or an invisible character.
 *
 * - `mobile`: digits with country code, no plus
 * - `email`: as given, the domain in lower case
 * - `cardNumber`, `externalId`: letters and digits, with `.` `_` `/` `-` after the first
 * - `customerId`: the platform's user id
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
