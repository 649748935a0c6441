import { useId, useLayoutEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { leastPhotoHeight, leastPhotoWidth } from '#contract/api/photo-upload.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { useMoveAndZoom, zoomStep } from '#src/ui/use-move-and-zoom.ts'
import { moved, turned, zoomed, type Cut } from './cut.ts'
import { draw } from './picture-of.ts'
import type { Taken } from './use-taking.ts'

type Props = {
  taken: Taken
  isBusy: boolean
  onRetake: () => void
  onPlace: (change: (cut: Cut, picture: ImageBitmap) => Cut) => void
}

/** The picture as it will be saved, which can be moved, zoomed and turned in its frame, and what may be wrong with it. */
export function TakenPicture({ taken: { source, cut, doubts }, isBusy, onRetake, onPlace }: Props) {
  const t = useTranslations('takePhoto')
  const zooming = useTranslations('zoom')
  const help = useId()
  const frame = useRef<HTMLCanvasElement>(null)
  // External: the canvas.
  useLayoutEffect(() => {
    if (frame.current !== null)
      draw(frame.current, source, cut, { width: leastPhotoWidth, height: leastPhotoHeight })
  }, [source, cut])
  const shareOf = ({ x, y }: { x: number; y: number }) => {
    const height = frame.current?.clientHeight || 1
    return { x: x / height, y: y / height }
  }
  const zoom = (factor: number, at = { x: 0, y: 0 }) =>
    onPlace((now, picture) => zoomed(now, picture, factor, shareOf(at)))
  const { key, pointer } = useMoveAndZoom({
    move: (by) => onPlace((now, picture) => moved(now, picture, shareOf(by))),
    zoom,
  })
  return (
    <>
      <div
        // Its keys move the picture: a screen reader has to pass them on.
        role="application"
        aria-label={t('place')}
        aria-describedby={help}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keys need the focus
        tabIndex={0}
        {...(!isBusy && { ...pointer, onKeyDown: key })}
        className="relative mx-auto flex aspect-[3/4] max-h-[50dvh] cursor-grab touch-none items-center justify-center overflow-hidden rounded-panel bg-tone active:cursor-grabbing"
      >
        <canvas ref={frame} role="img" aria-label={t('taken')} className="size-full" />
      </div>
      <p className="pt-2 text-center text-small text-quiet">{t('place')}</p>
      <p id={help} className="sr-only">
        {zooming('help')}
      </p>
      <div role="status">
        <ul className="grid gap-1 pt-2">
          {doubts.map((doubt) => (
            <li key={doubt} className="flex items-start gap-2 text-body text-caution">
              <Icon name="caution" className="mt-0.5 size-5" />
              {t(`doubt.${doubt}`)}
            </li>
          ))}
        </ul>
      </div>
      {!isBusy && (
        <div className="flex flex-wrap items-center justify-center gap-2 pt-2">
          <Button onClick={onRetake}>{t('retake')}</Button>
          <Button onClick={() => onPlace(turned)}>
            <Icon name="again" className="size-4" />
            {t('rotate')}
          </Button>
          <div className="flex gap-2">
            <Button onClick={() => zoom(1 / zoomStep)} aria-label={zooming('zoomOut')}>
              <Icon name="minus" />
            </Button>
            <Button onClick={() => zoom(zoomStep)} aria-label={zooming('zoomIn')}>
              <Icon name="plus" />
            </Button>
          </div>
        </div>
      )}
    </>
  )
}
