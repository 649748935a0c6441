import { useSyncExternalStore } from 'react'
import type { PauseReason } from '#contract/api/limits.ts'

/* The state of the notices above every screen. Kept in memory only, until the page is closed. */

let isAssociate = false
let slowedFor: PauseReason | undefined
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

/** Notes that the gateway delayed an answer, and what was too much. */
export function noteSlowness(reason: PauseReason) {
  slowedFor = reason
  clearTimeout(slowed)
  slowed = setTimeout(() => {
    slowedFor = undefined
    tell()
  }, noticeFor)
  tell()
}

export const useViewsAsAssociate = () => useSyncExternalStore(subscribe, viewsAsAssociate)
export const useSlowness = () => useSyncExternalStore(subscribe, () => slowedFor)
