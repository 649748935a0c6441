import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { tillSpeedQuery } from '#src/api/timings.ts'

/** How fast look-ups are at this till, measured on its screen. */
export function TillSpeed() {
  const t = useTranslations('speed')
  const format = useFormatter()
  const { data } = useQuery(tillSpeedQuery())
  if (data?.name === undefined) return null
  const seconds = (milliseconds: number) =>
    format.number(milliseconds / 1000, {
      style: 'unit',
      unit: 'second',
      unitDisplay: 'narrow',
      maximumFractionDigits: 1,
      minimumFractionDigits: 1,
    })
  const words = ({ p50, p95 }: { p50: number; p95: number }) =>
    t('figures', { usual: seconds(p50), slow: seconds(p95) })
  return (
    <section aria-labelledby="speed-title" className="border-t border-line pt-4 pb-5">
      <h3 id="speed-title" className="pb-1 text-large font-strong">
        {t('title')}
      </h3>
      <p className="text-body text-quiet">
        {t('name')} {words(data.name)}
      </p>
      {data.photo !== undefined && (
        <p className="text-body text-quiet">
          {t('photo')} {words(data.photo)}
        </p>
      )}
      <p className="pt-1 text-small text-quiet">{t('of', { count: data.lookUps })}</p>
    </section>
  )
}
