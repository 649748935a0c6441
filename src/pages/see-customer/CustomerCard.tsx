import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import { timed } from '#src/app/timed.ts'
import { CardLayout } from '#src/ui/CardLayout.tsx'
import { MembershipStatus } from './MembershipStatus.tsx'
import { PhotoPanel } from './PhotoPanel.tsx'
import { Sections } from './Sections.tsx'
import { useChosenPhoto } from './use-chosen-photo.ts'
import { AccountStatus } from './verify/AccountStatus.tsx'
import { DecisionBar } from './verify/DecisionBar.tsx'
import { StaleData } from './verify/StaleData.tsx'
import { Warnings } from './Warnings.tsx'
import { Watermark } from './Watermark.tsx'

type Props = {
  customer: Customer
  /** A fresh answer about the same customer is being requested. */
  isRenewing: boolean
  lastRefreshFailed: boolean
  onRefresh: () => void
}

/** The customer: photo first, then the name, then the other data. */
export function CustomerCard({ customer, isRenewing, lastRefreshFailed, onRefresh }: Props) {
  const t = useTranslations('customer')
  const nameId = useId()
  const chosen = useChosenPhoto(customer.photos)
  const number = t('title', { id: customer.id })
  return (
    <section aria-labelledby={nameId} data-customer={customer.id} className="flex flex-1 flex-col">
      <AccountStatus userId={customer.id} />
      {customer.warnings.length > 0 && <Warnings warnings={customer.warnings} />}
      <CardLayout
        photo={
          <PhotoPanel customer={customer} chosen={chosen} isRenewing={isRenewing} onRefresh={onRefresh} />
        }
      >
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <div className="min-w-0">
            <h1 id={nameId} translate="no" {...timed('name')} className="text-name font-strong wrap-anywhere">
              <bdi>{customer.name ?? number}</bdi>
            </h1>
            <p className="pt-0.5 text-body text-quiet">
              {customer.name === undefined ? t('unnamed') : number}
            </p>
          </div>
          <MembershipStatus kind={customer.loyalty.kind} />
        </div>
        {lastRefreshFailed && <StaleData onRefresh={onRefresh} />}
        <div className="relative">
          <Watermark />
          <Sections customer={customer} />
        </div>
      </CardLayout>
      <div className="bottom-0 z-10 [@media(min-height:30rem)]:sticky -mx-4 mt-auto min-h-20 rounded-t-panel border border-line bg-panel px-4 [box-shadow:var(--floating)]">
        <DecisionBar customer={customer} photo={chosen.photo} />
      </div>
    </section>
  )
}
