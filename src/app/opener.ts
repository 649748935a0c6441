import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import * as v from 'valibot'
import {
  associateMessage,
  verifyMessage,
  type ReadyMessage,
  type ResultMessage,
  type VerifyMessage,
} from '#contract/api/hand-over.ts'
import { saleOf } from '#contract/api/sale.ts'
import { beginHandOver } from './hand-over.ts'
import { changeSession, lock, sessionQuery } from '#src/api/session.ts'
import { tellPresence } from './idle.ts'

/** The window that opened this one, or the page that frames it. */
function whoOpened(): Window | undefined {
  const opener: unknown = window.opener
  if (isWindow(opener)) return opener
  return isFramed() ? window.parent : undefined
}

/** Whether the page of a till system holds this one in a frame. No other page may. */
export const isFramed = () => window.parent !== window

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
    }
  | { from: 'stranger' }

let heard: Heard | undefined
let turns = 0
let isListening = false
/** The origins that are heard. */
let origins: readonly string[] = []
let show: () => void = () => undefined
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

/** Called when the request has been taken up, or has ended. */
export const forgetHeard = () => note(undefined)

export const wasOpened = () => whoOpened() !== undefined

/**
 * Listens to the till system that opened this window, and tells it once that the window is ready. The till system may send several
 * requests. Only windows of these exact origins are heard and answered.
 *
 * @param client holds the session
 * @param listed the origins
 * @param navigate goes to the screen that takes requests
 */
export function listenToOpener(client: QueryClient, listed: readonly string[], navigate: () => void): void {
  const opener = whoOpened()
  origins = listed
  show = navigate
  if (opener === undefined || isListening) return
  isListening = true
  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== opener || typeof data !== 'object' || data === null) return
    if (data.type === 'countersign:verify') hear(opener, origin, data)
    else if (origins.includes(origin)) follow(client, data)
  })
  const ready: ReadyMessage = { type: 'countersign:ready' }
  for (const origin of listed) opener.postMessage(ready, origin)
}

function hear(opener: Window, origin: string, data: object) {
  if (!origins.includes(origin)) return note({ from: 'stranger' })
  tellPresence()
  const tell = (message: ResultMessage) => opener.postMessage(message, origin)
  const read = v.safeParse(verifyMessage, data)
  if (!read.success) return tell({ type: 'countersign:refused', id: idOf(data), why: 'bad_request' })
  const { id, purpose } = read.output
  beginHandOver({ kind: 'message', id, tell, purpose, sale: saleOf(read.output) })
  note({ from: 'till system', turn: ++turns, message: read.output })
  return show()
}

/**
 * Follows what the till system says of whoever works at it. It may shut this screen at any time. Only a code from its server opens it, and
 * the gateway decides. Where somebody else is at the till and may not be let in, the screen of the one before is locked.
 */
function follow(client: QueryClient, data: object) {
  if (!('type' in data)) return
  if (data.type === 'countersign:presence') return tellPresence()
  const shut = () => {
    if (client.getQueryData(sessionQuery().queryKey)?.state === 'open') lock(client)
  }
  if (data.type === 'countersign:till-locked') return shut()
  const read = v.safeParse(associateMessage, data)
  if (!read.success) return
  const { type, code } = read.output
  const isOther = type === 'countersign:associate-changed'
  if (code === undefined) return isOther ? shut() : undefined
  void changeSession(client, '/unlock', { code }).catch(() => {
    if (isOther) shut()
  })
}

const idOf = (data: object) => ('id' in data && typeof data.id === 'string' ? data.id : '')
