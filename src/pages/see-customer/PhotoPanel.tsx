import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl'
import type { Customer } from '#contract/customer/customer.ts'
import { CustomerPhoto } from './CustomerPhoto.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Later } from '#src/ui/LazyPart.tsx'
import { withLaterWords } from '#src/messages/words.ts'
import { PhotoFrame } from '#src/ui/PhotoFrame.tsx'
import { PhotoMessage } from './PhotoMessage.tsx'
import { placeOf, type useChosenPhoto } from './use-chosen-photo.ts'
import { useSteps } from './use-photo-gestures.ts'

/** Most customers have one photo. */
const thumbnails = withLaterWords(() => import('./Thumbnails.tsx').then((module) => module.Thumbnails))

type Props = {
  customer: Customer
  chosen: ReturnType<typeof useChosenPhoto>
  isRenewing: boolean
  onRefresh: () => void
}

/** The customer's photos: the newest large, others on demand. */
export function PhotoPanel({ customer, chosen: { photo, at, choose }, isRenewing, onRefresh }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const { id, photos } = customer
  const t = useTranslations('customer')
  const isOneOfMany = photos.length > 1
  const steps = useSteps((by) => {
    const hadFocus = place.current?.contains(document.activeElement)
    flushSync(() => choose(at + by))
    // The next photo is a new element: whoever steps by keys goes on from there.
    if (hadFocus) (place.current?.querySelector('button') ?? place.current)?.focus({ preventScroll: true })
  })
  if (photo === undefined) return <NoPhoto />
  const name = customer.name ?? t('title', { id })
  return (
    <>
      <div
        ref={place}
        tabIndex={-1}
        {...(isOneOfMany && steps)}
        className={`touch-pan-y ${isOneOfMany ? 'max-sm:pe-16' : ''}`}
      >
        <CustomerPhoto key={placeOf(photo)} {...{ userId: id, name, photo, isRenewing, onRefresh }} />
      </div>
      {isOneOfMany && (
        <Later
          load={thumbnails}
          needs={{ userId: id, photos, chosen: at, onChoose: choose }}
          fallback={OthersMissing}
        />
      )}
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

function OthersMissing({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('photo')
  return (
    <p className="flex flex-wrap items-center gap-3 pt-3 text-body text-quiet">
      {t('othersMissing')}
      <Button onClick={onRetry}>{t('tryAgain')}</Button>
    </p>
  )
}
