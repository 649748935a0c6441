import type { Query, QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { status, type Status } from '#contract/api/status.ts'
import { statusCall } from './addresses.ts'
import { isOfCustomer } from './customers.ts'
import { ApiFailure, canPass } from './failure.ts'
import { askFor } from './request.ts'

/** The state of the connection to the customers: clear, or the first obstacle, seen from the till. */
export type Connectivity = Closed | 'clear' | 'slow' | 'vendor_busy' | 'vendor_slow' | 'photos_down'

/** Obstacles with which no customer can be looked up. */
type Closed = 'offline' | 'gateway_down' | 'store_down' | 'vendor_down'

/**
 * Milliseconds after which an answer counts as slow. The same limit applies to the check that follows, so a waiting associate is told
 * within two seconds.
 */
const slowAfter = 1000
/** Milliseconds between two checks while there is an obstacle, or somebody waits for it to pass. */
const askEvery = 2000
/** Milliseconds without a key or touch after which the next one triggers a check. */
const longQuiet = 30_000

let connectivity: Connectivity = 'clear'
let isAsking = false
let timer: ReturnType<typeof setTimeout> | undefined
const watchers = new Set<() => void>()
const waiting = new Set<(connectivity: Connectivity) => void>()

function set(found: Connectivity) {
  connectivity = found
  for (const watcher of watchers) watcher()
}

function subscribe(watcher: () => void) {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

export const useConnectivity = () => useSyncExternalStore(subscribe, () => connectivity)

/**
 * Asks the gateway for its state, and repeats that while there is an obstacle. `navigator.onLine` is not enough: a till may have a
 * network that leads nowhere.
 */
async function look() {
  if (isAsking) return
  isAsking = true
  clearTimeout(timer)
  const began = performance.now()
  const isLate = setTimeout(() => connectivity === 'clear' && set('slow'), slowAfter)
  const found = await askFor(status, statusCall, new AbortController().signal).then(
    (answer) => connectivityOf(answer, performance.now() - began),
    (fault: unknown) =>
      fault instanceof ApiFailure && fault.code === 'offline' ? 'offline' : 'gateway_down',
  )
  clearTimeout(isLate)
  isAsking = false
  set(found)
  for (const told of waiting) told(found)
  if (found !== 'clear' || waiting.size > 0) askAgain()
}

function askAgain() {
  clearTimeout(timer)
  // The random part prevents tills that lost the same gateway from returning all at once.
  timer = setTimeout(() => void look(), askEvery * (1 + Math.random() / 2))
}

/** The customers whose look-ups the loyalty service has failed since it answered the last one. */
const failedFor = new Set<string>()

/** Failures of one customer say nothing about the others: their own screen tells them. */
const fewest = 2

/** Failures that may be the loyalty service's as a whole, or of one customer. */
const isVendors = (fault: unknown) =>
  fault instanceof ApiFailure && ['vendor_down', 'vendor_busy', 'timed_out'].includes(fault.code)

/** Obstacles that stop everything come before those that stop a part. */
function connectivityOf({ store, vendor, isVendorCutOff, photoHost }: Status, took: number): Connectivity {
  if (store === 'down') return 'store_down'
  if (isVendorCutOff) return 'vendor_down'
  if (failedFor.size >= fewest) {
    if (vendor === 'down') return 'vendor_down'
    if (vendor === 'busy') return 'vendor_busy'
  }
  if (photoHost === 'down') return 'photos_down'
  return took > slowAfter ? 'slow' : 'clear'
}

/** Failures that another call of the same kind would meet too. */
const isTrouble = (fault: unknown) =>
  fault instanceof ApiFailure && (canPass(fault) || fault.code.startsWith('photo_'))

const closed: readonly Connectivity[] = [
  'offline',
  'gateway_down',
  'store_down',
  'vendor_down',
] satisfies Closed[]

export const isClosed = (found: Connectivity): found is Closed => closed.includes(found)

/**
 * Calls `isOpen` when the gateway has been asked and nothing prevents another try.
 *
 * @param least milliseconds to wait before the call
 * @returns a function that cancels it
 */
export function whenOpen(isOpen: () => void, least: number) {
  const began = performance.now()
  const told = (found: Connectivity) =>
    void (isClosed(found) || performance.now() - began < least || isOpen())
  waiting.add(told)
  askAgain()
  return () => void waiting.delete(told)
}

/** A renewal in the background keeps nobody waiting. */
const isWaitedFor = ({ state }: Query) => state.fetchStatus !== 'idle' && state.data === undefined

/** Whom a look-up is about. Several attempts with the same text are about one customer. */
const subjectOf = ({ queryKey, meta }: Query) => String(meta?.about ?? queryKey[1])

const isLookUp = (query: Query) => query.queryKey[0] === 'finds' || isOfCustomer(query)

/**
 * Checks the connection whenever a call fails for a reason that can pass, takes long, the browser reports a network change, or
 * somebody returns to the till. Calls that failed meanwhile are repeated once the connection is clear, except searches: their own
 * screen repeats them.
 */
export function watchConnectivity(client: QueryClient) {
  const cache = client.getQueryCache()
  cache.subscribe((event) => {
    if (event.type !== 'updated') return
    const { query, action } = event
    if (action.type === 'failed' || action.type === 'error') {
      const { fetchFailureReason } = query.state
      if (isLookUp(query) && isVendors(fetchFailureReason)) failedFor.add(subjectOf(query))
      if (isTrouble(fetchFailureReason)) void look()
    } else if (action.type === 'fetch') {
      setTimeout(() => {
        if (isWaitedFor(query)) void look().then(blameTheVendor)
      }, slowAfter)
    } else if (action.type === 'success') {
      if (isLookUp(query)) failedFor.clear()
      if (connectivity === 'vendor_slow') set('clear')
    }
  })
  const blameTheVendor = () => {
    const asked = cache.findAll({ fetchStatus: 'fetching' })
    if (connectivity === 'clear' && asked.some((query) => isWaitedFor(query) && isLookUp(query)))
      set('vendor_slow')
  }
  client.getMutationCache().subscribe(({ mutation }) => {
    if (isTrouble(mutation?.state.error)) void look()
  })
  let wasClosed = false
  watchers.add(() => {
    if (wasClosed && !isClosed(connectivity))
      void client.refetchQueries(
        {
          type: 'active',
          predicate: ({ queryKey, state: { data, error } }) =>
            queryKey[0] !== 'finds' && data === undefined && error instanceof ApiFailure && canPass(error),
        },
        { cancelRefetch: false },
      )
    wasClosed = isClosed(connectivity)
  })
  for (const change of ['online', 'offline']) window.addEventListener(change, () => void look())
  let latest = performance.now()
  for (const sign of ['keydown', 'pointerdown'])
    window.addEventListener(
      sign,
      () => {
        if (performance.now() - latest > longQuiet) void look()
        latest = performance.now()
      },
      true,
    )
}
