import { redeemed, type Redeemed } from '#contract/api/redemption.ts'
import { redemptionCall } from './addresses.ts'
import { failureOf, type ApiFailure, type FailureCode } from './failure.ts'
import { ask, askFor } from './request.ts'

/** One redemption: what was asked for, under which key, and what became of it. */
export type Redemption = { points: number; key: string } & (
  | { state: 'sending' }
  | { state: 'failed'; failure: ApiFailure }
  | { state: 'done'; done: Redeemed }
)

/** Milliseconds. The gateway asks the platform several times, and answers earlier than that. */
const patience = 40_000

/** Failures after which it is not known whether points were redeemed: the same request then asks, and redeems nothing. */
const unsure = new Set<FailureCode>([
  'redemption_unsure',
  'no_answer',
  'offline',
  'gateway_down',
  'unreadable_answer',
  'store_down',
  'not_recorded',
  'internal',
])

export const isUnsure = (redemption: Redemption | undefined) =>
  redemption?.state === 'failed' && unsure.has(redemption.failure.code)

/** By the receipt of the answer that each is for. In memory only; it outlives a lock, so that nothing is redeemed twice after it. */
let redemptions: ReadonlyMap<string, Redemption> = new Map()
const listeners = new Set<() => void>()

function set(receipt: string, redemption: Redemption) {
  redemptions = new Map(redemptions).set(receipt, redemption)
  for (const listener of listeners) listener()
}

type Asked = { userId: string; receipt: string; points: number; code?: string | undefined }

const never = () => new AbortController().signal

/** A receipt has one key, so that the platform knows a request again, however often it is sent. */
const keyOf = (receipt: string) => redemptions.get(receipt)?.key ?? crypto.randomUUID()

/** The redemptions of one till. */
export const redeeming = {
  of: (receipt: string) => redemptions.get(receipt),

  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },

  /** Redeems points; does nothing while the receipt's redemption is under way or done. @throws {ApiFailure} */
  async redeem({ userId, receipt, points, code }: Asked): Promise<void> {
    const before = redemptions.get(receipt)
    if (before?.state === 'sending' || before?.state === 'done') return
    const key = keyOf(receipt)
    set(receipt, { state: 'sending', points, key })
    try {
      const body = { receipt, points, key, ...(code !== undefined && { code }) }
      const done = await askFor(redeemed, redemptionCall(userId), never(), { body, patience })
      set(receipt, { state: 'done', points, key, done })
    } catch (fault) {
      const failure = failureOf(fault)
      set(receipt, { state: 'failed', points, key, failure })
      throw failure
    }
  },

  /** Has the platform send its validation code to the customer. @throws {ApiFailure} */
  async sendCode({ userId, receipt, points }: Asked): Promise<void> {
    await ask(`${redemptionCall(userId)}/code`, never(), {
      body: { receipt, points, key: keyOf(receipt) },
      patience,
    })
  },

  /** Forgets everything, as at a sign-out. */
  forget() {
    redemptions = new Map()
  },
}
