import { useSyncExternalStore } from 'react'
import type { VerifyMessage } from '#contract/api/hand-over.ts'

/** A message from the window that opened this one. */
export type Heard =
  | {
      from: 'till system'
      /** The number of the message, counted from the start. */
      turn: number
      message: VerifyMessage
    }
  | { from: 'stranger' }

let heard: Heard | undefined
const listeners = new Set<() => void>()

export function noteHeard(what: Heard | undefined) {
  heard = what
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The till system's request, until it is taken up. */
export const useHeard = () => useSyncExternalStore(subscribe, () => heard)

/** Called when the request has been taken up, or has ended. */
export const forgetHeard = () => noteHeard(undefined)
