import { queryOptions } from '@tanstack/react-query'
import { pauses, type Pauses } from '#contract/api/limits.ts'
import { limitsCall } from './addresses.ts'
import { ask, askFor } from './request.ts'

/** The pauses of look-ups, for a manager. */
export const pausesQuery = () =>
  queryOptions<Pauses>({
    queryKey: ['pauses'],
    queryFn: ({ signal }) => askFor(pauses, limitsCall, signal),
    refetchInterval: 15_000,
  })

/** Lifts one pause by its id, or the pauses that block this session. */
export const liftPause = async (body: { id?: string; till?: string; password?: string }): Promise<void> =>
  void (await ask(`${limitsCall}/lift`, new AbortController().signal, { body }))
