import { redeemed } from '#contract/api/redemption.ts'
import { redemptionCall } from './addresses.ts'
import { failureOf, type FailureCode } from './failure.ts'
import { redeeming } from './redeeming.ts'
import { ask, askFor } from './request.ts'

/** Milliseconds. The gateway asks the platform several times, and answers earlier than that. */
const patience = 40_000

/** Failures after which it is not known whether points were redeemed. */
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

type Asked = { userId: string; receipt: string; points: number; code?: string | undefined }

const never = () => new AbortController().signal

/** A receipt has one key, so that the platform knows a request again, however often it is sent. */
const keyOf = (receipt: string) => redeeming.of(receipt)?.key ?? crypto.randomUUID()

/** Redeems points; does nothing while the receipt's redemption is under way or done. @throws {ApiFailure} */
export async function redeem({ userId, receipt, points, code }: Asked): Promise<void> {
  const state = redeeming.of(receipt)?.state
  if (state === 'sending' || state === 'done') return
  const key = keyOf(receipt)
  redeeming.set(receipt, { state: 'sending', points, key })
  try {
    const body = { receipt, points, key, ...(code !== undefined && { code }) }
    const done = await askFor(redeemed, redemptionCall(userId), never(), { body, patience })
    redeeming.set(receipt, { state: 'done', points, key, done })
  } catch (fault) {
    const failure = failureOf(fault)
    redeeming.set(receipt, { state: 'failed', points, key, failure, isUnsure: unsure.has(failure.code) })
    throw failure
  }
}

/** Has the platform send its validation code to the customer. @throws {ApiFailure} */
export const sendRedemptionCode = async ({ userId, receipt, points }: Asked): Promise<void> =>
  void (await ask(`${redemptionCall(userId)}/code`, never(), {
    body: { receipt, points, key: keyOf(receipt) },
    patience,
  }))
