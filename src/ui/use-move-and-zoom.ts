import { useRef, type KeyboardEvent, type PointerEvent, type WheelEvent } from 'react'

type Point = { x: number; y: number }

/** In CSS pixels; places are measured from the middle of the element. */
type Actions = {
  /** The picture moves by so much. */
  move: (by: Point) => void
  zoom: (factor: number, at?: Point) => void
}

/** By how much a key or a button zooms. */
export const zoomStep = 1.25
const stride = 60
/** Pixels that a finger may move during a tap. */
const slip = 6

const keyFactors = new Map([
  ['+', zoomStep],
  ['=', zoomStep],
  ['-', 1 / zoomStep],
])
const keyMoves = new Map([
  ['ArrowLeft', { x: stride, y: 0 }],
  ['ArrowRight', { x: -stride, y: 0 }],
  ['ArrowUp', { x: 0, y: stride }],
  ['ArrowDown', { x: 0, y: -stride }],
])

/** Moves and zooms a picture with a pointer, fingers or keys: the handlers of the element in which it is, and of its keys. */
export function useMoveAndZoom({ move, zoom }: Actions) {
  const fingers = useRef(new Map<number, Point>())
  const hasMoved = useRef(false)

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
  const letGo = (event: PointerEvent) => void fingers.current.delete(event.pointerId)
  return {
    key,
    pointer: {
      onPointerDown: press,
      onPointerMove: drag,
      onPointerUp: lift,
      onPointerCancel: letGo,
      onWheel: (event: WheelEvent) => zoom(event.deltaY < 0 ? zoomStep : 1 / zoomStep, fromMiddle(event)),
    },
  }
}

function fromMiddle({
  currentTarget,
  clientX,
  clientY,
}: {
  currentTarget: Element
  clientX: number
  clientY: number
}) {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 }
}

const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y)
const middle = (one: Point, other: Point) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })
