import { useTranslations } from 'use-intl'
import type { Picture } from '#src/api/picture.ts'
import { useDates } from '#src/dates.ts'
import { Icon } from '#src/ui/Icon.tsx'

/** CSS pixels below which people stay sure and are wrong: https://arxiv.org/html/2503.20108v1 */
const judgeableWidth = 160

/** Under the photo, never on it: when it was taken as far as that is known, and how much of it there is. */
export function PhotoFacts({
  picture: { width, height },
  takenAt,
}: {
  picture: Picture
  takenAt: string | undefined
}) {
  const t = useTranslations('photo')
  const dates = useDates()
  return (
    <figcaption className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-2 text-small text-quiet">
      <span className="font-strong">{takenAt === undefined ? t('undated') : dates.localDate(takenAt)}</span>
      <span>{t('size', { width, height })}</span>
      {width < judgeableWidth && (
        <span className="flex items-center gap-1.5 rounded-control bg-caution-wash px-2 py-0.5 font-strong text-caution">
          <Icon name="caution" className="size-4" />
          {t('tooSmall')}
        </span>
      )}
    </figcaption>
  )
}
