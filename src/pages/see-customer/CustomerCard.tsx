import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { timed } from '#src/app/timed.ts'
import { CardLayout } from '#src/ui/CardLayout.tsx'
import { AllDetails } from './AllDetails.tsx'
import { MatchLine } from './MatchLine.tsx'
import { MembershipStatus } from './MembershipStatus.tsx'
import { PhotoActions } from './take-photo/PhotoActions.tsx'
import { PhotoPanel } from './PhotoPanel.tsx'
import { PhotoRenewal } from './PhotoRenewal.tsx'
import { Sections } from './Sections.tsx'
import { useChosenPhoto } from './use-chosen-photo.ts'
import { AccountStatus } from './verify/AccountStatus.tsx'
import { DecisionBar } from './verify/DecisionBar.tsx'
import { StaleData } from './verify/StaleData.tsx'
import { Warnings } from './Warnings.tsx'
import { Watermark } from './Watermark.tsx'
import { WorthKnowing } from './WorthKnowing.tsx'

type Props = {
  customer: Customer
  /** A fresh answer about the same customer is being requested. */
  isRenewing: boolean
  lastRefreshFailed: boolean
  onRefresh: () => void
}

/**
 * The customer, in the order in which an associate looks: the face, the name and what it was found by, what is worth knowing, the
 * question with its answers, then the record.
 */
export function CustomerCard({ customer, isRenewing, lastRefreshFailed, onRefresh }: Props) {
  const t = useTranslations('customer')
  const nameId = useId()
  const chosen = useChosenPhoto(customer.photos)
  const newest = chosen.at === 0 ? chosen.photo : undefined
  const number = t('title', { id: customer.id })
  // On a telephone the answers push the record down when they first come, so it is seen only after them.
  const { isPending } = useQuery(purposesQuery())
  return (
    <section aria-labelledby={nameId} data-customer={customer.id} className="flex flex-1 flex-col">
      <AccountStatus userId={customer.id} />
      {customer.warnings.length > 0 && <Warnings warnings={customer.warnings} />}
      <CardLayout
        photo={
          <>
            <PhotoPanel customer={customer} chosen={chosen} isRenewing={isRenewing} onRefresh={onRefresh} />
            {/* On a telephone they stand below the record: name and answers come before them. */}
            <div className="max-sm:hidden">
              <PhotoActions customer={customer} photo={chosen.photo} />
              <PhotoRenewal key={customer.id} userId={customer.id} photo={newest} />
            </div>
          </>
        }
      >
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
          <h1
            id={nameId}
            translate="no"
            {...timed('name')}
            className="min-w-0 text-name/tight font-strong wrap-anywhere"
          >
            <bdi>{customer.name ?? number}</bdi>
          </h1>
          <MembershipStatus userId={customer.id} kind={customer.loyalty.kind} />
        </div>
        {customer.name === undefined && <p className="text-body text-quiet">{t('unnamed')}</p>}
        <MatchLine userId={customer.id} />
        <WorthKnowing userId={customer.id} />
        {lastRefreshFailed && <StaleData onRefresh={onRefresh} />}
        <div className="bottom-0 z-10 mt-auto max-sm:-mx-4 max-sm:rounded-t-panel max-sm:border max-sm:border-line max-sm:bg-panel max-sm:px-4 max-sm:[box-shadow:var(--floating)] sm:pt-4 [@media(min-height:30rem)]:max-sm:sticky">
          <DecisionBar customer={customer} photo={chosen.photo} />
        </div>
      </CardLayout>
      <div className={`border-t border-line pt-4 pb-6 ${isPending ? 'max-sm:invisible' : ''}`}>
        {/* In a panel beside the till they are among all details. */}
        <div className="in-data-sale:max-sm:hidden in-data-sale:max-sm:has-[+button[aria-expanded=true]]:block">
          <Sections customer={customer} />
        </div>
        <AllDetails customer={customer} />
        <div className="sm:hidden">
          <PhotoActions customer={customer} photo={chosen.photo} />
          <PhotoRenewal key={customer.id} userId={customer.id} photo={newest} />
        </div>
        <Watermark />
      </div>
    </section>
  )
}
