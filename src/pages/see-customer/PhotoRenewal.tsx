import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Photo } from '#contract/customer/photo.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { noteRenewalAsked, wasRenewalAsked } from '#src/app/renewals-asked.ts'
import { monthsSince } from './verify/fitness.ts'

type Props = {
  userId: string
  /** The newest one. */
  photo: Photo | undefined
}

/**
 * One line that asks for a new photo, if the policy says so: once for each customer and associate, because a visit is shorter than a
 * shift.
 */
export function PhotoRenewal({ userId, photo }: Props) {
  const t = useTranslations('photoAct')
  const { data } = useQuery(purposesQuery())
  const [today] = useState(() => new Date())
  const [isFirst] = useState(() => !wasRenewalAsked(userId))
  const { renewAfterMonths = Infinity, replace } = data?.photo ?? {}
  const isOld = photo?.takenAt !== undefined && monthsSince(photo.takenAt, today) >= renewAfterMonths
  const isShown = isFirst && isOld && replace?.isAllowed === true
  // External: the memory of this page.
  useEffect(() => {
    if (isShown) noteRenewalAsked(userId)
  }, [isShown, userId])
  return isShown ? <p className="text-small text-quiet">{t('renew')}</p> : null
}
