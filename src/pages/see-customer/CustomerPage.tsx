import { useQuery } from '@tanstack/react-query'
import { isCustomerId } from '#contract/customer/customer-id.ts'
import { customerQuery } from '#src/api/customers.ts'
import { ApiFailure } from '#src/api/failure.ts'
import { deciding } from '#src/api/decisions.ts'
import { useLayoutEffect } from 'react'
import { useLocation, useParams } from 'react-router-dom'
import { useIsScreenPrivate } from '#src/app/privacy-screen.ts'
import { HiddenScreen } from '#src/ui/HiddenScreen.tsx'
import { CustomerAnnouncements } from './CustomerAnnouncements.tsx'
import { CustomerCard } from './CustomerCard.tsx'
import { FailedLookUp } from '#src/failure/FailedLookUp.tsx'
import { PendingLookUp } from './PendingLookUp.tsx'

/** One customer. The screen is keyed by the id in its address, so it keeps no state when the id changes. */
export function CustomerPage() {
  const { userId = '' } = useParams()
  const isScreenPrivate = useIsScreenPrivate()
  if (!isCustomerId(userId)) return <FailedLookUp failure={new ApiFailure('bad_request')} />
  return isScreenPrivate ? <HiddenScreen /> : <LookUp key={userId} userId={userId} />
}

function LookUp({ userId }: { userId: string }) {
  const { key } = useLocation()
  // External: the verification, which other parts of the app read as well.
  useLayoutEffect(() => deciding.begin(userId, key), [userId, key])
  const lookUp = useQuery(customerQuery(userId))
  const { data, error, isFetching, refetch } = lookUp
  const retry = () => void refetch({ cancelRefetch: false })

  // The last defence: even after a bug elsewhere, one customer's data is never shown at another customer's address.
  if (data !== undefined && data.customer.id !== userId)
    return <FailedLookUp failure={new ApiFailure('identity_mismatch')} />
  return (
    <>
      <CustomerAnnouncements userId={userId} customer={data?.customer} isFetching={isFetching} />
      {data !== undefined ? (
        <CustomerCard
          customer={data.customer}
          isRenewing={isFetching}
          lastRefreshFailed={error !== null && !isFetching}
          onRefresh={retry}
        />
      ) : error !== null && !isFetching ? (
        <FailedLookUp failure={error} onRetry={retry} />
      ) : (
        <PendingLookUp userId={userId} failure={lookUp.failureReason} failures={lookUp.failureCount} />
      )}
    </>
  )
}
