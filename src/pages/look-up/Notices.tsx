import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'
import { useConnectivity } from '#src/api/connectivity.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { ConnectivityNotice } from './ConnectivityNotice.tsx'
import { useIsSlowed, useViewsAsAssociate, viewAsAssociate } from '#src/api/notices.ts'

/** Notices above every screen that apply to all of them. */
export function Notices() {
  const t = useTranslations('notices')
  const client = useQueryClient()
  const views = useViewsAsAssociate()
  const isSlowed = useIsSlowed()
  const connectivity = useConnectivity()
  return (
    <div role="status">
      {connectivity !== 'clear' && (
        <div className="pt-4">
          <ConnectivityNotice connectivity={connectivity} />
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
