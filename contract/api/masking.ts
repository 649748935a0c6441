import * as v from 'valibot'

/**
 * A masked field of an answer about a customer. The gateway adds the list of them to the vendor's wire shape as `maskedFields`.
 * Hidden values are neither in the answer nor in this list.
 */
export const maskedField = v.object({
  /** The place of the masked value in the answer, as a JSON Pointer (RFC 6901): `/profiles/0/identifiers/1/value`. */
  at: v.string(),
  /** Whether the requester may reveal it: freely, with a reason, or never. */
  reveal: v.picklist(['freely', 'with-reason', 'never']),
})

export type MaskedField = v.InferOutput<typeof maskedField>
