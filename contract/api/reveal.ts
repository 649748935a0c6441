import * as v from 'valibot'

/** Why an associate needs to see a value in full. The browser has the wording. */
export const revealReason = v.picklist([
  'customer_asks',
  'correct_details',
  'reach_customer',
  'settle_doubt',
  'resolve_complaint',
])

export type RevealReason = v.InferOutput<typeof revealReason>

/** The body of `POST /api/customers/{userId}/reveal`: one masked field of the answer on screen. */
export const revealRequest = v.strictObject({
  /** `at` of the masked field. */
  field: v.pipe(v.string(), v.startsWith('/'), v.maxLength(300)),
  /** The masked text on the screen. The vendor is asked again; if the value has changed, it is not shown. */
  masked: v.pipe(v.string(), v.maxLength(2000)),
  reason: v.optional(revealReason),
})

export type RevealRequest = v.InferOutput<typeof revealRequest>

/** The answer. */
export const revealAnswer = v.object({
  value: v.union([v.string(), v.number(), v.boolean()]),
  /** Seconds after which the browser forgets the value, unless the associate extends the time. */
  seconds: v.number(),
})

export type RevealAnswer = v.InferOutput<typeof revealAnswer>
