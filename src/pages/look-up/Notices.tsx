import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'
import { useConnectivity } from '#src/api/connectivity.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { ConnectivityNotice } from './ConnectivityNotice.tsx'
import { useSlowness, useViewsAsAssociate, viewAsAssociate } from '#src/api/notices.ts'

/** The notice above every screen: the newest cause that still exists, and only that one. */
export function Notices() {
  const t = useTranslations('notices')
  const reasons = useTranslations('pauses.reason')
  const client = useQueryClient()
  const connectivity = useConnectivity()
  const slowedFor = useSlowness()
  const newest = useNewest({
    viewsAs: useViewsAsAssociate(),
    slowed: slowedFor !== undefined,
    connectivity: connectivity !== 'clear',
  })
  return (
    <div role="status">
      {newest !== undefined && (
        <div className="pt-4">
          {newest === 'connectivity' && connectivity !== 'clear' && (
            <ConnectivityNotice connectivity={connectivity} />
          )}
          {newest === 'slowed' && slowedFor !== undefined && (
            <Notice tone="caution">
              <span>{reasons(slowedFor)}</span> <span>{t('slowed')}</span>
            </Notice>
          )}
          {newest === 'viewsAs' && (
            <Notice tone="info">
              <div className="flex flex-wrap items-center justify-between gap-3">
                {t('viewAs')}
                <Button
                  onClick={() => {
                    viewAsAssociate(false)
                    void client.resetQueries({ queryKey: ['customers'] })
                  }}
                >
                  {t('viewAsManager')}
                </Button>
              </div>
            </Notice>
          )}
        </div>
      )}
    </div>
  )
}

const causes = ['viewsAs', 'slowed', 'connectivity'] as const
type Cause = (typeof causes)[number]

/** The cause that has begun last. */
function useNewest(exists: Record<Cause, boolean>): Cause | undefined {
  const [order, setOrder] = useState<readonly Cause[]>([])
  const lasting = order.filter((cause) => exists[cause])
  const begun = causes.filter((cause) => exists[cause] && !order.includes(cause))
  const next = [...lasting, ...begun]
  if (next.length !== order.length || begun.length > 0) setOrder(next)
  return next.at(-1)
}
