import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  officeEvents,
  officeSessions,
  recordVerdict,
  type OfficeQuestion,
  type OfficeSessions,
} from '#contract/api/office.ts'
import { officeEventsCall, officeSessionsCall, officeTillsCall, officeVerifyCall } from './addresses.ts'
import { ask, askFor } from './request.ts'

/** Milliseconds. A check of the whole record reads every event. */
const patience = 600_000

const never = () => new AbortController().signal

/** @param format of a file to save; without it, a page of events */
export function eventsAddress(question: OfficeQuestion, format: '' | '.csv' | '.jsonl' = '') {
  const query = new URLSearchParams(Object.entries(question))
  return `${officeEventsCall}${format}${query.size === 0 ? '' : `?${query}`}`
}

/** The events of the audit record that answer a question, page after page. */
export const officeEventsQuery = (question: OfficeQuestion) =>
  infiniteQueryOptions({
    queryKey: ['office', 'events', question],
    queryFn: ({ signal, pageParam }) =>
      askFor(
        officeEvents,
        eventsAddress(pageParam === '' ? question : { ...question, after: pageParam }),
        signal,
        {
          patience,
        },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    gcTime: 0,
  })

export const officeSessionsQuery = () =>
  queryOptions<OfficeSessions>({
    queryKey: ['office', 'sessions'],
    queryFn: ({ signal }) => askFor(officeSessions, officeSessionsCall, signal),
    gcTime: 0,
  })

/** Ends a session, or all of a till but the own one. */
export async function endSessions(what: { id: string } | { till: string }): Promise<void> {
  const address =
    'id' in what
      ? `${officeSessionsCall}/${encodeURIComponent(what.id)}`
      : `${officeTillsCall}/${encodeURIComponent(what.till)}`
  await ask(`${address}/end`, never(), { body: {} })
}

/** Verifies the whole record. */
export const verifyRecord = () => askFor(recordVerdict, officeVerifyCall, never(), { body: {}, patience })
