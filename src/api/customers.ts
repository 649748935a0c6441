import {
  keepPreviousData,
  queryOptions,
  type Query,
  type QueryClient,
  type QueryState,
} from '@tanstack/react-query'
import { readCustomer, RefusedAnswer, type Customer } from '#contract/customer/customer.ts'
import { viewHeader } from '#contract/api/headers.ts'
import { elapsedTime } from './elapsed-time.ts'
import { customerCall } from './addresses.ts'
import { lifeOnArrival, renewalAge } from './photo-life.ts'
import type { Photo } from '#contract/customer/photo.ts'
import { ApiFailure, canPass, isWorthRetrying, retryDelay, type FailureCode } from './failure.ts'
import { fetchPicture, type Picture } from './picture.ts'
import { ask, readJson } from './request.ts'

/** A customer, and when what we know of them has to be asked for again. */
export type LookedUp = {
  customer: Customer
  /** `elapsedTime()` when we asked: the answer is at least as old as that. */
  askedAt: number
  /** Milliseconds after `askedAt` at which the photo links should be renewed; `undefined` without links. */
  renewAfter: number | undefined
  /** What proves to the gateway that this customer was shown here. */
  view: string | null
}

/**
 * Renewals of tills that were opened together are spread over half of the links' life, so that shops that open at nine do not all
 * ask at a quarter to ten. No till renews twice within one life.
 */
const spread = 0.52 + 0.48 * Math.random()

/** Milliseconds between tries to renew once a renewal has failed. */
const pauseAfterFailure = 60_000
const longestTimer = 3_600_000

/**
 * The customer with this id. It is kept only while on screen, renewed before its photo links die, and never while hidden. A late
 * answer can't reach another customer's screen: the key has the id, leaving aborts the call, and the answer's ids must be the same.
 */
export const customerQuery = (userId: string) =>
  queryOptions({
    queryKey: ['customers', userId],
    queryFn: async ({ client, signal }): Promise<LookedUp> => {
      const askedAt = elapsedTime()
      const answer = await ask(customerCall(userId), signal, {
        headers: { ...photoNotNeeded(client, userId), ...viewHeaders(client, userId) },
      })
      const body = await readJson(answer)
      signal.throwIfAborted()
      return receiveCustomer(client, body, { userId, askedAt, headers: answer.headers })
    },
    retry: isWorthRetrying,
    retryDelay,
    staleTime: ({ state }: LookUp) => (state.data ? Math.max(0, timeLeft(state.data)) : 0),
    refetchInterval: ({ state }: LookUp) => {
      if (state.data?.renewAfter === undefined) return false
      if (state.error !== null) return canPass(state.error) ? pauseAfterFailure : false
      return Math.min(Math.max(timeLeft(state.data), pauseAfterFailure / 6), longestTimer)
    },
    refetchOnWindowFocus: ({ state }: LookUp) => (isDue(state) ? 'always' : false),
    refetchOnReconnect: (query: LookUp) =>
      isDue(query.state) || query.state.status === 'error' ? 'always' : false,
    gcTime: 0,
  })

type LookUp = Query<LookedUp>

/** Whether it is about a customer as such: photos and statuses of accounts have names below a customer's. */
export const isOfCustomer = ({ queryKey }: Pick<Query, 'queryKey'>) =>
  queryKey[0] === 'customers' && queryKey.length === 2

type Circumstances = {
  userId: string
  /** `elapsedTime()` when it was asked for. */
  askedAt: number
  /** Of the answer: its `Date`, and the view. */
  headers: Headers
}

/**
 * Reads an answer about one customer, whichever call brought it.
 *
 * @throws {ApiFailure} `unreadable_answer`, or `identity_mismatch` where it is about anybody else
 */
export function receiveCustomer(
  client: QueryClient,
  body: unknown,
  { userId, askedAt, headers }: Circumstances,
): LookedUp {
  const customer = readAnswer(body, userId)
  const first = customer.photos.find((photo) => photo.state === 'on-file')
  // The photo's request leaves before anything is rendered; one that failed waits for somebody to try again.
  if (first !== undefined && !hasFailed(client, userId, first))
    void client.prefetchQuery(photoQuery(userId, first))
  const lives = customer.photos.map((photo) => lifeOnArrival(photo, headers.get('date')))
  const view = headers.get(viewHeader)
  return { customer, askedAt, renewAfter: renewalAge(lives, spread), view }
}

/** Without links nothing dies. */
const timeLeft = ({ askedAt, renewAfter = Infinity }: LookedUp) => renewAfter - (elapsedTime() - askedAt)

