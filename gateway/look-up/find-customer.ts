import type { FindRequest } from '#contract/customer/identifier.ts'
import { mostPeople, type PeopleAnswer } from '#contract/api/people.ts'
import { toPeople, toPerson } from './people.ts'
import type { View } from '#gateway/privacy/field-rules.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { CustomerAnswer } from '#gateway/capillary/customer-call.ts'
import type { VendorCalls } from '#gateway/capillary/calls.ts'

/** Who was found, before anything is made ready for the browser. */
export type Finding = { vendorRequestId: string | undefined } & (
  | { outcome: 'found'; userId: string; answer?: CustomerAnswer; mergedFrom?: { userId?: string } }
  | ({ outcome: 'several' } & PeopleAnswer)
)

/**
 * Finds a customer by whatever was given. A merged account leads to the one it was merged into, once: where that is merged too,
 * somebody has to look.
 *
 * @throws {ProblemError} `customer_not_found` and its like, as calls about one customer do
 */
export async function findCustomer(
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

/** Only the whole name of the only person whose name begins so is an exact match. */
async function findByName(
  vendor: VendorCalls,
  name: string,
  view: View,
  signal: AbortSignal,
): Promise<Finding> {
  const { matches, total, vendorRequestId } = await vendor.search(name, mostPeople, signal)
  const [first] = matches
  if (first === undefined) throw new ProblemError('customer_not_found', { vendorRequestId })
  if (total === 1 && isSameName(first.name, name)) return found(await vendor.customer(first.userId, signal))
  return { outcome: 'several', ...toPeople(matches, total, name, view), vendorRequestId }
}

const isSameName = (one: string | undefined, other: string) =>
  one?.normalize('NFC').toLowerCase() === other.toLowerCase()

/** A look-up that leads to several tells only their ids; the vendor's search knows their names by the same identifier. */
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
