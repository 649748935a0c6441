import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Picture } from '#src/api/picture.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { useDates } from '#src/app/formats.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { LiveAnnouncement } from '#src/ui/LiveAnnouncement.tsx'
import { isJudgeable, monthsSince } from './verify/fitness.ts'

/** Below the photo, never on it: how old it is, if known, and whether that and its size are enough. */
export function PhotoFacts({ picture, takenAt }: { picture: Picture; takenAt: string | undefined }) {
  const t = useTranslations('photo')
  const fit = useTranslations('fitness')
  const dates = useDates()
  const { data, isPending } = useQuery(purposesQuery())
  const [today] = useState(() => new Date())
  const months = takenAt === undefined ? undefined : monthsSince(takenAt, today)
  const isOld = months !== undefined && months >= (data?.photoOldAfterMonths ?? Infinity)
  const { width, height } = picture
  // All facts appear at the same time; otherwise a late one would move the rest.
  if (isPending) return null
  return (
    <figcaption className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-2 text-small text-quiet [&>span]:py-0.5">
      <LiveAnnouncement key={picture.source}>
        {takenAt === undefined ? t('shown') : t('shownDated', { date: dates.localDate(takenAt, 'long') })}
      </LiveAnnouncement>
      {!isJudgeable(picture) && <Doubt words={`${fit('tooSmall')} (${fit('size', { width, height })})`} />}
      {isOld && <Doubt words={fit('tooOld')} />}
      {months !== undefined && (
        <span className="font-strong">{months === 0 ? fit('new') : fit('age', ageOf(months))}</span>
      )}
      {/* There is room for one line: beside the doubt the day is only read aloud. */}
      <span className={isOld ? 'sr-only' : ''}>
        {takenAt === undefined ? t('undated') : dates.localDate(takenAt)}
      </span>
    </figcaption>
  )
}

/** In months up to two years, then in years. */
const ageOf = (months: number) =>
  months < 24 ? { months, years: 0 } : { months: 0, years: Math.floor(months / 12) }

const Doubt = ({ words }: { words: string }) => (
  <span className="flex items-center gap-1.5 rounded-control bg-caution-wash px-2 py-0.5 font-strong text-caution">
    <Icon name="caution" className="size-4" />
    <span>{words}</span>
  </span>
)
