import type { QueryClient } from '@tanstack/react-query'
import { saleOf, type Sale } from '#contract/api/sale.ts'
import type {
  Decision,
  DecisionRequest,
  Factor,
  LookedAt,
  VerificationResult,
} from '#contract/api/verification.ts'
import { ApiFailure, failureOf, isWorthRetrying, retryDelay } from './failure.ts'
import { follow } from './session.ts'
import { sendDecision, sendUndo, viewOf } from './verification.ts'

/** The state of a decision. Until it is recorded it can be sent again unchanged; however often it is sent, it is recorded once. */
export type Answer = { result: VerificationResult } & (
  | { state: 'sending' }
  | { state: 'failed'; failure: ApiFailure }
  | { state: 'noted' | 'undoing'; noted: Decision; at: number; failure?: ApiFailure | undefined }
)

/** The verification of the customer on screen, in one encounter: whoever looks the customer up again begins anew. */
export type Deciding = {
  userId: string
  /** Identifies the look-up. */
  encounter: string
  /** The purpose chosen at this till, if it is not the usual one. */
  purpose: string | undefined
  /** The points that the check is for, if the associate has said how many. */
  points: number | undefined
  proofs: readonly { factor: Factor; proof: string }[]
  answer: Answer | undefined
  /** The receipt of the last recorded decision about this customer. */
  after: string | undefined
}

type Given = {
  purpose: string
  result: VerificationResult
  photo: LookedAt | undefined
  isScanned: boolean
  /** The sale that a till system named. */
  sale: Sale
}

/** A listener that learns when a decision is recorded or taken back, such as the connection to the till system. */
type Hearer = (
  news: { userId: string; decision: Decision } & (
    | {
        kind: 'noted'
        /** The sale that it was for. */
        sale: Sale
      }
    | { kind: 'undone' }
  ),
) => void

/**
 * The decisions of one till, about one customer at a time: each look-up of a customer begins with an empty state. Kept only in memory.
 *
 * @param makeKey makes the key by which the gateway recognises a repeated decision
 * @param wait waits some milliseconds before another try
 */
export function createDeciding(makeKey: () => string = () => crypto.randomUUID(), wait: Wait = pause) {
  let current: Deciding | undefined
  let keptPurpose: string | undefined
  let pending: { userId: string; body: DecisionRequest } | undefined
  const listeners = new Set<() => void>()
  const hearers = new Set<Hearer>()

  const nothing: Deciding = {
    userId: '',
    encounter: '',
    purpose: undefined,
    points: undefined,
    proofs: [],
    answer: undefined,
    after: undefined,
  }

  const set = (next: Deciding) => {
    current = next
    for (const listener of listeners) listener()
  }

  /** A late answer about a customer who has left the screen changes nothing. */
  const change = (userId: string, by: (now: Deciding) => Partial<Deciding>) => {
    if (current?.userId === userId) set({ ...current, ...by(current) })
  }

  const tell: Hearer = (news) => {
    for (const hear of hearers) hear(news)
  }

  const send = async (client: QueryClient, userId: string, body: DecisionRequest) => {
    const { result } = body
    change(userId, () => ({ answer: { state: 'sending', result } }))
    try {
      const noted = await withRetries(wait, () => sendDecision(userId, body))
      if (pending?.body === body) pending = undefined
      change(userId, () => ({
        answer: { state: 'noted', result, noted, at: performance.now() },
        after: noted.receipt,
      }))
      tell({ kind: 'noted', userId, decision: noted, sale: saleOf(body) })
    } catch (fault) {
      const failure = failureOf(fault)
      follow(client, failure)
      change(userId, () => ({ answer: { state: 'failed', result, failure } }))
    }
  }

  return {
    /** The verification of this customer; an empty one if another customer, or nobody, is on screen. */
    of: (userId: string): Deciding => (current?.userId === userId ? current : nothing),

    /** Begins another verification, unless this encounter has begun before. The next decision still names the last one it follows. */
    begin(userId: string, encounter: string) {
      if (current?.userId === userId && current.encounter === encounter) return
      const after = current?.userId === userId ? current.after : undefined
      pending = undefined
      set({ ...nothing, userId, encounter, purpose: keptPurpose, after })
    },

    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    hear(hearer: Hearer) {
      hearers.add(hearer)
      return () => void hearers.delete(hearer)
    },
    /** The purpose for this customer and the next ones, until the associate chooses another. */
    keepPurpose(userId: string, purpose: string) {
      keptPurpose = purpose
      change(userId, () => ({ purpose }))
    },
    addProof: (userId: string, factor: Factor, proof: string) =>
      change(userId, ({ proofs }) => ({ proofs: [...proofs, { factor, proof }] })),

    /** Sends a decision about the customer on screen; does nothing while another one is being sent. */
    async answer(
      client: QueryClient,
      userId: string,
      { purpose, result, photo, isScanned, sale }: Given,
    ): Promise<void> {
      if (current?.userId !== userId || current.answer?.state === 'sending') return
      const { proofs, after } = current
      let view: string
      try {
        view = viewOf(client, userId)
      } catch (fault) {
        return change(userId, () => ({ answer: { state: 'failed', result, failure: failureOf(fault) } }))
      }
      const body: DecisionRequest = {
        key: makeKey(),
        view,
        purpose,
        result,
        ...(photo === undefined ? {} : { photo }),
        proofs: proofs.map(({ proof }) => proof).slice(-10),
        isScanned,
        ...(after === undefined ? {} : { after }),
        ...sale,
      }
      pending = { userId, body }
      await send(client, userId, body)
    },

    /** Sends a failed decision again, unchanged. */
    async again(client: QueryClient, userId: string): Promise<void> {
      if (pending?.userId === userId && current?.answer?.state === 'failed')
        await send(client, userId, pending.body)
    },

    /** Makes room for a decision about so many points. */
    askFor: (userId: string, points: number) => change(userId, () => ({ answer: undefined, points })),

    /** Makes room for another decision. */
    reopen: (userId: string) => change(userId, () => ({ answer: undefined })),

    /** Takes back the decision that was just recorded. */
    async undo(client: QueryClient, userId: string): Promise<void> {
      const answer = current?.userId === userId ? current.answer : undefined
      if (answer?.state !== 'noted') return
      const { noted } = answer
      change(userId, () => ({ answer: { ...answer, state: 'undoing' } }))
      try {
        await withRetries(wait, () => sendUndo(userId, noted.receipt))
        change(userId, () => ({ answer: undefined, after: undefined }))
        tell({ kind: 'undone', userId, decision: noted })
      } catch (fault) {
        const failure = failureOf(fault)
        follow(client, failure)
        change(userId, () => ({ answer: { ...answer, state: 'noted', failure } }))
      }
    },

    /** Forgets everything, as at a sign-out. */
    forget() {
      current = undefined
      keptPurpose = undefined
      pending = undefined
    },
  }
}

type Wait = (milliseconds: number) => Promise<void>

const pause: Wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Safe for both calls: each takes effect once even if it is sent twice. */
async function withRetries<Result>(wait: Wait, work: () => Promise<Result>, failures = 0): Promise<Result> {
  try {
    return await work()
  } catch (fault) {
    if (!(fault instanceof ApiFailure) || !isWorthRetrying(failures, fault)) throw fault
    await wait(retryDelay(failures, fault))
    return withRetries(wait, work, failures + 1)
  }
}

/** The decisions of this till. */
export const deciding = createDeciding()
