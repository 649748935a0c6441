import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Picture } from '#src/api/picture.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { useDates } from '#src/app/formats.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { LiveAnnouncement } from '#src/ui/LiveAnnouncement.tsx'
import { isJudgeable, monthsSince } from './verify/fitness.ts'

/** Below the photo, never on it: when it was taken, if known, its size, and whether that is enough. */
export function PhotoFacts({ picture, takenAt }: { picture: Picture; takenAt: string | undefined }) {
  const t = useTranslations('photo')
  const fit = useTranslations('fitness')
  const dates = useDates()
  const locale = useLocale()
  const { data, isPending } = useQuery(purposesQuery())
  const [today] = useState(() => new Date())
  const months = takenAt === undefined ? undefined : monthsSince(takenAt, today)
  const ago = (since: number) => {
    const words = new Intl.RelativeTimeFormat(locale)
    return since < 24 ? words.format(-since, 'month') : words.format(-Math.floor(since / 12), 'year')
  }
  const isOld = months !== undefined && months >= (data?.photoOldAfterMonths ?? Infinity)
  const { width, height } = picture
  // All facts appear at the same time; otherwise a late one would move the rest.
  if (isPending) return null
  return (
    <figcaption className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-2 text-small text-quiet [&>span]:py-0.5">
      <LiveAnnouncement key={picture.source}>
        {takenAt === undefined ? t('shown') : t('shownDated', { date: dates.localDate(takenAt, 'long') })}
      </LiveAnnouncement>
      {/* First, because on a low screen the decision bar may cover the rest. */}
      {!isJudgeable(picture) && <Doubt words={fit('tooSmall')} />}
      {isOld && <Doubt words={fit('tooOld')} />}
      <span className="font-strong">{takenAt === undefined ? t('undated') : dates.localDate(takenAt)}</span>
      {months !== undefined && <span>{months === 0 ? fit('new') : fit('taken', { ago: ago(months) })}</span>}
      <span>{fit('size', { width, height })}</span>
    </figcaption>
  )
}

const Doubt = ({ words }: { words: string }) => (
  <span className="flex items-center gap-1.5 rounded-control bg-caution-wash px-2 py-0.5 font-strong text-caution">
    <Icon name="caution" className="size-4" />
    <span>{words}</span>
  </span>
)
