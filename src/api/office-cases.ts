import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { officeCases, type CaseRule, type OfficeCase } from '#contract/api/office-cases.ts'
import { officeCasesCall } from './addresses.ts'
import { ask, askFor } from './request.ts'

/** Limits in place of the policy's, as digits. */
export type TriedLimits = Partial<Record<CaseRule, string>>

/** Milliseconds. A reading of four weeks takes longer than a look-up. */
const patience = 60_000

const zone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** What stands out in the record of the last four weeks. The former answer stays while other limits are tried. */
export const officeCasesQuery = (tried: TriedLimits) =>
  queryOptions({
    queryKey: ['office', 'cases', tried],
    queryFn: ({ signal }) =>
      askFor(officeCases, `${officeCasesCall}?${new URLSearchParams({ zone: zone(), ...tried })}`, signal, {
        patience,
      }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })

/** Closes a case with a note. Both stay on the record. */
export async function closeCase({ found, note }: { found: OfficeCase; note: string }): Promise<void> {
  const { rule, day, associate, till, customerId } = found
  const body = { rule, day, associate, till, customerId, zone: zone(), note }
  await ask(`${officeCasesCall}/close`, new AbortController().signal, { body })
}
