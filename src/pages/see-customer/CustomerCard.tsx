import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import { timed } from '#src/app/timed.ts'
import { withLaterWords } from '#src/messages/words.ts'
import { Later } from '#src/ui/LazyPart.tsx'
import { CardLayout } from '#src/ui/CardLayout.tsx'
import { MembershipStatus } from './MembershipStatus.tsx'
import { PhotoPanel } from './PhotoPanel.tsx'
import { Sections } from './Sections.tsx'
import { useChosenPhoto } from './use-chosen-photo.ts'

const verify = () => import('./verify/Verify.tsx')
const standing = withLaterWords(() => verify().then((module) => module.Standing))
const decisionBar = withLaterWords(() => verify().then((module) => module.DecisionBar))
const stale = withLaterWords(() => verify().then((module) => module.Stale))
const warnings = withLaterWords(() => import('./Warnings.tsx').then((module) => module.Warnings))
const watermark = () => import('./Watermark.tsx').then((module) => module.Watermark)

type Props = {
  customer: Customer
  /** A fresh answer about the same customer is awaited. */
  isRenewing: boolean
  lastRefreshFailed: boolean
  onRefresh: () => void
}

/** Who the customer is: photo first, then the name, then what is known. */
export function CustomerCard({ customer, isRenewing, lastRefreshFailed, onRefresh }: Props) {
  const t = useTranslations('customer')
  const nameId = useId()
  const chosen = useChosenPhoto(customer.photos)
  const number = t('title', { id: customer.id })
  return (
    <section aria-labelledby={nameId} data-customer={customer.id} className="flex flex-1 flex-col">
      <Later load={standing} needs={{ userId: customer.id }} />
      {customer.warnings.length > 0 && <Later load={warnings} needs={{ warnings: customer.warnings }} />}
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
        {lastRefreshFailed && <Later load={stale} needs={{ onRefresh }} />}
        <div className="relative">
          <Later load={watermark} needs={{}} />
          <Sections customer={customer} />
        </div>
      </CardLayout>
      <div className="bottom-0 z-10 [@media(min-height:30rem)]:sticky -mx-4 mt-auto min-h-20 rounded-t-panel border border-line bg-panel px-4 [box-shadow:var(--floating)]">
        <Later load={decisionBar} needs={{ customer, photo: chosen.photo }} />
      </div>
    </section>
  )
}
