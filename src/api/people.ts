import { queryOptions } from '@tanstack/react-query'
import { peopleAnswer, type PeopleAnswer } from '#contract/api/people.ts'
import { searchCall } from './addresses.ts'
import { askFor } from './request.ts'

/**
 * Milliseconds without another letter before a search starts: two keys pressed almost together make one call, and the delay is not
 * noticeable.
 */
const pause = 30

/** People whose name begins with this text. Another letter makes another query, and the former one is cancelled. */
export const peopleQuery = (text: string) =>
  queryOptions<PeopleAnswer>({
    queryKey: ['people', text],
    queryFn: async ({ signal }) => {
      await wait(pause, signal)
      return askFor(peopleAnswer, searchCall, signal, { body: { text } })
    },
    // People found for a shorter beginning of the same text stay until the answer arrives; people found for another text do not.
    placeholderData: (former, query) => (text.startsWith(String(query?.queryKey[1])) ? former : undefined),
    staleTime: Infinity,
    gcTime: 0,
  })

const wait = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
