import type { Redeemed } from '#contract/api/redemption.ts'
import type { ApiFailure } from './failure.ts'

/** One redemption: what was asked for, under which key, and what became of it. */
export type Redemption = { points: number; key: string } & (
  | { state: 'sending' }
  /** `isUnsure`: it is not known whether points were redeemed. The same request then asks, and redeems nothing more. */
  | { state: 'failed'; failure: ApiFailure; isUnsure: boolean }
  | { state: 'done'; done: Redeemed }
)

/** By the receipt of the answer that each is for. In memory only; it outlives a lock, so that nothing is redeemed twice after it. */
const redemptions = new Map<string, Redemption>()
const listeners = new Set<() => void>()

/** The redemptions of one till. */
export const redeeming = {
  of: (receipt: string) => redemptions.get(receipt),
  set(receipt: string, redemption: Redemption) {
    redemptions.set(receipt, redemption)
    for (const listener of listeners) listener()
  },
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  /** Forgets everything, as at a sign-out. */
  forget: () => redemptions.clear(),
}

export const isUnsure = (redemption: Redemption | undefined) =>
  redemption?.state === 'failed' && redemption.isUnsure
