import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { findRequest, identifierKind } from '#contract/customer/identifier.ts'
import { peopleAnswer } from './people.ts'

/** The most readings of one text that are looked up, the likeliest first. */
export const mostReadings = 3

/**
 * The body of `POST /api/find` with every reading of what was typed or scanned, the likeliest first. The gateway looks up the
 * readings in turn until one leads to a customer. However many it tries, the request is one look-up: one event of the audit record,
 * counted once. A body may also be a single identifier, `findRequest`.
 */
export const findReadings = v.strictObject({
  readings: v.pipe(v.array(findRequest), v.minLength(1), v.maxLength(mostReadings)),
})

/**
 * What `POST /api/find` answers if somebody is found: one customer, or several to choose from. No customer is chosen automatically,
 * not even if only one person's name begins with the requested part. If nobody is found, the answer is the problem
 * `customer_not_found`.
 */
export const findAnswer = v.variant('outcome', [
  v.object({
    outcome: v.literal('found'),
    userId: customerId,
    /** The reading that led to the customer: its kind, and its index in the request. */
    matchedBy: identifierKind,
    reading: v.optional(v.number(), 0),
    /**
     * What `GET /v2/customers/{userId}/setImage` would answer now, to be read by `readCustomer` and dated by the `Date` header.
     * Missing if the vendor returned only the id; the browser then asks for the customer as usual.
     */
    customer: v.optional(v.unknown()),
    /**
     * Present only if the requested account was merged into this one. After a look-up by mobile or card the requested account's id
     * is unknown and missing.
     */
    mergedFrom: v.optional(v.object({ userId: v.optional(customerId) })),
  }),
  v.object({ outcome: v.literal('several'), reading: v.optional(v.number(), 0), ...peopleAnswer.entries }),
])

export type FindAnswer = v.InferOutput<typeof findAnswer>
