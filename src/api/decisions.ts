import type { QueryClient } from '@tanstack/react-query'
import type {
  Decision,
  DecisionRequest,
  Factor,
  LookedAt,
  VerificationResult,
} from '#contract/api/verification.ts'
import { ApiFailure, isWorthRetrying, retryDelay } from './failure.ts'
import { follow } from './session.ts'
import { sendDecision, sendUndo, viewOf } from './verification.ts'

/** What became of an answer. While it is not noted it can be sent again as it was, and is recorded once however often it is sent. */
export type Answer = { result: VerificationResult } & (
  | { state: 'sending' }
  | { state: 'failed'; failure: ApiFailure }
  | { state: 'noted' | 'undoing'; noted: Decision; at: number; failure?: ApiFailure | undefined }
)

/** What is under way about the customer on screen. */
export type Deciding = {
  userId: string
  /** Chosen at this till, where it is not the usual one. */
  purpose: string | undefined
  proofs: readonly { factor: Factor; proof: string }[]
  answer: Answer | undefined
  /** The receipt of the last answer about this customer that was noted. */
  after: string | undefined
}

type Given = {
  purpose: string
  result: VerificationResult
  photo: LookedAt | undefined
  isScanned: boolean
}

/** Whoever wants to hear of answers as they are noted and taken back, such as the till system that asked. */
type Hearer = (news: { kind: 'noted' | 'undone'; userId: string; decision: Decision }) => void

/**
 * The answers of one till. It is about one customer at a time: whoever comes next begins with nothing. In memory only.
 *
 * @param makeKey of an answer, by which the gateway knows it again
 * @param wait some milliseconds before another try
 */
export function createDeciding(makeKey: () => string = () => crypto.randomUUID(), wait: Wait = pause) {
  let current: Deciding | undefined
  let pending: { userId: string; body: DecisionRequest } | undefined
  const listeners = new Set<() => void>()
  const hearers = new Set<Hearer>()

  const nothing = (userId: string): Deciding => ({
    userId,
    purpose: undefined,
    proofs: [],
    answer: undefined,
    after: undefined,
  })

  const set = (next: Deciding) => {
    current = next
    for (const listener of listeners) listener()
  }

  /** What arrives late about somebody who has left changes nothing on the screen. */
  const change = (userId: string, by: (now: Deciding) => Partial<Deciding>) => {
    if (current?.userId === userId) set({ ...current, ...by(current) })
  }

  const tell = (kind: 'noted' | 'undone', userId: string, decision: Decision) => {
    for (const hear of hearers) hear({ kind, userId, decision })
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
      tell('noted', userId, noted)
    } catch (fault) {
      const failure = failureOf(fault)
      follow(client, failure)
      change(userId, () => ({ answer: { state: 'failed', result, failure } }))
    }
  }

  return {
    /** What is under way about this customer; for another one than before it begins anew. */
    of(userId: string): Deciding {
      if (current?.userId !== userId) {
        current = nothing(userId)
        pending = undefined
      }
      return current
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    hear(hearer: Hearer) {
      hearers.add(hearer)
      return () => void hearers.delete(hearer)
    },
    choosePurpose: (userId: string, purpose: string) => change(userId, () => ({ purpose })),
    addProof: (userId: string, factor: Factor, proof: string) =>
      change(userId, ({ proofs }) => ({ proofs: [...proofs, { factor, proof }] })),

    /** Answers for the customer on screen; nothing while an answer is on its way. */
    async answer(
      client: QueryClient,
      userId: string,
      { purpose, result, photo, isScanned }: Given,
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
      }
      pending = { userId, body }
      await send(client, userId, body)
    },

    /** Sends an answer that failed once more, as it was. */
    async again(client: QueryClient, userId: string): Promise<void> {
      if (pending?.userId === userId && current?.answer?.state === 'failed')
        await send(client, userId, pending.body)
    },

    /** Makes room for another answer. */
    reopen: (userId: string) => change(userId, () => ({ answer: undefined })),

    /** Takes the answer back that was just noted. */
    async undo(client: QueryClient, userId: string): Promise<void> {
      const answer = current?.userId === userId ? current.answer : undefined
      if (answer?.state !== 'noted') return
      const { noted } = answer
      change(userId, () => ({ answer: { ...answer, state: 'undoing' } }))
      try {
        await withRetries(wait, () => sendUndo(userId, noted.receipt))
        change(userId, () => ({ answer: undefined, after: undefined }))
        tell('undone', userId, noted)
      } catch (fault) {
        const failure = failureOf(fault)
        follow(client, failure)
        change(userId, () => ({ answer: { ...answer, state: 'noted', failure } }))
      }
    },

    /** Leaves nothing of anybody, as at a sign-out. */
    forget() {
      current = undefined
      pending = undefined
    },
  }
}

const failureOf = (fault: unknown) => (fault instanceof ApiFailure ? fault : new ApiFailure('internal'))

type Wait = (milliseconds: number) => Promise<void>

const pause: Wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Safe for both calls: sent twice, they are done once. */
async function withRetries<Result>(wait: Wait, work: () => Promise<Result>, failures = 0): Promise<Result> {
  try {
    return await work()
  } catch (fault) {
    if (!(fault instanceof ApiFailure) || !isWorthRetrying(failures, fault)) throw fault
    await wait(retryDelay(failures, fault))
    return withRetries(wait, work, failures + 1)
  }
}

/** This till's. */
export const deciding = createDeciding()
