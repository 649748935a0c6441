import { useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Picture } from '#src/api/picture.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { useMoveAndZoom, zoomStep } from '#src/ui/use-move-and-zoom.ts'
import { PhotoMark } from './Watermark.tsx'
import { fitting, within, zoomed, type View } from './zoom.ts'

type Props = { picture: Picture; name: string; onClose: () => void }

/** The photo at up to its own pixels, moved and zoomed with a pointer, fingers or keys. */
export function ZoomDialog({ picture, name, onClose }: Props) {
  const t = useTranslations('zoom')
  const format = useFormatter()
  const dialog = useRef<HTMLDialogElement>(null)
  const roomNow = () => ({ width: innerWidth, height: innerHeight })
  const [view, setView] = useState<View>(() => ({ scale: fitting(picture, roomNow()), x: 0, y: 0 }))

  const move = (by: { x: number; y: number }) =>
    setView((now) => within({ ...now, x: now.x + by.x, y: now.y + by.y }, picture, roomNow()))
  const zoom = (factor: number, at = { x: 0, y: 0 }) =>
    setView((now) => zoomed(now, factor, at, [picture, roomNow()]))
  const { key, pointer } = useMoveAndZoom({ move, zoom })

  return (
    <dialog
      ref={(element) => {
        dialog.current = element
        if (element !== null && !element.open) element.showModal()
      }}
      aria-label={t('title', { name })}
      tabIndex={-1}
      onClose={onClose}
      onKeyDown={key}
      className="m-0 size-full max-h-none max-w-none overflow-hidden bg-n-2 backdrop:bg-n-2"
    >
      <div
        onContextMenu={(event) => event.preventDefault()}
        {...pointer}
        className="absolute inset-0 cursor-grab touch-none active:cursor-grabbing"
      >
        <img
          src={picture.source}
          width={picture.width}
          height={picture.height}
          alt=""
          draggable={false}
          className="absolute start-1/2 top-1/2 max-w-none"
          style={{
            width: picture.width,
            height: picture.height,
            transform: `translate(calc(${document.dir === 'rtl' ? '' : '-'}50% + ${view.x}px), calc(-50% + ${view.y}px)) scale(${view.scale})`,
          }}
        />
      </div>
      <div className="absolute inset-x-0 top-8">
        <PhotoMark />
      </div>
      <div className="absolute inset-x-0 bottom-0 flex items-center justify-center gap-2 p-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
        <Button onClick={() => zoom(1 / zoomStep)} aria-label={t('zoomOut')}>
          <Icon name="minus" />
        </Button>
        <output className="min-w-16 rounded-control bg-panel px-2 py-1 text-center text-small">
          {format.number(view.scale, { style: 'percent' })}
        </output>
        <Button onClick={() => zoom(zoomStep)} aria-label={t('zoomIn')}>
          <Icon name="plus" />
        </Button>
        <Button onClick={() => dialog.current?.close()}>
          <Icon name="close" className="size-4" />
          {t('close')}
        </Button>
      </div>
      <p className="sr-only">{t('help')}</p>
    </dialog>
  )
}
