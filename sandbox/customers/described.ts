import type { World } from '../world.ts'
import { type CustomerAnswer, customerAnswer } from './customer-answer.ts'
import type { Customer } from './customer.ts'
import { imageItems } from './image-items.ts'

/** The vendor's answer about a customer as things stand now, with the photos if the query embeds them. */
export async function described(
  world: World,
  customer: Customer,
  query: URLSearchParams,
): Promise<CustomerAnswer> {
  return customerAnswer(
    customer,
    embeds(query, 'customerImage') ? await imageItems(world, customer) : undefined,
  )
}

// The documentation writes CUSTOMERIMAGE and customerImage, and clients join several with commas.
const embeds = (query: URLSearchParams, what: string) =>
  query.getAll('embed').some((list) => list.toLowerCase().split(',').includes(what.toLowerCase()))
