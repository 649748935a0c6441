import { queryOptions } from '@tanstack/react-query'
import { shopQuery } from '#src/api/shop.ts'
import { loadLaterWords } from '#src/messages/words.ts'
import type { Finder } from './finder.ts'

/** What understands the search box, for this store; it comes once the till has nothing better to do. */
export const finderQuery = () =>
  queryOptions({
    queryKey: ['finder'],
    queryFn: async ({ client }): Promise<Finder> => {
      await idle()
      const [{ createFinder }, { storeRules }] = await Promise.all([
        import('./finder.ts'),
        client.ensureQueryData(shopQuery()),
        loadLaterWords(),
      ])
      return createFinder(client, storeRules)
    },
    retry: true,
    retryDelay: 3000,
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false,
  })

/** Safari has no `requestIdleCallback`. */
const idle = () =>
  new Promise<unknown>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: 500 })
    else setTimeout(resolve, 100)
  })
