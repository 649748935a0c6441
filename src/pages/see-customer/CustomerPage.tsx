import { useQuery } from '@tanstack/react-query'
import { isCustomerId } from '#contract/customer/customer-id.ts'
import { customerQuery } from '#src/api/customers.ts'
import { ApiFailure } from '#src/api/failure.ts'
import { useParams } from '#src/app/router.tsx'
import { useIsVeiled } from '#src/app/privacy-screen.ts'
import { CustomerCard } from './CustomerCard.tsx'
import { PlainFailure } from '#src/failure/PlainFailure.tsx'
import { withLaterWords } from '#src/messages/words.ts'
import { Later } from '#src/ui/LazyPart.tsx'
import { PendingLookUp } from './PendingLookUp.tsx'

const failedLookUp = withLaterWords(() =>
  import('#src/failure/FailedLookUp.tsx').then((module) => module.FailedLookUp),
)

const told = withLaterWords(() => import('./CustomerAnnouncements.tsx').then((module) => module.Told))

/** Fetched before anybody needs it, along with what understands the search box. */
const Failed = (needs: { failure: ApiFailure; onRetry?: () => void }) => (
  <Later load={failedLookUp} needs={needs} fallback={PlainFailure} />
)

/** One customer: nothing of this screen outlives a change of the id in its address. */
export function CustomerPage() {
  const { userId = '' } = useParams()
  const isVeiled = useIsVeiled()
  if (!isCustomerId(userId)) return <Failed failure={new ApiFailure('bad_request')} />
  return isVeiled ? null : <LookUp key={userId} userId={userId} />
}

function LookUp({ userId }: { userId: string }) {
  const lookUp = useQuery(customerQuery(userId))
  const { data, error, isFetching, refetch } = lookUp
  const retry = () => void refetch({ cancelRefetch: false })

  // The last defence: whatever went wrong before, one customer's record is never drawn at another's address.
  if (data !== undefined && data.customer.id !== userId)
    return <Failed failure={new ApiFailure('identity_mismatch')} />
  return (
    <>
      <Later load={told} needs={{ userId, customer: data?.customer, isFetching }} />
      {data !== undefined ? (
        <CustomerCard
          customer={data.customer}
          isRenewing={isFetching}
          lastRefreshFailed={error !== null && !isFetching}
          onRefresh={retry}
        />
      ) : error !== null && !isFetching ? (
        <Failed failure={error} onRetry={retry} />
      ) : (
        <PendingLookUp userId={userId} failure={lookUp.failureReason} failures={lookUp.failureCount} />
      )}
    </>
  )
}
