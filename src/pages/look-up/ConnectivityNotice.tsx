import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { isOfCustomer } from '#src/api/customers.ts'
import { isClosed, type Way } from '#src/api/connectivity.ts'
import { Notice } from '#src/ui/Notice.tsx'

type Trouble = Exclude<Way, 'clear'>

/** What stands between the till and its answers, and what still works: whoever is on screen stays there. */
export function WayNotice({ way }: { way: Trouble }) {
  const t = useTranslations('notices.way')
  const isSomebodyOn = useIsSomebodyOn()
  return (
    <Notice tone={way.endsWith('slow') ? 'info' : 'caution'}>
      {isClosed(way) ? t(way, { isSomebodyOn: String(isSomebodyOn) }) : t(way)}
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
