import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import { shopQuery } from '#src/api/shop.ts'
import { Said } from '#src/ui/LiveAnnouncement.tsx'

type Props = { userId: string; customer: Customer | undefined; isFetching: boolean }

/** How a look-up goes, for whoever doesn't see it; without the name where the store wants none said aloud. */
export function Told({ userId, customer, isFetching }: Props) {
  const t = useTranslations('customer')
  const photoWords = useTranslations('photo')
  const { data: shop } = useQuery(shopQuery())
  if (customer === undefined) return isFetching && <Said key="loading">{t('loading', { id: userId })}</Said>
  const name = customer.name ?? t('title', { id: userId })
  const [photo] = customer.photos
  return (
    <>
      <Said key="found">{shop?.local.namesUnspoken ? t('foundQuietly') : t('found', { name })}</Said>
      {/* What is on file says so itself, once it is there. */}
      {photo === undefined && <Said>{photoWords('none')}</Said>}
      {photo?.state === 'withheld' && <Said>{photoWords('withheldTitle')}</Said>}
      {photo?.state === 'failed' && <Said>{photoWords('failedTitle')}</Said>}
    </>
  )
}
