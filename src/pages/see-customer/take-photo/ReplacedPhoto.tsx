import { useTranslations } from 'use-intl'
import type { Photo } from '#contract/customer/photo.ts'
import { useDates } from '#src/app/formats.ts'
import { PhotoThumbnail } from './PhotoThumbnail.tsx'

type Props = {
  userId: string
  photos: readonly Photo[]
  /** The `identity` of the photo that the new one replaces. */
  chosen: string | undefined
  isBusy: boolean
  onChoose: (identity: string) => void
}

/** Which photo the new one replaces, where the platform takes no more of them. */
export function ReplacedPhoto({ userId, photos, chosen, isBusy, onChoose }: Props) {
  const t = useTranslations('takePhoto')
  const words = useTranslations('photo')
  const dates = useDates()
  return (
    <fieldset disabled={isBusy} className="grid gap-2">
      <legend className="pb-2 text-body font-strong">{t('full')}</legend>
      <div className="flex flex-wrap gap-2">
        {photos.map((photo, at) => {
          if (photo.state !== 'on-file') return null
          const place = { position: at + 1, count: photos.length }
          const label =
            photo.takenAt === undefined
              ? words('position', place)
              : words('positionDated', { ...place, date: dates.localDate(photo.takenAt) })
          return (
            <label
              key={photo.identity}
              className="relative h-16 w-12 overflow-hidden rounded-control border border-line bg-tone outline-offset-2 outline-accent has-checked:outline-3 has-focus-visible:ring-2 has-focus-visible:ring-ink"
            >
              <input
                type="radio"
                name="replaced"
                aria-label={label}
                checked={photo.identity === chosen}
                onChange={() => onChoose(photo.identity)}
                className="absolute inset-0 size-full opacity-0"
              />
              <PhotoThumbnail userId={userId} photo={photo} />
            </label>
          )
        })}
      </div>
      <p className="text-small text-quiet">{t('fullNext')}</p>
    </fieldset>
  )
}
