import * as v from 'valibot'

/**
 * What is masked in an answer about a customer, which the gateway adds to the vendor's wire shape as `maskedFields`. Values that
 * are hidden are not in the answer at all, and not in this list.
 */
export const maskedField = v.object({
  /** Where in the answer the masked value stands, as a JSON Pointer (RFC 6901): `/profiles/0/identifiers/1/value`. */
  at: v.string(),
  /** Whether it may be revealed to whoever asked: at once, with a reason, or not at all. */
  reveal: v.picklist(['freely', 'with-reason', 'never']),
})

export type MaskedField = v.InferOutput<typeof maskedField>
