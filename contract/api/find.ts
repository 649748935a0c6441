import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { identifierKind } from '#contract/customer/identifier.ts'
import { peopleAnswer } from './people.ts'

/**
 * What `POST /api/find` answers when there is somebody: one customer, or several to choose from (of whom none is chosen by
 * itself, also where only one person has a name of which a part was asked for). Nobody is a problem, `customer_not_found`.
 */
export const findAnswer = v.variant('outcome', [
  v.object({
    outcome: v.literal('found'),
    userId: customerId,
    matchedBy: identifierKind,
    /**
     * What `GET /v2/customers/{userId}/setImage` would answer now, to be read by `readCustomer`, dated as there by the `Date`
     * header. Missing where the vendor only told the id: the customer is then asked for as ever.
     */
    customer: v.optional(v.unknown()),
    /**
     * Only where the account that was asked for has been merged into this one; its id where it is known, which it is not to who
     * asks by mobile or card.
     */
    mergedFrom: v.optional(v.object({ userId: v.optional(customerId) })),
  }),
  v.object({ outcome: v.literal('several'), ...peopleAnswer.entries }),
])

export type FindAnswer = v.InferOutput<typeof findAnswer>
