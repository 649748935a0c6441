import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

/** CSS pixels a finger must travel before it means "the next one". */
const threshold = 48

type Meanings = {
  /** To the next or former photo, where there are several. */
  onStep: ((by: -1 | 1) => void) | undefined
  onPinch: () => void
}

/** Steps through photos by a swipe or the arrow keys, in the direction of the page's script; two fingers open the photo. */
export function usePhotoGestures({ onStep, onPinch }: Meanings) {
  const fingers = useRef(new Map<number, number>())
  const towards = (right: boolean) => onStep?.(right === (document.dir !== 'rtl') ? 1 : -1)
  const lift = ({ pointerId }: PointerEvent) => fingers.current.delete(pointerId)
  return {
    onPointerDown: ({ pointerType, pointerId, clientX }: PointerEvent) => {
      if (pointerType === 'touch') fingers.current.set(pointerId, clientX)
      if (fingers.current.size < 2) return
      fingers.current.clear()
      onPinch()
    },
    onPointerUp: (event: PointerEvent) => {
      const travelled = event.clientX - (fingers.current.get(event.pointerId) ?? event.clientX)
      lift(event)
      if (Math.abs(travelled) > threshold) towards(travelled < 0)
    },
    onPointerCancel: lift,
    onKeyDown: ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight' || key === 'ArrowLeft') towards(key === 'ArrowRight')
    },
  }
}
