import {
  keepPreviousData,
  queryOptions,
  type Query,
  type QueryClient,
  type QueryState,
} from '@tanstack/react-query'
import { readCustomer, RefusedAnswer, type Customer } from '#contract/customer/customer.ts'
import { photoNotNeededHeader, viewHeader } from '#contract/api/headers.ts'
import { elapsedTime } from './elapsed-time.ts'
import { customerCall } from './addresses.ts'
import { lifeOnArrival, renewalAge } from './photo-life.ts'
import { photosOf, type Photo } from '#contract/customer/photo.ts'
import { ApiFailure, canPass, isWorthRetrying, retryDelay, type FailureCode } from './failure.ts'
import { fetchPicture, type Picture } from './picture.ts'
import { ask, readJson } from './request.ts'

/** A customer, and when the data must be requested again. */
export type LookedUp = {
  customer: Customer
  /** `elapsedTime()` at the request: the answer is at least that old. */
  askedAt: number
  /** Milliseconds after `askedAt` at which the photo links should be renewed; `undefined` without links. */
  renewAfter: number | undefined
  /** The view: proves to the gateway that this customer was shown here. */
  view: string | null
}

/**
 * Spreads the renewals of tills over half of the links' lifetime, so that shops that open at nine do not all send requests at a
 * quarter to ten. No till renews twice within one lifetime.
 */
const spread = 0.52 + 0.48 * Math.random()

/** Milliseconds between tries to renew after a renewal has failed. */
const pauseAfterFailure = 60_000
const longestTimer = 3_600_000

/**
 * The customer with this id. The data is kept only while on screen, renewed before its photo links expire, and never renewed while
 * the page is hidden. A late answer cannot reach another customer's screen: the key contains the id, leaving aborts the call, and
 * the ids in the answer must match.
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

/** True for the query of a customer itself; queries for photos and account statuses have longer keys. */
export const isOfCustomer = ({ queryKey }: Pick<Query, 'queryKey'>) =>
  queryKey[0] === 'customers' && queryKey.length === 2

type Circumstances = {
  userId: string
  /** `elapsedTime()` at the request. */
  askedAt: number
  /** The headers of the answer, with its `Date` and the view. */
  headers: Headers
}

/**
 * Reads an answer about one customer, from whichever call.
 *
 * @throws {ApiFailure} `unreadable_answer`, or `identity_mismatch` if it is about another customer
 */
export function receiveCustomer(
  client: QueryClient,
  body: unknown,
  { userId, askedAt, headers }: Circumstances,
): LookedUp {
  requestPhoto(client, body, userId)
  const customer = readAnswer(body, userId)
  const lives = customer.photos.map((photo) => lifeOnArrival(photo, headers.get('date')))
  const view = headers.get(viewHeader)
  return { customer, askedAt, renewAfter: renewalAge(lives, spread), view }
}

/** Requests the first photo before the rest of the answer is read. A photo that failed waits until somebody tries again. */
function requestPhoto(client: QueryClient, body: unknown, userId: string) {
  const { customerImage }: { customerImage?: unknown } = Object(body)
  const first = photosOf(customerImage, userId).find((photo) => photo.state === 'on-file')
  if (first !== undefined && !hasFailed(client, userId, first))
    void client.prefetchQuery(photoQuery(userId, first))
}

/** Without links nothing expires. */
const timeLeft = ({ askedAt, renewAfter = Infinity }: LookedUp) => renewAfter - (elapsedTime() - askedAt)

/** True if the customer's photo links should be renewed now and no try has just failed. */
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

/** Failures that a fresh link can fix. Others are final until somebody tries again. */
const mendable = new Set<FailureCode>(['photo_expired', 'photo_gone'])
/** A restarted gateway may refuse addresses that it sealed before; another try gets a fresh one. */
const mendableOnceTried = new Set<FailureCode>([...mendable, 'photo_refused'])

/**
 * The picture of one photo of one customer. Its key contains the picture's identity, not its link, so a renewed link to the same
 * picture downloads nothing. If a link turns out to be dead, the customer is requested once more, and the picture is tried once
 * with its new link.
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
    // The same customer's previous picture stays until the next one is decoded; screens are keyed by customer.
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
    // A component that mounts after the failure, such as a thumbnail, is not a reason for another try.
    retryOnMount: false,
    refetchOnReconnect: (query) => query.state.status === 'error',
    // Longer than a slow till takes to render the picture's place. The picture is removed with its customer in any case: see
    // `forgetWhoLeft`.
    gcTime: 10_000,
  })

/** The header with the view, which tells the gateway how the customer was looked up. */
export function viewHeaders(client: QueryClient, userId: string): Record<string, string> {
  const { view } = client.getQueryData(customerQuery(userId).queryKey) ?? {}
  return view ? { [viewHeader]: view } : {}
}

/** Names the photo that the gateway need not fetch ahead at a renewal: the picture is here, or was given up for now. */
function photoNotNeeded(client: QueryClient, userId: string): Record<string, string> {
  const known = client.getQueryData(customerQuery(userId).queryKey)?.customer.photos
  const first = known?.find((photo) => photo.state === 'on-file')
  if (first === undefined) return {}
  const isHere = client.getQueryData(photoQuery(userId, first).queryKey) !== undefined
  return isHere || hasFailed(client, userId, first)
    ? { [photoNotNeededHeader]: encodeURIComponent(first.identity) }
    : {}
}

const hasFailed = (client: QueryClient, userId: string, photo: PhotoOnFile) =>
  client.getQueryState(photoQuery(userId, photo).queryKey)?.status === 'error'

const linkOf = (photos: Photo[] | undefined, { identity }: PhotoOnFile) =>
  photos?.filter((photo) => photo.state === 'on-file').find((photo) => photo.identity === identity)?.link

const freshestLink = (client: QueryClient, userId: string, photo: PhotoOnFile) =>
  linkOf(client.getQueryData(customerQuery(userId).queryKey)?.customer.photos, photo) ?? photo.link

/**
 * A fresh link for a photo. Five photos that expire together cost one call: later ones find the call in progress, or the new link
 * already there.
 */
async function renewedLink(
  client: QueryClient,
  userId: string,
  photo: PhotoOnFile,
  dead: string,
  fault: ApiFailure,
) {
  const known = freshestLink(client, userId, photo)
  if (known !== dead) return known
  // Not 0: with a clock that was set back, the last answer would count as fresh.
  const now = { staleTime: Number.NEGATIVE_INFINITY, retry: false }
  const { customer } = await client.fetchQuery({ ...customerQuery(userId), ...now })
  const link = linkOf(customer.photos, photo)
  if (link === undefined || link === dead) throw fault
  return link
}
