import { QueryClient } from '@tanstack/react-query'
import { elapsedTime } from '#src/api/elapsed-time.ts'
import { customerQuery, isDue } from '#src/api/customers.ts'
import { Picture } from '#src/api/picture.ts'

const heartbeat = 15_000

/** The cache of what is on screen. Failures of the network are failures like others, told at once: nothing waits in silence. */
export function createQueryClient() {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // What is personal is forgotten with the screen that showed it; what may stay says so itself.
        gcTime: 0,
      },
      mutations: { networkMode: 'always' },
    },
  })
  forgetWhoLeft(client)
  return client
}

/**
 * When a customer leaves the cache so does all that is theirs: a picture on its way is no longer asked for, the memory of those that
 * came is given back. Until then a picture that was replaced stays, and can be opened, while its successor is on the way.
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
 * Renews what is due at every heartbeat and whenever the page comes back to life. Timers stop while a machine sleeps, and nothing
 * need announce that it woke: only looking at the clocks tells.
 *
 * @returns a function that ends it
 */
export function watchRenewals(client: QueryClient) {
  const look = () => {
    elapsedTime()
    if (document.visibilityState === 'hidden') return
    const onScreen = client
      .getQueryCache()
      .findAll({ queryKey: ['customers'], type: 'active', fetchStatus: 'idle' })
    for (const { queryKey } of onScreen) {
      const state = client.getQueryState(customerQuery(String(queryKey[1])).queryKey)
      if (queryKey.length === 2 && state !== undefined && isDue(state))
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
