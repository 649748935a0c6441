import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { accountStatusQuery } from '#src/api/verification.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { isServed } from './verify/AccountStatus.tsx'

/**
 * Whether the customer is in the loyalty programme, if the vendor says so. An account that may not be served as usual has a notice
 * instead.
 */
export function MembershipStatus({ userId, kind }: { userId: string; kind: string | undefined }) {
  const t = useTranslations('status')
  const { data, isPending } = useQuery(accountStatusQuery(userId))
  if (data !== undefined && !isServed(data)) return null
  if (kind === 'loyalty')
    return (
      // Until the status is known it keeps its place, so that nothing moves.
      <p
        className={`flex items-center gap-1.5 rounded-control bg-ok-wash px-2.5 py-1.5 text-small font-strong text-ok ${isPending ? 'invisible' : ''}`}
      >
        <Icon name="ok" className="size-4" />
        {t(isPending || data?.status === 'active' ? 'activeMember' : 'member')}
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
