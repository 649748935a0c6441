import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'
import { useWay } from '#src/api/connectivity.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { WayNotice } from './ConnectivityNotice.tsx'
import { useIsSlowed, useViewsAsAssociate, viewAsAssociate } from '#src/api/notices.ts'

/** Above every screen: what holds for all of them. */
export function CounterNotices() {
  const t = useTranslations('notices')
  const client = useQueryClient()
  const views = useViewsAsAssociate()
  const isSlowed = useIsSlowed()
  const way = useWay()
  return (
    <div role="status">
      {way !== 'clear' && (
        <div className="pt-4">
          <WayNotice way={way} />
        </div>
      )}
      {isSlowed && (
        <div className="pt-4">
          <Notice tone="caution">{t('slowed')}</Notice>
        </div>
      )}
      {views && (
        <div className="pt-4">
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
        </div>
      )}
    </div>
  )
}
