import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'
import { Notice } from '#src/ui/Notice.tsx'

/** Says that the data on screen could not be renewed. Loaded with the screen, so that it is there when the network fails. */
export function StaleData({ onRefresh }: { onRefresh: () => void }) {
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
