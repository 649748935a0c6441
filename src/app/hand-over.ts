import { useSyncExternalStore } from 'react'
import type { EndedMessage, ResultMessage } from '#contract/api/hand-over.ts'
import { isSameSale, type Sale } from '#contract/api/sale.ts'
import { deciding } from '#src/api/decisions.ts'
import { askWayBack, type Seen } from '#src/api/hand-over.ts'

/** What a till system asks for, and how it gets the result. */
export type HandOver = { purpose: string | undefined; sale: Sale } & (
  | { kind: 'message'; id: string; tell: (message: ResultMessage) => void }
  | { kind: 'redirect'; handOver: string; host: string }
)

/** The hand-over that is open. */
type Open = HandOver & {
  /** The customers to whom the identifier leads: none until it is looked up, several if it leads to more than one. */
  people: readonly string[]
  /** Whether the till system has its answer. */
  isAnswered: boolean
}

let current: Open | undefined
const listeners = new Set<() => void>()

function set(next: Open | undefined) {
  current = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const latest = () => current

/** The hand-over that is open. */
export const useHandOver = () => useSyncExternalStore(subscribe, latest, latest)

/** The hand-over that the customer on screen belongs to. */
export const handOverOf = (userId: string) => (current?.people.includes(userId) ? current : undefined)

/** Who was told of a decision, by its receipt. They are told too if it is taken back, whatever is on screen by then. */
const told = new Map<string, Pick<HandOver & { kind: 'message' }, 'id' | 'sale' | 'tell'>>()

/** Begins a hand-over. One that still waits for its answer ends with that. */
export function beginHandOver(handOver: HandOver) {
  const isSame = current?.kind === 'message' && handOver.kind === 'message' && current.id === handOver.id
  if (!isSame) endHandOver('superseded')
  set({ ...handOver, people: [], isAnswered: false })
}

/** Called when it is known whom the identifier leads to. The screen then shows what the purpose needs. */
export function takeUp(people: readonly string[]) {
  if (current === undefined) return
  set({ ...current, people })
}

/**
 * Ends the hand-over, and tells the till system why, unless it has its answer and only a newer request ends it. A browser that was sent
 * here stays until the associate goes back.
 */
export function endHandOver(why: EndedMessage['why']) {
  const ended = current
  if (why === 'not_found' && ended?.kind === 'redirect') return
  set(undefined)
  if (ended?.kind !== 'message' || (ended.isAnswered && why === 'superseded')) return
  ended.tell({ type: 'countersign:ended', id: ended.id, why: ended.isAnswered ? 'done' : why })
}

/** Refuses what a till system asked for. */
export function refuseHandOver(why: 'unknown_purpose') {
  const refused = current
  set(undefined)
  if (refused?.kind === 'message') refused.tell({ type: 'countersign:refused', id: refused.id, why })
}

/** Forgets the hand-over, which belongs to the associate who started it. */
export const forgetHandOver = () => endHandOver('cancelled')

deciding.hear((news) => {
  const { kind, userId, decision } = news
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
    if (current?.kind === 'message' && current.id === asked?.id) set({ ...current, isAnswered: false })
    return
  }
  const asked = handOverOf(userId)
  if (asked?.kind !== 'message' || purpose !== (asked.purpose ?? purpose)) return
  // A decision that was still under way when the next sale began is not the answer to that one.
  if (!isSameSale(news.sale, asked.sale)) return
  const { id, sale, tell } = asked
  told.set(receipt, { id, sale, tell })
  tell({ type: 'countersign:decided', id, receipt, userId, purpose, ...sale, result })
  set({ ...asked, isAnswered: true })
})

/** Tells the till system in the other window that its purpose needs no verification, once for each request. */
export function tellNotNeeded(userId: string, purpose: string) {
  const asked = handOverOf(userId)
  if (asked?.kind !== 'message' || asked.isAnswered) return
  const { id, sale, tell } = asked
  tell({ type: 'countersign:not-needed', id, userId, purpose, ...sale, result: 'not-needed' })
  set({ ...asked, isAnswered: true })
}

/**
 * Asks for the address of the till system to return to.
 *
 * @param result the receipt of a decision, what was seen if none is needed, or neither: the associate gave up
 */
export async function goBack(result: { receipt?: string; seen?: Seen }): Promise<string> {
  if (current?.kind !== 'redirect') throw new Error('nowhere to go back to')
  return askWayBack(current.handOver, result)
}
