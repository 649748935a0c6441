import type { OfficeEvent } from '#contract/api/office.ts'
import type { Colleague } from '#gateway/auth/session-table.ts'
import { csvRow } from '#gateway/audit/csv.ts'
import type { EventRow } from './find-events.ts'

/** @param customer whom the question is about: an event may only have listed them */
export function toEvent(
  { at, action, outcome, customer_id, associate, till, facts }: EventRow,
  staff: readonly Colleague[],
  customer: string | undefined,
): OfficeEvent {
  const name = staff.find(({ id }) => id === associate)?.name
  const { shown, ...told } = facts
  const isInList = customer !== undefined && customer_id !== customer
  const customerId = isInList ? customer : customer_id
  return {
    at: at.toISOString(),
    action,
    outcome,
    ...(customerId !== null && { customerId }),
    ...(isInList && { isInList }),
    ...(associate !== null && { associate }),
    ...(name !== undefined && { associateName: name }),
    ...(till !== null && { till }),
    facts: asText(Array.isArray(shown) ? { ...told, listed: shown.length } : told),
  }
}

const asText = (facts: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, written(fact)]))

function written(fact: unknown): string {
  if (Array.isArray(fact)) return fact.map((each) => written(each)).join(', ')
  return typeof fact === 'string' ? fact : JSON.stringify(fact)
}

const heads = ['time (UTC)', 'action', 'outcome', 'customer', 'associate', 'till', 'facts']

export const csvHead = `${csvRow(heads)}\r\n`

export const csvLine = ({ at, action, outcome, customerId, associate, till, facts }: OfficeEvent) =>
  `${csvRow([at, action, outcome, customerId ?? '', associate ?? '', till ?? '', JSON.stringify(facts)])}\r\n`
