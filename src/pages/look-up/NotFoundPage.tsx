import { useTranslations } from 'use-intl'
import { startPath } from '#src/app/paths.ts'
import { Link } from 'react-router-dom'

export function NotFoundPage() {
  const t = useTranslations('app')
  return (
    <div className="py-12">
      <h1 className="text-title font-strong">{t('notThere')}</h1>
      <p className="pt-3">
        <Link to={startPath} className="inline-flex min-h-11 items-center text-body text-accent underline">
          {t('toStart')}
        </Link>
      </p>
    </div>
  )
}
