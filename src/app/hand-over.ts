import { useSyncExternalStore } from 'react'
import * as v from 'valibot'
import {
  verifyMessage,
  type ReadyMessage,
  type ResultMessage,
  type VerifyMessage,
} from '#contract/api/hand-over.ts'
import type { Sale } from '#contract/api/sale.ts'
import { deciding } from '#src/api/decisions.ts'
import { askWayBack } from '#src/api/hand-over.ts'
import { tellPresence } from './idle.ts'

/** The customer whom a till system wants verified, and how it gets the result. */
export type HandOver = { purpose: string | undefined; sale: Sale; userId?: string } & (
  | { kind: 'message'; id: string; tell: (message: ResultMessage) => void }
  | { kind: 'redirect'; handOver: string; host: string }
)

let current: HandOver | undefined

/** The hand-over that the customer on screen belongs to. */
export const handOverOf = (userId: string) => (current?.userId === userId ? current : undefined)

/** Who was told of a decision, by its receipt. They are told too if it is taken back, whatever is on screen by then. */
const told = new Map<string, Pick<HandOver & { kind: 'message' }, 'id' | 'sale' | 'tell'>>()

/** Starts a hand-over when its customer is known. The screen then shows what its purpose needs. */
export function takeUp(handOver: HandOver, userId: string) {
  current = { ...handOver, userId }
  // Starts afresh even for the same customer: a decision for one sale does not count for the next.
  deciding.forget()
}

/** Forgets the hand-over, which belongs to the associate who started it. */
export function forgetHandOver() {
  current = undefined
}

deciding.hear(({ kind, userId, decision }) => {
  const { receipt, purpose, result } = decision
  if (kind === 'undone') {
    const asked = told.get(receipt)
    asked?.tell({
      type: 'countersign:withdrawn',
      id: asked.id,
      receipt,
      userId,
      purpose,
      ...asked.sale,
      result: 'withdrawn',
    })
    return
  }
  const asked = handOverOf(userId)
  if (asked?.kind !== 'message' || purpose !== (asked.purpose ?? purpose)) return
  const { id, sale, tell } = asked
  told.set(receipt, { id, sale, tell })
  tell({ type: 'countersign:decided', id, receipt, userId, purpose, ...sale, result })
})

/** @returns the address to return to, which carries the result */
export async function goBack(userId: string, receipt: string): Promise<string> {
  const handOver = handOverOf(userId)
  if (handOver?.kind !== 'redirect') throw new Error('nowhere to go back to')
  return askWayBack(handOver.handOver, receipt)
}

/** The window that opened this one, or the page that frames it. */
function whoOpened(): Window | undefined {
  const opener: unknown = window.opener
  if (isWindow(opener)) return opener
  return window.parent === window ? undefined : window.parent
}

/** A window of another origin, which therefore fails `instanceof Window`. */
const isWindow = (value: unknown): value is Window =>
  typeof value === 'object' && value !== null && 'postMessage' in value

/** A message from the window that opened this one. */
export type Heard =
  | {
      from: 'till system'
      /** The number of the message, counted from the start. */
      turn: number
      message: VerifyMessage
      tell: (message: ResultMessage) => void
    }
  | { from: 'stranger' }

let heard: Heard | undefined
let turns = 0
let stop: (() => void) | undefined
const listeners = new Set<() => void>()

function note(what: Heard | undefined) {
  heard = what
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The till system's request, until it is taken up. */
export const useHeard = () => useSyncExternalStore(subscribe, () => heard)

/** Called when the request has been taken up. */
export const forgetHeard = () => note(undefined)

export const wasOpened = () => whoOpened() !== undefined

/**
 * Listens to the till system that opened this window, and tells it that the window is ready. The till system may send several
 * requests. Only windows of these exact origins are heard and answered.
 *
 * @param show navigates to the screen that takes requests
 */
export function listenToOpener(origins: readonly string[], show: () => void): void {
  const opener = whoOpened()
  if (opener === undefined) return
  const listener = ({ source, origin, data }: MessageEvent) => {
    if (source !== opener || !isRequest(data)) return
    if (!origins.includes(origin)) return note({ from: 'stranger' })
    tellPresence()
    const tell = (message: ResultMessage) => opener.postMessage(message, origin)
    const read = v.safeParse(verifyMessage, data)
    if (!read.success) return tell({ type: 'countersign:refused', id: idOf(data), why: 'bad_request' })
    note({ from: 'till system', turn: ++turns, message: read.output, tell })
    return show()
  }
  stop?.()
  window.addEventListener('message', listener)
  stop = () => window.removeEventListener('message', listener)
  const ready: ReadyMessage = { type: 'countersign:ready' }
  for (const origin of origins) opener.postMessage(ready, origin)
}

const isRequest = (data: unknown): data is object =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === 'countersign:verify'

const idOf = (data: object) => ('id' in data && typeof data.id === 'string' ? data.id : '')
