import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { shopQuery } from '#src/api/shop.ts'
import { Icon } from '#src/ui/Icon.tsx'

/** In the header, if the gateway runs the sandbox. */
export function SandboxNote() {
  const t = useTranslations('app')
  const { data } = useQuery(shopQuery())
  if (data?.isSandbox !== true) return null
  return (
    <p className="flex items-center gap-1.5 rounded-control bg-caution-wash px-2.5 py-1 text-small whitespace-nowrap text-caution">
      <Icon name="caution" className="size-4" />
      <span className="max-2xl:sr-only">{t('sandbox')}</span>
      <span aria-hidden="true" className="max-sm:hidden 2xl:hidden">
        {t('sandboxShort')}
      </span>
    </p>
  )
}
