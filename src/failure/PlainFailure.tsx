import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'

/** In the place of a screen whose script could not be fetched. */
export function PlainFailure({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('failure')
  return (
    <main role="alert" className="mx-auto w-full max-w-[44rem] px-4 py-12">
      <h1 className="text-title font-strong">{t('plain.what')}</h1>
      <p className="pt-1 pb-5 text-large text-quiet">{t('plain.next')}</p>
      <Button onClick={onRetry}>{t('tryAgain')}</Button>
    </main>
  )
}
