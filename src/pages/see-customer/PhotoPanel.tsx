import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import { CustomerPhoto } from './CustomerPhoto.tsx'
import { PhotoFrame } from '#src/ui/PhotoFrame.tsx'
import { PhotoMessage } from './PhotoMessage.tsx'
import { Thumbnails } from './Thumbnails.tsx'
import { placeOf, type useChosenPhoto } from './use-chosen-photo.ts'
import { useSteps } from './use-photo-gestures.ts'

type Props = {
  customer: Customer
  chosen: ReturnType<typeof useChosenPhoto>
  isRenewing: boolean
  onRefresh: () => void
}

/** The customer's photos: the newest is large, the others are shown on demand. */
export function PhotoPanel({ customer, chosen: { photo, at, choose }, isRenewing, onRefresh }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const { id, photos } = customer
  const t = useTranslations('customer')
  const isOneOfMany = photos.length > 1
  const steps = useSteps((by) => {
    const hadFocus = place.current?.contains(document.activeElement)
    flushSync(() => choose(at + by))
    // The next photo is a new element, so the focus must be moved to it for keyboard users.
    if (hadFocus) (place.current?.querySelector('button') ?? place.current)?.focus({ preventScroll: true })
  })
  const name = customer.name ?? t('title', { id })
  return (
    <>
      {photo === undefined ? (
        <NoPhoto />
      ) : (
        <div
          ref={place}
          tabIndex={-1}
          {...(isOneOfMany && steps)}
          className={`touch-pan-y ${isOneOfMany ? 'max-sm:pe-16' : ''}`}
        >
          <CustomerPhoto key={placeOf(photo)} {...{ userId: id, name, photo, isRenewing, onRefresh }} />
        </div>
      )}
      {isOneOfMany && <Thumbnails userId={id} photos={photos} chosen={at} onChoose={choose} />}
    </>
  )
}

function NoPhoto() {
  const t = useTranslations('photo')
  return (
    <figure data-photo-state="none" aria-label={t('label')}>
      <PhotoFrame>
        <PhotoMessage icon="noPhoto" what={t('none')} next={t('noneNext')} />
      </PhotoFrame>
    </figure>
  )
}
