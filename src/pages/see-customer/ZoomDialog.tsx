import { useRef, useState, type KeyboardEvent, type PointerEvent, type WheelEvent } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Picture } from '#src/api/picture.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { PhotoMark } from './Watermark.tsx'
import { fitting, within, zoomed, type View } from './zoom.ts'

type Props = { picture: Picture; name: string; onClose: () => void }

const step = 1.25
const stride = 60
/** Pixels that a finger may move during a tap. */
const slip = 6

const keyFactors = new Map([
  ['+', step],
  ['=', step],
  ['-', 1 / step],
])
const keyMoves = new Map([
  ['ArrowLeft', { x: stride, y: 0 }],
  ['ArrowRight', { x: -stride, y: 0 }],
  ['ArrowUp', { x: 0, y: stride }],
  ['ArrowDown', { x: 0, y: -stride }],
])

/** The photo at up to its own pixels, moved and zoomed with a pointer, fingers or keys. */
export function ZoomDialog({ picture, name, onClose }: Props) {
  const t = useTranslations('zoom')
  const format = useFormatter()
  const dialog = useRef<HTMLDialogElement>(null)
  const fingers = useRef(new Map<number, { x: number; y: number }>())
  const hasMoved = useRef(false)
  const roomNow = () => ({ width: innerWidth, height: innerHeight })
  const [view, setView] = useState<View>(() => ({ scale: fitting(picture, roomNow()), x: 0, y: 0 }))

  const move = (by: { x: number; y: number }) =>
    setView((now) => within({ ...now, x: now.x + by.x, y: now.y + by.y }, picture, roomNow()))
  const zoom = (factor: number, at = { x: 0, y: 0 }) =>
    setView((now) => zoomed(now, factor, at, [picture, roomNow()]))
  const fromMiddle = ({ clientX, clientY }: { clientX: number; clientY: number }) => ({
    x: clientX - innerWidth / 2,
    y: clientY - innerHeight / 2,
  })

  const key = (event: KeyboardEvent) => {
    const factor = keyFactors.get(event.key)
    const by = keyMoves.get(event.key)
    if (factor !== undefined) zoom(factor)
    if (by !== undefined) move(by)
    if (factor !== undefined || by !== undefined) event.preventDefault()
  }
  const press = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    hasMoved.current = fingers.current.size > 0
    fingers.current.set(event.pointerId, fromMiddle(event))
  }
  const drag = (event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId)
    if (before === undefined) return
    const now = fromMiddle(event)
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
    if (!hasMoved.current && distance(now, before) < slip) return
    hasMoved.current = true
    fingers.current.set(event.pointerId, now)
    if (other === undefined) move({ x: now.x - before.x, y: now.y - before.y })
    else zoom(distance(now, other) / Math.max(1, distance(before, other)), middle(now, other))
  }
  const lift = (event: PointerEvent) => {
    const at = fingers.current.get(event.pointerId)
    fingers.current.delete(event.pointerId)
    // For people who cannot drag: https://www.w3.org/WAI/WCAG22/Understanding/dragging-movements.html
    if (at !== undefined && !hasMoved.current) move({ x: -at.x, y: -at.y })
  }
  const letGo = (event: PointerEvent) => fingers.current.delete(event.pointerId)

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
        onPointerDown={press}
        onPointerMove={drag}
        onPointerUp={lift}
        onPointerCancel={letGo}
        onWheel={(event: WheelEvent) => zoom(event.deltaY < 0 ? step : 1 / step, fromMiddle(event))}
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
        <Button onClick={() => zoom(1 / step)} aria-label={t('zoomOut')}>
          <Icon name="minus" />
        </Button>
        <output className="min-w-16 rounded-control bg-panel px-2 py-1 text-center text-small">
          {format.number(view.scale, { style: 'percent' })}
        </output>
        <Button onClick={() => zoom(step)} aria-label={t('zoomIn')}>
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

type Point = { x: number; y: number }
const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y)
const middle = (one: Point, other: Point) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })
