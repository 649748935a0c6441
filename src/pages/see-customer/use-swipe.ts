import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

/** Pixels a finger must travel before it means "the next one". */
const threshold = 48

/** Steps through photos by a swipe or the arrow keys, in the direction of the page's script. */
export function useSwipe(onStep: ((by: -1 | 1) => void) | undefined) {
  const start = useRef<number>(undefined)
  if (onStep === undefined) return {}
  const towards = (right: boolean) => onStep(right === (document.dir !== 'rtl') ? 1 : -1)
  return {
    onPointerDown: ({ pointerType, clientX }: PointerEvent) => {
      start.current = pointerType === 'touch' ? clientX : undefined
    },
    onPointerUp: ({ clientX }: PointerEvent) => {
      const travelled = start.current === undefined ? 0 : clientX - start.current
      if (Math.abs(travelled) > threshold) towards(travelled < 0)
    },
    onKeyDown: ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight' || key === 'ArrowLeft') towards(key === 'ArrowRight')
    },
  }
}
