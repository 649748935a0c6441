import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { matchOf } from '#src/app/match.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { PhoneNumber } from './PhoneNumber.tsx'

/**
 * What the customer gave, and that it is on this record. It stands unmasked, because the associate has just entered it. A customer who
 * was opened from a list or a link has none.
 */
export function MatchLine({ userId }: { userId: string }) {
  const t = useTranslations('match')
  // The match belongs to the look-up that brought this screen, and must not change while it stands.
  const [match] = useState(() => matchOf(userId))
  if (match === undefined) return null
  const { kind, value, isScanned } = match
  return (
    <p
      data-match={kind === 'cardNumber' ? 'card' : kind}
      className="flex items-baseline gap-2 pt-1 text-body"
    >
      <Icon name="ok" className="size-4.5 self-center text-ok" />
      <span className="text-quiet">{t(isScanned ? 'scanned' : 'entered', { kind })}</span>{' '}
      <bdi translate="no" className="min-w-0 font-strong wrap-anywhere">
        {kind === 'mobile' ? <PhoneNumber digits={value} /> : value}
      </bdi>
    </p>
  )
}
