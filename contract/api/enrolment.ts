import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { findRequest, personName } from '#contract/customer/identifier.ts'
import { languages } from '#contract/store/languages.ts'
import { mostReadings } from './find.ts'

/** The kinds of identifier with which somebody can be enrolled. */
export const enrolKind = v.picklist(['mobile', 'email', 'cardNumber', 'externalId'])

export type EnrolKind = v.InferOutput<typeof enrolKind>

/** The channels of which customers can want messages. */
export const messageChannel = v.picklist(['mobile', 'email'])

export type MessageChannel = v.InferOutput<typeof messageChannel>

/** The version of the sentence to which new members agree. It changes whenever the sentence does, in any language. */
export const termsVersion = '1'

/**
 * A further field that a store asks of new members: `mobile` or `email`, or a field of the organisation's own, `extended.NAME` or
 * `custom.NAME`.
 */
export const enrolField = v.pipe(v.string(), v.regex(/^(?:mobile|email|(?:extended|custom)\.[\w-]{1,60})$/))

const code = v.strictObject({
  /** From `POST /api/enrolment/code`. */
  id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2000)),
  /** What the customer read out. */
  code: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(50)),
})

/** The body of `POST /api/customers`, which enrols somebody. */
export const enrolmentRequest = v.strictObject({
  /**
   * The readings of what was typed or scanned, the likeliest first. The customer is enrolled with the first of them. All of them are
   * looked up before.
   */
  readings: v.pipe(v.array(findRequest), v.minLength(1), v.maxLength(mostReadings)),
  name: personName,
  /** What was entered into the further fields, by their names. */
  fields: v.optional(v.record(enrolField, v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200))), {}),
  /** The sentence to which the customer agreed, the language in which it was said, and the messages that they want. */
  agreement: v.strictObject({
    version: v.pipe(v.string(), v.regex(/^[\w.-]{1,20}$/)),
    language: v.picklist(languages),
    messages: v.pipe(v.array(messageChannel), v.maxLength(messageChannel.options.length)),
  }),
  code: v.optional(code),
})

export type EnrolmentRequest = v.InferOutput<typeof enrolmentRequest>

/** The answer of `POST /api/customers`. `was_member`: the platform knew the customer already; nothing was changed. */
export const enrolled = v.object({ userId: customerId, outcome: v.picklist(['enrolled', 'was_member']) })

export type Enrolled = v.InferOutput<typeof enrolled>

/** The body of `POST /api/enrolment/code`, which sends a one-time code to somebody who is no member yet. */
export const enrolmentCodeRequest = v.variant('kind', [
  v.strictObject({ kind: v.literal('mobile'), value: v.string() }),
  v.strictObject({ kind: v.literal('email'), value: v.string() }),
])

/** The answer of `POST /api/enrolment/code`: the id of the code, to be sent back with it. */
export const enrolmentCodeSent = v.object({ id: v.string() })

/** What may be done about enrolment at this till: the part of `GET /api/purposes` about it. */
export const enrolmentRules = v.object({
  isAllowed: v.boolean(),
  /** Asked beside the name and the identifier. */
  fields: v.array(enrolField),
  /** The kinds of identifier that a one-time code has to prove. */
  codeFor: v.array(messageChannel),
})

export type EnrolmentRules = v.InferOutput<typeof enrolmentRules>
