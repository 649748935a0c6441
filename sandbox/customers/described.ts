import type { SandboxState } from '#sandbox/state.ts'
import { type CustomerAnswer, customerAnswer } from './customer-answer.ts'
import type { Customer } from './customer.ts'
import { imageItems } from './image-items.ts'
import { loyaltyParts } from './loyalty-parts.ts'

/** The vendor's answer about a customer as things stand now, with what the query embeds. */
export async function described(
  world: SandboxState,
  customer: Customer,
  query: URLSearchParams,
): Promise<CustomerAnswer> {
  const images = embeds(query, 'customerImage') ? await imageItems(world, customer) : undefined
  const { mlp, expirySchedules } = loyaltyParts(world, customer, query)
  return {
    ...customerAnswer(customer, images),
    ...(embeds(query, 'mlp') ? mlp : {}),
    ...(embeds(query, 'expirySchedules') ? expirySchedules : {}),
    ...fraudMark(customer, query),
  }
}

/** The older mark of fraud. https://docs.capillarytech.com/reference/get-customer-details */
const fraudMark = ({ status = {} }: Customer, query: URLSearchParams) =>
  query.get('includedFraudDetails') === 'true'
    ? {
        fraudDetails: {
          markedBy: {},
          modifiedOn: '2025-04-29T09:55:34Z',
          status: status.fraud ?? 'NOT_FRAUD',
        },
      }
    : {}

// The documentation writes CUSTOMERIMAGE and customerImage, and clients join several with commas.
const embeds = (query: URLSearchParams, what: string) =>
  query.getAll('embed').some((list) => list.toLowerCase().split(',').includes(what.toLowerCase()))