/** True when the customer's photo links ought to be renewed now and no failed try was made just before. */
export function isDue({ data, error, errorUpdatedAt }: QueryState<LookedUp>) {
  if (data === undefined || timeLeft(data) > 0) return false
  const sinceFailure = Math.abs(Date.now() - errorUpdatedAt)
  return error === null || (canPass(error) && sinceFailure >= pauseAfterFailure)
}

function readAnswer(body: unknown, userId: string) {
  try {
    return readCustomer(body, userId)
  } catch (fault) {
    if (!(fault instanceof RefusedAnswer)) throw fault
    throw new ApiFailure(fault.reason === 'unreadable' ? 'unreadable_answer' : 'identity_mismatch')
  }
}

export type PhotoOnFile = Extract<Photo, { state: 'on-file' }>

/** Failures that a fresh link can mend. Others are final until somebody tries again. */
const mendable = new Set<FailureCode>(['photo_expired', 'photo_gone'])
/** A gateway that has started anew refuses the links of its former life: trying again takes a fresh one. */
const mendableOnceTried = new Set<FailureCode>([...mendable, 'photo_refused'])

/**
 * The picture of one photo of one customer. Its key holds the picture's identity, not its link: a renewed link to the same picture
 * downloads nothing. When a link turns out dead the customer is asked for once more, and the picture by its new link once.
 */
export const photoQuery = (userId: string, photo: PhotoOnFile) =>
  queryOptions({
    queryKey: ['customers', userId, 'photos', photo.identity],
    queryFn: async ({ client, queryKey, signal }): Promise<Picture> => {
      const current = freshestLink(client, userId, photo)
      const wasTried = (client.getQueryState(queryKey)?.errorUpdateCount ?? 0) > 0
      try {
        return await fetchPicture(userId, current, signal)
      } catch (fault) {
        if (!(fault instanceof ApiFailure)) throw fault
        if (!(wasTried ? mendableOnceTried : mendable).has(fault.code)) throw fault
        return fetchPicture(userId, await renewedLink(client, userId, photo, current, fault), signal)
      }
    },
    // The same customer's former picture stays until its successor has been decoded; screens are keyed by customer.
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
    // A place on screen that comes later than the failure, as thumbnails do, is no new try.
    retryOnMount: false,
    refetchOnReconnect: (query) => query.state.status === 'error',
    // Longer than a slow till takes to draw its place; it leaves with its customer all the same: see `forgetWhoLeft`.
    gcTime: 10_000,
  })

/** A renewal, and what is asked about this customer, tells how they had been found. */
export function viewHeaders(client: QueryClient, userId: string): Record<string, string> {
  const { view } = client.getQueryData(customerQuery(userId).queryKey) ?? {}
  return view ? { [viewHeader]: view } : {}
}

/** Tells the gateway which photo it need not fetch ahead of a renewal: the picture is here, or was given up for now. */
function photoNotNeeded(client: QueryClient, userId: string): Record<string, string> {
  const known = client.getQueryData(customerQuery(userId).queryKey)?.customer.photos
  const first = known?.find((photo) => photo.state === 'on-file')
  if (first === undefined) return {}
  const isHere = client.getQueryData(photoQuery(userId, first).queryKey) !== undefined
  return isHere || hasFailed(client, userId, first)
    ? { 'x-photo-not-needed': encodeURIComponent(first.identity) }
    : {}
}

const hasFailed = (client: QueryClient, userId: string, photo: PhotoOnFile) =>
  client.getQueryState(photoQuery(userId, photo).queryKey)?.status === 'error'

const linkOf = (photos: Photo[] | undefined, { identity }: PhotoOnFile) =>
  photos?.filter((photo) => photo.state === 'on-file').find((photo) => photo.identity === identity)?.link

const freshestLink = (client: QueryClient, userId: string, photo: PhotoOnFile) =>
  linkOf(client.getQueryData(customerQuery(userId).queryKey)?.customer.photos, photo) ?? photo.link

/** Five photos that die together cost one call: whoever comes second finds the call under way, or the new link already there. */
async function renewedLink(
  client: QueryClient,
  userId: string,
  photo: PhotoOnFile,
  dead: string,
  fault: ApiFailure,
) {
  const known = freshestLink(client, userId, photo)
  if (known !== dead) return known
  // Not 0: by a clock that was set back, the last answer would count as fresh.
  const now = { staleTime: Number.NEGATIVE_INFINITY, retry: false }
  const { customer } = await client.fetchQuery({ ...customerQuery(userId), ...now })
  const link = linkOf(customer.photos, photo)
  if (link === undefined || link === dead) throw fault
  return link
}
