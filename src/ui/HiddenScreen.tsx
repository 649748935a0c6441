import { useTranslations } from 'use-intl'

/** In the place of a customer while nobody is at the till. */
export function HiddenScreen() {
  const t = useTranslations('lock')
  return (
    <section className="py-10">
      <h1 className="text-title font-strong text-quiet">{t('hidden')}</h1>
      <p className="pt-1 text-large text-quiet">{t('hiddenNext')}</p>
    </section>
  )
}
