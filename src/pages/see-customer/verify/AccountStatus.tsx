import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { statusQuery } from '#src/api/verification.ts'
import { Notice } from '#src/ui/Notice.tsx'

/** Above the face, before anybody compares: an account that is not one to serve as ever. An active one is not worth a word. */
export const Standing = ({ userId }: { userId: string }) => (
  // There before what it says.
  <div role="status">
    <Words userId={userId} />
  </div>
)

function Words({ userId }: { userId: string }) {
  const t = useTranslations('standing')
  const { data, error, isFetching } = useQuery(statusQuery(userId))
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
