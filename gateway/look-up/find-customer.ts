import type { FindRequest } from '#contract/customer/identifier.ts'
import { mostPeople, type PeopleAnswer } from '#contract/api/people.ts'
import { isSameName, searchByName } from './name-search.ts'
import { toPeople, toPerson } from './people.ts'
import type { View } from '#gateway/privacy/field-rules.ts'
import { isNobodyFound, ProblemError } from '#gateway/http/problem-error.ts'
import type { CustomerAnswer } from '#gateway/capillary/customer-call.ts'
import type { VendorCalls } from '#gateway/capillary/calls.ts'

/** The result of a look-up, before it is prepared for the browser. */
export type Finding = { vendorRequestId: string | undefined } & (
  | { outcome: 'found'; userId: string; answer?: CustomerAnswer; mergedFrom?: { userId?: string } }
  | ({ outcome: 'several' } & PeopleAnswer)
)

/**
 * Looks up the readings of one text in turn until one leads to a customer. Only a reading that leads to nobody makes room for the
 * next. Every other failure ends the look-up, because "could not ask" must never read as "nobody".
 *
 * @returns the finding, and the index of the reading that led to it
 * @throws {ProblemError} `customer_not_found` and the other codes of calls about one customer
 */
export async function findByReadings(
  vendor: VendorCalls,
  readings: readonly FindRequest[],
  view: View,
  signal: AbortSignal,
): Promise<Finding & { reading: number }> {
  let nobody = new ProblemError('customer_not_found')
  for (const [reading, asked] of readings.entries()) {
    try {
      return { ...(await findCustomer(vendor, asked, view, signal)), reading }
    } catch (fault) {
      if (!isNobodyFound(fault)) throw fault
      nobody = fault
    }
  }
  throw nobody
}

/**
 * Looks a customer up by any kind of reading. A merged account leads to the account it was merged into, but only one step: if that
 * one is merged too, a person has to look.
 *
 * @throws {ProblemError} `customer_not_found` and the other codes of calls about one customer
 */
async function findCustomer(
  vendor: VendorCalls,
  asked: FindRequest,
  view: View,
  signal: AbortSignal,
): Promise<Finding> {
  try {
    return await findAsAsked(vendor, asked, view, signal)
  } catch (fault) {
    const survivorId = fault instanceof ProblemError ? fault.particulars.survivorId : undefined
    if (survivorId === undefined) throw fault
    const mergedFrom = asked.kind === 'customerId' ? { userId: asked.value } : {}
    return { ...found(await vendor.customer(survivorId, signal)), mergedFrom }
  }
}

async function findAsAsked(
  vendor: VendorCalls,
  asked: FindRequest,
  view: View,
  signal: AbortSignal,
): Promise<Finding> {
  if (asked.kind === 'customerId') return found(await vendor.customer(asked.value, signal))
  if (asked.kind === 'name') return findByName(vendor, asked.value, view, signal)
  const lookedUp = await vendor.lookUp(asked, signal)
  switch (lookedUp.told) {
    case 'customer':
      return found(lookedUp.answer)
    case 'id':
      return { outcome: 'found', userId: lookedUp.userId, vendorRequestId: lookedUp.vendorRequestId }
    case 'several':
      return introduce(vendor, lookedUp.userIds, asked, view, signal)
  }
}

const found = (answer: CustomerAnswer): Finding & { outcome: 'found' } => ({
  outcome: 'found',
  userId: answer.customer.id,
  answer,
  vendorRequestId: answer.vendorRequestId,
})

/** A name is an exact match only if it is the whole name of the only person whose name begins with it. */
async function findByName(
  vendor: VendorCalls,
  name: string,
  view: View,
  signal: AbortSignal,
): Promise<Finding> {
  const { matches, total, vendorRequestId } = await searchByName(vendor, name, mostPeople, signal)
  const [first] = matches
  if (first === undefined) throw new ProblemError('customer_not_found', { vendorRequestId })
  if (total === 1 && isSameName(first.name, name)) return found(await vendor.customer(first.userId, signal))
  return { outcome: 'several', ...toPeople(matches, total, name, view), vendorRequestId }
}

/**
 * A look-up that leads to several customers returns only their ids. The vendor's search returns their names for the same
 * identifier.
 */
async function introduce(
  vendor: VendorCalls,
  userIds: string[],
  { kind, value }: FindRequest,
  view: View,
  signal: AbortSignal,
): Promise<Finding> {
  const { matches, vendorRequestId } = await vendor.search(value, mostPeople, signal)
  const known = new Map(matches.map((match) => [match.userId, match]))
  const people = userIds
    .slice(0, mostPeople)
    .map((userId) => toPerson(known.get(userId) ?? { userId, name: undefined, identifiers: [] }, kind, view))
  return { outcome: 'several', people, total: userIds.length, vendorRequestId }
}
