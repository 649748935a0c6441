import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Photo } from '#contract/customer/photo.ts'
import { photoQuery, type PhotoOnFile } from '#src/api/customers.ts'
import type { Picture } from '#src/api/picture.ts'
import { PlainFailure } from '#src/failure/PlainFailure.tsx'
import { timed } from '#src/app/timed.ts'
import { withLaterWords } from '#src/messages/words.ts'
import { Later } from '#src/ui/LazyPart.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { PhotoFrame } from '#src/ui/PhotoFrame.tsx'
import { PhotoMessage } from './PhotoMessage.tsx'
import { usePinch } from './use-photo-gestures.ts'

const zoomDialog = withLaterWords(() => import('./ZoomDialog.tsx').then((module) => module.ZoomDialog))

const failedPhoto = withLaterWords(() => import('./FailedPhoto.tsx').then((module) => module.FailedPhoto))
const photoFacts = withLaterWords(() => import('./PhotoFacts.tsx').then((module) => module.PhotoFacts))
const photoMark = () => import('./Watermark.tsx').then((module) => module.PhotoMark)

type Props<Kind extends Photo = Photo> = {
  userId: string
  name: string
  photo: Kind
  isRenewing: boolean
  onRefresh: () => void
}

/** One photo, in the one state it is in: `loading | shown | renewing | failed | withheld` (`none` is the panel's). */
export function CustomerPhoto({ photo, ...rest }: Props) {
  const t = useTranslations('photo')
  if (photo.state === 'on-file') return <PhotoOnFileFigure photo={photo} {...rest} />
  const isWithheld = photo.state === 'withheld'
  return (
    <figure data-photo-state={photo.state} aria-label={t('label')}>
      <PhotoFrame>
        {isWithheld ? (
          <PhotoMessage icon="stop" what={t('withheldTitle')} next={t('withheld')} />
        ) : (
          <PhotoMessage
            icon="caution"
            what={t('failedTitle')}
            next={t('failedOnFile')}
            onRetry={rest.onRefresh}
          />
        )}
      </PhotoFrame>
    </figure>
  )
}

function PhotoOnFileFigure({ userId, name, photo, isRenewing }: Props<PhotoOnFile>) {
  const t = useTranslations('photo')
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(photoQuery(userId, photo))
  const [isOpen, setIsOpen] = useState(false)
  // Whatever happened before this line, a picture fetched for another customer is not drawn.
  const picture = data?.ownerId === userId ? data : undefined
  const isReplacing = isPlaceholderData && isFetching
  const state = photoState({
    hasPicture: picture !== undefined,
    hasFailed: error !== null && !isFetching,
    isRenewing: isRenewing || isReplacing,
  })
  return (
    <figure data-photo-state={state} aria-label={t('label')} data-owner={picture?.ownerId}>
      <PhotoFrame>
        {picture !== undefined && (
          <>
            <ShownPicture picture={picture} name={name} onOpen={() => setIsOpen(true)} />
            <Later load={photoMark} needs={{}} />
          </>
        )}
        {state === 'failed' && error !== null && (
          <Later
            load={failedPhoto}
            needs={{ failure: error, onRetry: () => void refetch() }}
            fallback={PlainFailure}
          />
        )}
        {(state === 'loading' || state === 'renewing') && (
          <UnderWay
            words={state === 'loading' ? t('loading') : t('renewing')}
            isOverPicture={picture !== undefined}
          />
        )}
      </PhotoFrame>
      <div className="min-h-16 sm:min-h-8">
        {picture !== undefined && <Later load={photoFacts} needs={{ picture, takenAt: photo.takenAt }} />}
      </div>
      {picture !== undefined && isOpen && (
        <Later load={zoomDialog} needs={{ picture, name, onClose: () => setIsOpen(false) }} />
      )}
    </figure>
  )
}

function photoState({
  hasPicture,
  hasFailed,
  isRenewing,
}: {
  hasPicture: boolean
  hasFailed: boolean
  isRenewing: boolean
}) {
  if (isRenewing) return 'renewing'
  if (hasPicture) return 'shown'
  return hasFailed ? 'failed' : 'loading'
}

type ShownProps = { picture: Picture; name: string; onOpen: () => void }

/** A new picture is a new element: one that is used again goes on painting the old face until the new one has loaded. */
function ShownPicture({ picture, name, onOpen }: ShownProps) {
  const t = useTranslations('photo')
  const pinch = usePinch(onOpen)
  return (
    <button
      type="button"
      onClick={onOpen}
      {...pinch}
      title={t('open')}
      onContextMenu={(event) => event.preventDefault()}
      className="group absolute inset-0 cursor-zoom-in touch-pan-y select-none"
    >
      <img
        key={picture.source}
        src={picture.source}
        width={picture.width}
        height={picture.height}
        alt={t('alt', { name })}
        draggable={false}
        decoding="sync"
        {...timed('photo')}
        // Once the network is gone, a photo that is here has to open all the same.
        onLoad={() => void zoomDialog().catch(() => undefined)}
        className="absolute inset-0 m-auto h-auto max-h-full w-auto max-w-full"
      />
    </button>
  )
}

const UnderWay = ({ words, isOverPicture }: { words: string; isOverPicture: boolean }) => (
  <div className="absolute inset-x-0 bottom-0">
    <p className={isOverPicture ? 'sr-only' : 'px-4 pb-2 text-center text-small text-quiet'}>{words}</p>
    <ProgressLine />
  </div>
)
