import { queryOptions, type QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { findAnswer, type FindAnswer } from '#contract/api/find.ts'
import type { FindRequest } from '#contract/customer/identifier.ts'
import { elapsedTime } from './elapsed-time.ts'
import { findCall } from './addresses.ts'
import { customerQuery, receiveCustomer, type LookedUp } from './customers.ts'
import { ApiFailure, isWorthRetrying, retryDelay } from './failure.ts'
import { ask, readJson } from './request.ts'

/** At most this many readings of one text are asked for, the best first. */
export const mostTries = 3

type OneFound = Omit<Extract<FindAnswer, { outcome: 'found' }>, 'customer'> & {
  /** Where the same answer brought the customer too. */
  lookedUp: LookedUp | undefined
}

/** `reading` is the place, in what was asked, of the reading that led to somebody. */
export type Found = { reading: number } & (OneFound | Extract<FindAnswer, { outcome: 'several' }>)

/**
 * Asks for the readings of a text in turn until one leads to somebody. A reading that leads to nobody makes room for the next; any
 * other failure ends it, since "could not ask" must never read as "nobody".
 *
 * @param attempt makes every find one of its own: what was found a minute ago is no answer now
 */
export const findQuery = (attempt: number, readings: readonly FindRequest[]) =>
  queryOptions<Found>({
    queryKey: ['finds', attempt],
    queryFn: async ({ client, signal }): Promise<Found> => {
      for (const [reading, { kind, value }] of readings.slice(0, mostTries).entries()) {
        const found = await find(client, signal, { kind, value }).catch(unlessNobody)
        if (found !== undefined) return { ...found, reading }
      }
      throw new ApiFailure('customer_not_found')
    },
    retry: isWorthRetrying,
    retryDelay,
    staleTime: Infinity,
    gcTime: 0,
  })

/** Puts a customer who came with a find in their place, for the screen that is about to show them: it need not ask again. */
export const keepFound = (client: QueryClient, { userId, lookedUp }: OneFound) =>
  client.setQueryData(customerQuery(userId).queryKey, lookedUp)

async function find(client: QueryClient, signal: AbortSignal, asked: { kind: string; value: string }) {
  const askedAt = elapsedTime()
  const answer = await ask(findCall, signal, { body: asked })
  const read = v.safeParse(findAnswer, await readJson(answer))
  if (!read.success) throw new ApiFailure('unreadable_answer')
  signal.throwIfAborted()
  if (read.output.outcome === 'several') return read.output
  const { customer, ...found } = read.output
  if (isAnotherCustomer(asked, found)) throw new ApiFailure('identity_mismatch')
  const circumstances = { userId: found.userId, askedAt, headers: answer.headers }
  return {
    ...found,
    lookedUp: customer === undefined ? undefined : receiveCustomer(client, customer, circumstances),
  }
}

/** A customer number leads to that customer, unless the account was merged and the answer says so. */
const isAnotherCustomer = (asked: { kind: string; value: string }, found: Omit<OneFound, 'lookedUp'>) =>
  asked.kind === 'customerId' && found.mergedFrom === undefined && found.userId !== asked.value

function unlessNobody(fault: unknown) {
  if (fault instanceof ApiFailure && fault.code === 'customer_not_found') return undefined
  throw fault
}
