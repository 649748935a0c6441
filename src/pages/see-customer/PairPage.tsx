import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { isCustomerId } from '#contract/customer/customer-id.ts'
import { customerQuery } from '#src/api/customers.ts'
import { ApiFailure } from '#src/api/failure.ts'
import { FailedLookUp } from '#src/failure/FailedLookUp.tsx'
import { customerPath } from '#src/app/paths.ts'
import { Link, useParams } from 'react-router-dom'
import { PhotoFrame } from '#src/ui/PhotoFrame.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { useIsScreenPrivate } from '#src/app/privacy-screen.ts'
import { HiddenScreen } from '#src/ui/HiddenScreen.tsx'
import { IdentifiersSection } from './Sections.tsx'
import { useChosenPhoto } from './use-chosen-photo.ts'
import { PhotoPanel } from './PhotoPanel.tsx'

/** Two customers side by side, if a card and a telephone number lead to different ones. Each has one half. */
export function PairPage() {
  const t = useTranslations('pair')
  const { userId = '', otherId = '' } = useParams()
  const isScreenPrivate = useIsScreenPrivate()
  const userIds = [userId, otherId]
  if (!userIds.every(isCustomerId)) return <FailedLookUp failure={new ApiFailure('bad_request')} />
  if (isScreenPrivate) return <HiddenScreen />
  return (
    <section aria-labelledby="pair" className="py-6">
      <h1 id="pair" className="text-title font-strong">
        {t('title')}
      </h1>
      <p className="pt-1 pb-6 text-large text-quiet">{t('lead')}</p>
      <div className="grid gap-10 sm:grid-cols-2">
        {userIds.map((each) => (
          <Half key={each} userId={each} />
        ))}
      </div>
    </section>
  )
}

function Half({ userId }: { userId: string }) {
  const t = useTranslations('customer')
  const words = useTranslations('pair')
  const nameId = useId()
  const { data, error, isFetching, refetch } = useQuery(customerQuery(userId))
  const refresh = () => void refetch({ cancelRefetch: false })
  const chosen = useChosenPhoto(data?.customer.photos ?? [])
  if (data === undefined && error !== null && !isFetching)
    return <FailedLookUp failure={error} onRetry={refresh} />
  const number = t('title', { id: userId })
  const customer = data?.customer.id === userId ? data.customer : undefined
  return (
    <section aria-labelledby={nameId} data-customer={customer?.id} className="max-w-[25rem] min-w-0">
      {customer === undefined ? (
        <PhotoFrame />
      ) : (
        <PhotoPanel customer={customer} chosen={chosen} isRenewing={isFetching} onRefresh={refresh} />
      )}
      <h2 id={nameId} translate="no" className="pt-4 text-title font-strong wrap-anywhere">
        <bdi>{customer?.name ?? number}</bdi>
      </h2>
      {customer === undefined ? (
        <ProgressLine />
      ) : (
        <>
          <p className="pb-4 text-body text-quiet">{number}</p>
          <IdentifiersSection customer={customer} />
          <Link
            to={customerPath(userId)}
            className="inline-flex min-h-11 items-center rounded-control bg-accent px-4 text-body font-strong text-on-accent hover:bg-accent-strong"
          >
            {words('open', { name: customer.name ?? number })}
          </Link>
        </>
      )}
    </section>
  )
}
