import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Photo } from '#contract/customer/photo.ts'
import { photoQuery, type PhotoOnFile } from '#src/api/customers.ts'
import type { Picture } from '#src/api/picture.ts'
import { timed } from '#src/app/timed.ts'
import { lazyPart } from '#src/ui/LazyPart.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { PhotoFrame } from '#src/ui/PhotoFrame.tsx'
import { FailedPhoto } from './FailedPhoto.tsx'
import { PhotoFacts } from './PhotoFacts.tsx'
import { PhotoMessage } from './PhotoMessage.tsx'
import { usePinch } from './use-photo-gestures.ts'
import { PhotoMark } from './Watermark.tsx'

const zoomDialog = () => import('./ZoomDialog.tsx').then((module) => module.ZoomDialog)
const ZoomDialog = lazyPart(zoomDialog, 'dialog')

type Props<Kind extends Photo = Photo> = {
  userId: string
  name: string
  photo: Kind
  isRenewing: boolean
  onRefresh: () => void
}

/** One photo in one of the states `loading | shown | renewing | failed | withheld` (`none` belongs to the panel). */
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
  // Even after a bug elsewhere, a picture fetched for another customer is not drawn.
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
            <PhotoMark />
          </>
        )}
        {state === 'failed' && error !== null && (
          <FailedPhoto failure={error} onRetry={() => void refetch()} />
        )}
        {(state === 'loading' || state === 'renewing') && (
          <UnderWay
            words={state === 'loading' ? t('loading') : t('renewing')}
            isOverPicture={picture !== undefined}
          />
        )}
      </PhotoFrame>
      <div className="min-h-16 sm:min-h-8">
        {picture !== undefined && <PhotoFacts picture={picture} takenAt={photo.takenAt} />}
      </div>
      {picture !== undefined && isOpen && (
        <ZoomDialog picture={picture} name={name} onClose={() => setIsOpen(false)} />
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

/** A new picture is a new element: a reused one would show the old face until the new picture has loaded. */
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
        // Loads the dialog in advance, because a photo on screen must open even when the network is gone.
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
