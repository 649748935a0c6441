import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import { shopQuery } from '#src/api/shop.ts'
import { LiveAnnouncement } from '#src/ui/LiveAnnouncement.tsx'

type Props = { userId: string; customer: Customer | undefined; isFetching: boolean }

/** Announces the progress of a look-up to screen readers; without the name if the store does not want names spoken. */
export function CustomerAnnouncements({ userId, customer, isFetching }: Props) {
  const t = useTranslations('customer')
  const photoWords = useTranslations('photo')
  const { data: shop } = useQuery(shopQuery())
  if (customer === undefined)
    return isFetching && <LiveAnnouncement key="loading">{t('loading', { id: userId })}</LiveAnnouncement>
  const name = customer.name ?? t('title', { id: userId })
  const [photo] = customer.photos
  return (
    <>
      <LiveAnnouncement key="found">
        {shop?.local.namesUnspoken ? t('foundQuietly') : t('found', { name })}
      </LiveAnnouncement>
      {/* A photo on file makes its own announcement when it is loaded. */}
      {photo === undefined && <LiveAnnouncement>{photoWords('none')}</LiveAnnouncement>}
      {photo?.state === 'withheld' && <LiveAnnouncement>{photoWords('withheldTitle')}</LiveAnnouncement>}
      {photo?.state === 'failed' && <LiveAnnouncement>{photoWords('failedTitle')}</LiveAnnouncement>}
    </>
  )
}
