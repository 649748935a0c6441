import { queryOptions } from '@tanstack/react-query'
import { peopleAnswer, type PeopleAnswer } from '#contract/api/people.ts'
import { searchCall } from './addresses.ts'
import { askFor } from './request.ts'

/** Milliseconds without a further letter before a name is asked for: fingers that roll over two keys are one call, and nobody feels it. */
const pause = 30

/** People whose name begins so. Typing on makes another question of it: the former one is dropped, if need be on its way. */
export const peopleQuery = (text: string) =>
  queryOptions<PeopleAnswer>({
    queryKey: ['people', text],
    queryFn: async ({ signal }) => {
      await wait(pause, signal)
      return askFor(peopleAnswer, searchCall, signal, { body: { text } })
    },
    // People found for fewer letters of the same name stay until the answer is there; those of another name never.
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
