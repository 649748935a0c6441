import { useTranslations } from 'use-intl'
import type { Photo } from '#contract/customer/photo.ts'
import { useDates } from '#src/app/formats.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { PhotoThumbnail } from './take-photo/PhotoThumbnail.tsx'

type Props = { userId: string; photos: Photo[]; chosen: number; onChoose: (at: number) => void }

/** All photos, each in its own state: below the large photo, on a telephone beside it. */
export function Thumbnails({ userId, photos, chosen, onChoose }: Props) {
  const t = useTranslations('photo')
  const dates = useDates()
  const label = (photo: Photo, at: number) => {
    const place = { position: at + 1, count: photos.length }
    return photo.takenAt === undefined
      ? t('position', place)
      : t('positionDated', { ...place, date: dates.localDate(photo.takenAt) })
  }
  return (
    <ul
      aria-label={t('others')}
      className="flex gap-2 pt-3 max-sm:absolute max-sm:-end-1.5 max-sm:-top-1.5 max-sm:max-h-[41dvh] max-sm:flex-col max-sm:overflow-y-auto max-sm:p-1.5 max-sm:[scrollbar-width:thin] sm:flex-wrap"
    >
      {photos.map((photo, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a photo's place is all it has when its record is broken
        <li key={at}>
          <button
            type="button"
            aria-label={label(photo, at)}
            aria-current={at === chosen}
            onClick={() => onChoose(at)}
            className="relative flex h-16 w-12 items-center justify-center overflow-hidden rounded-control border border-line bg-tone outline-offset-2 aria-[current=true]:outline-3 aria-[current=true]:outline-accent"
          >
            {photo.state === 'on-file' ? (
              <PhotoThumbnail userId={userId} photo={photo} />
            ) : (
              <Icon name={photo.state === 'withheld' ? 'stop' : 'caution'} className="size-5 text-quiet" />
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}
