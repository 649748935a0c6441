import { useTranslations } from 'use-intl'
import type { Requirement } from '#contract/api/verification-requirement.ts'
import { useAmount } from '#src/app/formats.ts'

/** Why the purpose needs more for this sale than for a smaller one, and what it needs. */
export function WhatIsAtStake({ needs, factors, because }: Requirement) {
  const t = useTranslations('verify.stake')
  const amount = useAmount()
  if (because === undefined || needs === 'nothing') return null
  const way = factors.length === 1 ? String(factors[0]) : 'other'
  const what = needs === 'photo-or-factor' ? t(needs) : t(needs, { way })
  return (
    <p className="text-small text-quiet">
      {because === 'notTold'
        ? t('notTold', { what })
        : because.unit === 'points'
          ? t('points', { points: because.limit, what })
          : t('amount', { amount: amount(because.limit), what })}
    </p>
  )
}
