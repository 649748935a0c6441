import { useFormatter, useTranslations } from 'use-intl'
import { customerPairPath } from '#src/paths.ts'
import { Link } from '#src/router.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import type { Arrival } from './arrival.ts'
import { useKindWords } from './find-words.ts'

/** Above a customer who was found: how, where that is not what one would think; nothing where it is. */
export function ArrivalNotice({ arrival }: { arrival: Arrival }) {
  const t = useTranslations('find')
  const { inText } = useKindWords()
  const format = useFormatter()
  const { userId, matched, skipped, mergedFrom, wrongLayout, rival } = arrival
  const skippedWords = format.list(skipped.map(inText), { type: 'disjunction' })
  return (
    <div role="status" className="grid gap-2 pt-4 empty:hidden">
      {rival !== undefined && (
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
      )}
      {mergedFrom !== undefined && (
        <Notice tone="info">
          {mergedFrom.userId === undefined ? t('merged') : t('mergedFrom', { id: mergedFrom.userId })}
        </Notice>
      )}
      {skipped.length > 0 && (
        <Notice tone="info">{t('matchedOther', { what: inText(matched), skipped: skippedWords })}</Notice>
      )}
      {wrongLayout !== undefined && <Notice tone="caution">{t('wrongLayout', { text: wrongLayout })}</Notice>}
    </div>
  )
}
