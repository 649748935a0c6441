import { QueryClient } from '@tanstack/react-query'
import { elapsedTime } from '#src/api/elapsed-time.ts'
import { customerQuery, isDue, isOfCustomer } from '#src/api/customers.ts'
import { Picture } from '#src/api/picture.ts'

const heartbeat = 15_000

/**
 * The cache of what is on screen. Network failures are reported at once like all others: no query pauses silently while offline.
 */
export function createQueryClient() {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // Personal data is forgotten with the screen that showed it. Queries whose data may stay set their own `gcTime`.
        gcTime: 0,
      },
      mutations: { networkMode: 'always' },
    },
  })
  forgetWhoLeft(client)
  return client
}

/**
 * When a customer leaves the cache, everything of theirs leaves with them: downloads of pictures are aborted, and the memory of
 * pictures is released. Until then a replaced picture stays, and can be opened, while the next one is loading.
 */
function forgetWhoLeft(client: QueryClient) {
  const pictures = new Map<string, Picture[]>()
  const cache = client.getQueryCache()
  cache.subscribe(({ type, query }) => {
    if (type !== 'removed' || query.queryKey[0] !== 'customers') return
    const userId = String(query.queryKey[1])
    const { queryKey } = customerQuery(userId)
    const { data } = query.state
    if (data instanceof Picture) pictures.set(userId, [...(pictures.get(userId) ?? []), data])
    if (cache.find({ queryKey, exact: true })) return
    for (const picture of pictures.get(userId) ?? []) picture.release()
    pictures.delete(userId)
    client.removeQueries({ queryKey })
  })
}

/**
 * Renews what is due at every heartbeat and whenever the page becomes active again. Timers stop while a machine sleeps, and no
 * event is guaranteed after waking, so only the clocks can tell.
 *
 * @returns a function that stops it
 */
export function watchRenewals(client: QueryClient) {
  const look = () => {
    elapsedTime()
    if (document.visibilityState === 'hidden') return
    const onScreen = client
      .getQueryCache()
      .findAll({ predicate: isOfCustomer, type: 'active', fetchStatus: 'idle' })
    for (const { queryKey } of onScreen) {
      const state = client.getQueryState(customerQuery(String(queryKey[1])).queryKey)
      if (state !== undefined && isDue(state))
        void client.refetchQueries({ queryKey, exact: true }, { cancelRefetch: false })
    }
  }
  const timer = setInterval(look, heartbeat)
  const occasions = ['focus', 'pageshow', 'online'] as const
  for (const occasion of occasions) window.addEventListener(occasion, look)
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(timer)
    for (const occasion of occasions) window.removeEventListener(occasion, look)
    document.removeEventListener('visibilitychange', look)
  }
}
