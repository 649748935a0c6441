import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

/** CSS pixels that a finger must move to step to the next photo. */
const threshold = 48

/** Steps through photos with a swipe of one finger or the arrow keys, in the reading direction of the page. */
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

/** Opens a photo when two fingers touch it. */
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
