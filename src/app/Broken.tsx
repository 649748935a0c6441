import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'

/** Shown when rendering a screen failed because of a bug of ours, in place of a blank page. */
export function Broken() {
  const t = useTranslations('failure')
  return (
    <main role="alert" className="mx-auto w-full max-w-[44rem] px-4 py-12">
      <h1 className="text-title font-strong">{t('plain.what')}</h1>
      <p className="pt-1 pb-5 text-large text-quiet">{t('broken')}</p>
      <Button onClick={() => location.reload()}>{t('reload')}</Button>
    </main>
  )
}
