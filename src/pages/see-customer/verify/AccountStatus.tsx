import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { AccountStatus as Status } from '#contract/customer/account-status.ts'
import { accountStatusQuery } from '#src/api/verification.ts'
import { Notice } from '#src/ui/Notice.tsx'

/**
 * Above the face, before the comparison: a status with which the account may not be served as usual. Nothing is shown for an active
 * account.
 */
export const AccountStatus = ({ userId }: { userId: string }) => (
  // The live region exists before its text, so that the text is announced.
  <div role="status">
    <Words userId={userId} />
  </div>
)

/** True if the account may be served as usual, as far as is known. */
export const isServed = ({ status }: Status) => status === 'active' || status === 'unknown'

function Words({ userId }: { userId: string }) {
  const t = useTranslations('standing')
  const { data, error, isFetching } = useQuery(accountStatusQuery(userId))
  if (data === undefined)
    return error !== null && !isFetching ? <p className="pt-4 text-body text-quiet">{t('notKnown')}</p> : null
  const { status, label = '' } = data
  if (status === 'active' || status === 'unknown') return null
  const isGrave = status !== 'other' && status !== 'internal'
  return (
    <div className="pt-4">
      <Notice tone={isGrave ? 'stop' : 'caution'}>
        <p className="font-strong">{t(`${status}.what`, { label })}</p>
        <p>{t(`${status}.next`)}</p>
      </Notice>
    </div>
  )
}
