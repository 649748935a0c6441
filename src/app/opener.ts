import type { QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import {
  associateMessage,
  verifyMessage,
  type ReadyMessage,
  type ResultMessage,
} from '#contract/api/hand-over.ts'
import { saleOf } from '#contract/api/sale.ts'
import { beginHandOver } from './hand-over.ts'
import { changeSession, lock, sessionQuery } from '#src/api/session.ts'
import { noteHeard } from './heard.ts'
import { tellPresence } from './idle.ts'

/** The window that opened this one, or the page that frames it. */
function whoOpened(): Window | undefined {
  const opener: unknown = window.opener
  if (isWindow(opener)) return opener
  return window.parent === window ? undefined : window.parent
}

/** A window of another origin, which therefore fails `instanceof Window`. */
const isWindow = (value: unknown): value is Window =>
  typeof value === 'object' && value !== null && 'postMessage' in value

let turns = 0
let isListening = false
/** The origins that are heard. */
let origins: readonly string[] = []
let show: () => void = () => undefined

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
  if (!origins.includes(origin)) return noteHeard({ from: 'stranger' })
  tellPresence()
  const tell = (message: ResultMessage) => opener.postMessage(message, origin)
  const read = v.safeParse(verifyMessage, data)
  if (!read.success) return tell({ type: 'countersign:refused', id: idOf(data), why: 'bad_request' })
  const { id, purpose } = read.output
  beginHandOver({ kind: 'message', id, tell, purpose, sale: saleOf(read.output) })
  noteHeard({ from: 'till system', turn: ++turns, message: read.output })
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
