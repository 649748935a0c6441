import { queryOptions, type QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { findAnswer, mostReadings, type FindAnswer } from '#contract/api/find.ts'
import type { FindRequest } from '#contract/customer/identifier.ts'
import { elapsedTime } from './elapsed-time.ts'
import { findCall } from './addresses.ts'
import { customerQuery, receiveCustomer, type LookedUp } from './customers.ts'
import { ApiFailure, isWorthRetrying, retryDelay } from './failure.ts'
import { ask, readJson } from './request.ts'

type OneFound = Omit<Extract<FindAnswer, { outcome: 'found' }>, 'customer'> & {
  /** The customer, if the same answer contained them. */
  lookedUp: LookedUp | undefined
}

export type Found = OneFound | Extract<FindAnswer, { outcome: 'several' }>

/**
 * Looks up what was typed or scanned. All readings go in one request, and the answer says which of them led to a customer.
 *
 * @param attempt makes the key of every look-up unique, so that an earlier result is never reused
 */
export const findQuery = (attempt: number, readings: readonly FindRequest[]) =>
  queryOptions<Found>({
    queryKey: ['finds', attempt],
    // Tells whether two attempts are about the same customer.
    meta: { about: readings.map(({ kind, value }) => `${kind} ${value}`).join() },
    queryFn: async ({ client, signal }): Promise<Found> => {
      const askedAt = elapsedTime()
      const asked = readings.slice(0, mostReadings).map(({ kind, value }) => ({ kind, value }))
      const answer = await ask(findCall, signal, { body: { readings: asked } })
      const read = v.safeParse(findAnswer, await readJson(answer))
      if (!read.success) throw new ApiFailure('unreadable_answer')
      signal.throwIfAborted()
      if (read.output.outcome === 'several') return read.output
      const { customer, ...found } = read.output
      if (isAnotherCustomer(asked[found.reading], found)) throw new ApiFailure('identity_mismatch')
      const circumstances = { userId: found.userId, askedAt, headers: answer.headers }
      return {
        ...found,
        lookedUp: customer === undefined ? undefined : receiveCustomer(client, customer, circumstances),
      }
    },
    retry: isWorthRetrying,
    retryDelay,
    staleTime: Infinity,
    gcTime: 0,
  })

/** Puts a customer who came with a look-up into the cache, so that the next screen need not request them again. */
export const keepFound = (client: QueryClient, { userId, lookedUp }: OneFound) =>
  client.setQueryData(customerQuery(userId).queryKey, lookedUp)

/**
 * A user id leads to that customer, unless the account was merged and the answer says so. A reading that was not in the request
 * leads to nobody.
 */
const isAnotherCustomer = (
  asked: { kind: string; value: string } | undefined,
  { mergedFrom, userId }: Omit<OneFound, 'lookedUp'>,
) =>
  asked === undefined || (asked.kind === 'customerId' && mergedFrom === undefined && userId !== asked.value)
