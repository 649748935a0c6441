import { useFormatter, useTranslations } from 'use-intl'
import { customerPairPath } from '#src/app/paths.ts'
import { Link } from 'react-router-dom'
import { Notice } from '#src/ui/Notice.tsx'
import { LiveAnnouncement } from '#src/ui/LiveAnnouncement.tsx'
import type { Arrival } from './arrival.ts'
import type { Layout } from './scanner/layout.ts'
import { useKindWords } from './find-words.ts'

/** Above a customer who was looked up: how they were found, if that may surprise; otherwise nothing. */
export function ArrivalNotice({ arrival }: { arrival: Arrival }) {
  const t = useTranslations('find')
  const { inText } = useKindWords()
  const format = useFormatter()
  const { userId, matched, skipped, mergedFrom, keys, isTurnedRound, rival } = arrival
  const skippedWords = format.list(skipped.map(inText), { type: 'disjunction' })
  const merged =
    mergedFrom && (mergedFrom.userId === undefined ? t('merged') : t('mergedFrom', { id: mergedFrom.userId }))
  const other = skipped.length > 0 ? t('matchedOther', { what: inText(matched), skipped: skippedWords }) : ''
  const turned = isTurnedRound ? t('turnedRound', { text: matched.value }) : ''
  return (
    <div className="grid gap-2 pt-4 empty:hidden">
      {rival !== undefined && (
        <div role="alert">
          <Notice tone="caution">
            <p className="flex flex-wrap items-center justify-between gap-3">
              {t('conflict', { one: inText(matched), other: inText(rival.matched) })}
              <Link
                to={customerPairPath(rival.userId, userId)}
                className="inline-flex min-h-11 items-center rounded-control bg-panel px-4 font-strong text-ink underline sm:-my-2.5"
              >
                {t('showBoth')}
              </Link>
            </p>
          </Notice>
        </div>
      )}
      {merged && <Notice tone="info">{merged}</Notice>}
      {other && <Notice tone="info">{other}</Notice>}
      {turned && <Notice tone="info">{turned}</Notice>}
      {keys?.wrongLayout && <KeyboardNotice {...keys} layout={keys.wrongLayout} />}
      {[merged, other, turned].filter(Boolean).map((words) => (
        <LiveAnnouncement key={words}>{words}</LiveAnnouncement>
      ))}
    </div>
  )
}

/** Says that the keys prove another keyboard than the till's, and how they were read. */
export function KeyboardNotice({ meant, layout }: { meant: string; layout: Layout }) {
  const t = useTranslations('find')
  return (
    <div role="alert">
      <Notice tone="caution">{t('wrongLayout', { text: meant, layout })}</Notice>
    </div>
  )
}
