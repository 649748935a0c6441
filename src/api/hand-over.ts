import { queryOptions } from '@tanstack/react-query'
import {
  claimed,
  handOverOrigins,
  wayBack,
  type Claimed,
  type ClaimRequest,
  type Seen,
} from '#contract/api/hand-over.ts'
import { handOverCall } from './addresses.ts'
import { isWorthRetrying, retryDelay } from './failure.ts'
import { askFor } from './request.ts'

/** The origins of the till systems that may open this page. */
export const originsQuery = () =>
  queryOptions<readonly string[]>({
    queryKey: ['hand-over', 'origins'],
    queryFn: async ({ signal }) => (await askFor(handOverOrigins, handOverCall, signal)).origins,
    retry: isWorthRetrying,
    retryDelay,
    staleTime: 300_000,
  })

/** Claims a hand-over that came with the address. A code is valid once, so there is no second try. */
export const claimQuery = (body: ClaimRequest) =>
  queryOptions<Claimed>({
    queryKey: ['hand-over', body],
    queryFn: ({ signal }) => askFor(claimed, `${handOverCall}/claim`, signal, { body }),
    retry: false,
    staleTime: Infinity,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    gcTime: 0,
  })

export type { Seen }

/** Asks for the address to return to. */
export const askWayBack = async (
  handOver: string,
  result: { receipt?: string; seen?: Seen },
): Promise<string> => {
  const { signal } = new AbortController()
  const { url } = await askFor(wayBack, `${handOverCall}/return`, signal, { body: { handOver, ...result } })
  return url
}
