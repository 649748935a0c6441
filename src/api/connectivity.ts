import type { Query, QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { status, type Status } from '#contract/api/status.ts'
import { gatewayStatusCall } from './addresses.ts'
import { isOfCustomer } from './customers.ts'
import { ApiFailure, canPass } from './failure.ts'
import { askFor } from './request.ts'

/** How it is with the way to a customer: clear, or the first thing that stands in it, seen from the till. */
export type Way = ClosedWay | 'clear' | 'slow' | 'vendor_busy' | 'vendor_slow' | 'photos_down'

/** Nobody new can be looked up. */
type ClosedWay = 'offline' | 'gateway_down' | 'store_down' | 'vendor_down'

/** Milliseconds after which an answer is said to be slow. Asking then takes as long at most, so that who waits knows within two seconds. */
const slowAfter = 1000
/** Milliseconds between two questions while anything stands in the way, or anybody waits for it to be clear. */
const askEvery = 2000
/** Milliseconds without key or touch after which who comes is told at once how things are. */
const longQuiet = 30_000

let way: Way = 'clear'
let isAsking = false
let timer: ReturnType<typeof setTimeout> | undefined
const watchers = new Set<() => void>()
const waiting = new Set<(way: Way) => void>()

function set(found: Way) {
  way = found
  for (const watcher of watchers) watcher()
}

function subscribe(watcher: () => void) {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

export const useWay = () => useSyncExternalStore(subscribe, () => way)

/**
 * Asks the gateway until it says how things are, and goes on while they are not well. `navigator.onLine` alone tells nothing: a till
 * may have a network that leads nowhere.
 */
async function look() {
  if (isAsking) return
  isAsking = true
  clearTimeout(timer)
  const began = performance.now()
  const isLate = setTimeout(() => way === 'clear' && set('slow'), slowAfter)
  const found = await askFor(status, gatewayStatusCall, new AbortController().signal).then(
    (answer) => wayOf(answer, performance.now() - began),
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
  // Tills that lost the same gateway do not all come back at once.
  timer = setTimeout(() => void look(), askEvery * (1 + Math.random() / 2))
}

/** What stops everything comes before what stops something. */
function wayOf({ store, vendor, photoHost }: Status, took: number): Way {
  if (store === 'down') return 'store_down'
  if (vendor === 'down') return 'vendor_down'
  if (vendor === 'busy') return 'vendor_busy'
  if (photoHost === 'down') return 'photos_down'
  return took > slowAfter ? 'slow' : 'clear'
}

/** What another of its kind would meet too. */
const isTrouble = (fault: unknown) =>
  fault instanceof ApiFailure && (canPass(fault) || fault.code.startsWith('photo_'))

const closed: readonly Way[] = ['offline', 'gateway_down', 'store_down', 'vendor_down'] satisfies ClosedWay[]

export const isClosed = (found: Way): found is ClosedWay => closed.includes(found)

/**
 * Calls once the gateway has been asked and nothing stands in the way of trying again.
 *
 * @param least milliseconds before which it does not
 * @returns a function that ends it
 */
export function whenOpen(isOpen: () => void, least: number) {
  const began = performance.now()
  const told = (found: Way) => void (isClosed(found) || performance.now() - began < least || isOpen())
  waiting.add(told)
  askAgain()
  return () => void waiting.delete(told)
}

/** What is renewed unseen keeps nobody waiting. */
const isWaitedFor = ({ state }: Query) => state.fetchStatus !== 'idle' && state.data === undefined

const isLookUp = (query: Query) => query.queryKey[0] === 'finds' || isOfCustomer(query)

/**
 * Finds out how things are whenever a call fails by what may pass, takes long, the browser says that its network changed, or somebody
 * comes back to the till. What failed meanwhile is asked for anew once the way is clear; a search is its own screen's to repeat.
 */
export function watchWay(client: QueryClient) {
  const cache = client.getQueryCache()
  cache.subscribe((event) => {
    if (event.type !== 'updated') return
    const { query, action } = event
    if (action.type === 'failed' || action.type === 'error') {
      const { fetchFailureReason } = query.state
      if (isTrouble(fetchFailureReason)) void look()
    } else if (action.type === 'fetch')
      setTimeout(() => {
        if (isWaitedFor(query)) void look().then(blameTheVendor)
      }, slowAfter)
    else if (action.type === 'success' && way === 'vendor_slow') set('clear')
  })
  const blameTheVendor = () => {
    const asked = cache.findAll({ fetchStatus: 'fetching' })
    if (way === 'clear' && asked.some((query) => isWaitedFor(query) && isLookUp(query))) set('vendor_slow')
  }
  client.getMutationCache().subscribe(({ mutation }) => {
    if (isTrouble(mutation?.state.error)) void look()
  })
  let wasClosed = false
  watchers.add(() => {
    if (wasClosed && !isClosed(way))
      void client.refetchQueries(
        {
          type: 'active',
          predicate: ({ queryKey, state: { data, error } }) =>
            queryKey[0] !== 'finds' && data === undefined && error instanceof ApiFailure && canPass(error),
        },
        { cancelRefetch: false },
      )
    wasClosed = isClosed(way)
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
