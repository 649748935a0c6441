import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { isOfCustomer } from '#src/api/customers.ts'
import { isClosed, type Connectivity } from '#src/api/connectivity.ts'

/** What disturbs the connection, and what still works. The customer on screen stays. */
export function useConnectivityWords() {
  const t = useTranslations('notices.way')
  const isSomebodyOn = useIsSomebodyOn()
  return (trouble: Exclude<Connectivity, 'clear'>) =>
    isClosed(trouble) ? t(trouble, { isSomebodyOn: String(isSomebodyOn) }) : t(trouble)
}

function useIsSomebodyOn() {
  const cache = useQueryClient().getQueryCache()
  return useSyncExternalStore(
    (tell) => cache.subscribe(tell),
    () =>
      cache
        .findAll({ type: 'active', predicate: isOfCustomer })
        .some(({ state }) => state.data !== undefined),
  )
}
