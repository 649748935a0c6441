import * as v from 'valibot'

/** Why somebody has to see a value in full. The words are the browser's. */
export const revealReason = v.picklist([
  'customer_asks',
  'correct_details',
  'reach_customer',
  'settle_doubt',
  'resolve_complaint',
])

export type RevealReason = v.InferOutput<typeof revealReason>

/** The body of `POST /api/customers/{userId}/reveal`: one masked field of the answer on the screen. */
export const revealRequest = v.strictObject({
  /** `at` of the masked field. */
  field: v.pipe(v.string(), v.startsWith('/'), v.maxLength(300)),
  /** The masked text on the screen. The vendor is asked anew, and where another value stands there now, none is shown. */
  masked: v.pipe(v.string(), v.maxLength(2000)),
  reason: v.optional(revealReason),
})

export type RevealRequest = v.InferOutput<typeof revealRequest>

/** What it answers. */
export const revealAnswer = v.object({
  value: v.union([v.string(), v.number(), v.boolean()]),
  /** Seconds after which the browser forgets it, unless asked to keep it for as long again. */
  seconds: v.number(),
})

export type RevealAnswer = v.InferOutput<typeof revealAnswer>
