import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { isOfCustomer } from '#src/api/customers.ts'
import { isClosed, type Connectivity } from '#src/api/connectivity.ts'
import { Notice } from '#src/ui/Notice.tsx'

type Trouble = Exclude<Connectivity, 'clear'>

/** What disturbs the connection, and what still works. The customer on screen stays. */
export function ConnectivityNotice({ connectivity }: { connectivity: Trouble }) {
  const t = useTranslations('notices.way')
  const isSomebodyOn = useIsSomebodyOn()
  return (
    <Notice tone={connectivity.endsWith('slow') ? 'info' : 'caution'}>
      {isClosed(connectivity) ? t(connectivity, { isSomebodyOn: String(isSomebodyOn) }) : t(connectivity)}
    </Notice>
  )
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
