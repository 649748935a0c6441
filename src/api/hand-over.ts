import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { claimed, handOverOrigins, wayBack, type Claimed, type ClaimRequest } from '#contract/hand-over.ts'
import { handOverCall } from '#src/paths.ts'
import { ApiFailure, isWorthRetrying, retryDelay } from './failure.ts'
import { ask, readJson } from './request.ts'

/** The origins of the till systems that may open this page. */
export const originsQuery = () =>
  queryOptions<readonly string[]>({
    queryKey: ['hand-over', 'origins'],
    queryFn: async ({ signal }) => (await read(handOverOrigins, await ask(handOverCall, signal))).origins,
    retry: isWorthRetrying,
    retryDelay,
    staleTime: 300_000,
  })

/** Takes a hand-over up that came by the address. A code is good once, so that nothing is tried twice. */
export const claimQuery = (body: ClaimRequest) =>
  queryOptions<Claimed>({
    queryKey: ['hand-over', body],
    queryFn: async ({ signal }) => read(claimed, await ask(`${handOverCall}/claim`, signal, { body })),
    retry: false,
    staleTime: Infinity,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    gcTime: 0,
  })

/** Where to go back to. */
export const askWayBack = async (handOver: string, receipt: string | undefined): Promise<string> => {
  const body = { handOver, ...(receipt === undefined ? {} : { receipt }) }
  return (await read(wayBack, await ask(`${handOverCall}/return`, new AbortController().signal, { body })))
    .url
}

async function read<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: Response,
): Promise<v.InferOutput<Schema>> {
  const reading = v.safeParse(schema, await readJson(answer))
  if (!reading.success) throw new ApiFailure('unreadable_answer')
  return reading.output
}
