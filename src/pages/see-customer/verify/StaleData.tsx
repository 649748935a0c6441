import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'
import { Notice } from '#src/ui/Notice.tsx'

/** What is on the screen stays when it could not be fetched anew; here already when the network goes. */
export function Stale({ onRefresh }: { onRefresh: () => void }) {
  const t = useTranslations('customer')
  return (
    <div role="alert" className="pt-4">
      <Notice tone="caution">
        <div className="flex flex-wrap items-center justify-between gap-3">
          {t('staleAfterFailure')}
          <Button onClick={onRefresh}>{t('refresh')}</Button>
        </div>
      </Notice>
    </div>
  )
}
