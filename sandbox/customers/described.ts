import type { SandboxState } from '#sandbox/state.ts'
import { type CustomerAnswer, customerAnswer } from './customer-answer.ts'
import type { Customer } from './customer.ts'
import { imageItems } from './image-items.ts'

/** The vendor's answer about a customer as things stand now, with what the query embeds. */
export async function described(
  world: SandboxState,
  customer: Customer,
  query: URLSearchParams,
): Promise<CustomerAnswer> {
  const images = embeds(query, 'customerImage') ? await imageItems(world, customer) : undefined
  return { ...customerAnswer(customer, images), ...standing(world, customer, query) }
}

/**
 * How the account stands. The names of the first three are taken from public clients, the vendor shows no answer with them; the last is of
 * https://docs.capillarytech.com/reference/get-customer-details
 */
function standing({ switches }: SandboxState, { status = {} }: Customer, query: URLSearchParams) {
  const { label = 'Active', reason = '', fraud = 'NOT_FRAUD' } = status
  return {
    ...(embeds(query, 'customerStatus') && switches.customerStatus === 'ok'
      ? { statusLabel: label, statusLabelReason: reason, statusLastUpdatedOn: '2025-04-29T09:55:34+00:00' }
      : {}),
    ...(query.get('includedFraudDetails') === 'true'
      ? { fraudDetails: { markedBy: {}, modifiedOn: '2025-04-29T09:55:34Z', status: fraud } }
      : {}),
  }
}

// The documentation writes CUSTOMERIMAGE and customerImage, and clients join several with commas.
const embeds = (query: URLSearchParams, what: string) =>
  query.getAll('embed').some((list) => list.toLowerCase().split(',').includes(what.toLowerCase()))
