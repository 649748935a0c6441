import { useSyncExternalStore } from 'react'

/*
 * What the lines above every screen say. In memory only: gone with the page.
 */

let isAssociate = false
let isSlowed = false
let slowed: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function tell() {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether a manager looks at customers as an associate would. */
export const viewsAsAssociate = () => isAssociate

export function viewAsAssociate(does: boolean) {
  isAssociate = does
  tell()
}

/** Milliseconds for which the notice stays. */
const noticeFor = 60_000

/** The gateway held an answer back, because many were asked for. */
export function noteSlowness() {
  isSlowed = true
  clearTimeout(slowed)
  slowed = setTimeout(() => {
    isSlowed = false
    tell()
  }, noticeFor)
  tell()
}

export const useViewsAsAssociate = () => useSyncExternalStore(subscribe, viewsAsAssociate)
export const useIsSlowed = () => useSyncExternalStore(subscribe, () => isSlowed)
