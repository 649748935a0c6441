import { useTranslations } from 'use-intl'
import { supportCode, type Findings } from '#contract/api/support-code.ts'

/** A code to be read out letter by letter. `npm run support-code` decodes it. */
export function SupportCode({ found }: { found: Findings | undefined }) {
  const t = useTranslations('selfTest.code')
  return (
    <section aria-labelledby="support-code" className="rounded-panel border border-line bg-panel px-5 py-4">
      <h2 id="support-code" className="text-body font-strong">
        {t('title')}
      </h2>
      <p dir="ltr" translate="no" className="min-h-10 text-name font-strong tracking-wider rtl:text-end">
        {found && supportCode(found)}
      </p>
      <p className="text-small text-quiet">{t('hint')}</p>
    </section>
  )
}
