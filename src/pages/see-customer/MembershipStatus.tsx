import { useTranslations } from 'use-intl'
import { Icon } from '#src/ui/Icon.tsx'

/** Whether the customer is in the loyalty programme, if the vendor says so. */
export function MembershipStatus({ kind }: { kind: string | undefined }) {
  const t = useTranslations('status')
  if (kind === 'loyalty')
    return (
      <p className="flex items-center gap-1.5 rounded-control bg-ok-wash px-2.5 py-1.5 text-small font-strong text-ok">
        <Icon name="ok" className="size-4" />
        {t('member')}
      </p>
    )
  if (kind === 'non_loyalty')
    return (
      <p className="flex items-center gap-1.5 rounded-control bg-tone px-2.5 py-1.5 text-small font-strong text-quiet">
        <Icon name="info" className="size-4" />
        {t('notMember')}
      </p>
    )
  return null
}
