import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

/** CSS pixels a finger must travel before it means "the next one". */
const threshold = 48

/** Steps through photos by a swipe of one finger or the arrow keys, in the direction of the page's script. */
export function useSteps(onStep: (by: -1 | 1) => void) {
  const start = useRef<number>(undefined)
  const towards = (right: boolean) => onStep(right === (document.dir !== 'rtl') ? 1 : -1)
  const forget = () => {
    start.current = undefined
  }
  return {
    onPointerDown: ({ pointerType, isPrimary, clientX }: PointerEvent) => {
      start.current = pointerType === 'touch' && isPrimary ? clientX : undefined
    },
    onPointerUp: ({ clientX }: PointerEvent) => {
      const travelled = clientX - (start.current ?? clientX)
      forget()
      if (Math.abs(travelled) > threshold) towards(travelled < 0)
    },
    onPointerCancel: forget,
    onKeyDown: ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight' || key === 'ArrowLeft') towards(key === 'ArrowRight')
    },
  }
}

/** Two fingers on a photo open it. */
export function usePinch(onPinch: () => void) {
  const fingers = useRef(new Set<number>())
  const lift = ({ pointerId }: PointerEvent) => fingers.current.delete(pointerId)
  return {
    onPointerDown: ({ pointerType, pointerId }: PointerEvent) => {
      if (pointerType === 'touch') fingers.current.add(pointerId)
      if (fingers.current.size < 2) return
      fingers.current.clear()
      onPinch()
    },
    onPointerUp: lift,
    onPointerCancel: lift,
  }
}
