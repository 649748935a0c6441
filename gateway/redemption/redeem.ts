import { setTimeout as wait } from 'node:timers/promises'
import type { Redeemed, RedemptionRequest } from '#contract/api/redemption.ts'
import type { Caller } from '#gateway/auth/caller.ts'
import type { PointsAccount } from '#gateway/capillary/redeem-calls.ts'
import { unlessRefused } from '#gateway/capillary/lost-write.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { KeptRedemption, RedemptionTable } from './redemption-table.ts'

type Parts = { table: RedemptionTable; now: () => number }

/** What the browser asked for, about which customer; `code` in the digits 0-9. */
export type Asked = RedemptionRequest & { userId: string }

/** A redemption goes on even if the browser leaves: it must not end half way. */
const never = () => new AbortController().signal

/** Milliseconds before each question whether the platform has a redemption whose answer was lost. */
const looks = [0, 500, 1500]

/** What the platform keeps with a redemption, so that it can be traced to the audit record. */
const noteOf = (receipt: string) => `Countersign ${receipt}`

/**
 * Redeems points once for a key. A lost answer is resolved by asking for the redemption; it is never sent a second time.
 *
 * @throws {ProblemError} a refusal, after which the receipt can be used again; `receipt_over`; or `redemption_unsure`, after which the
 *   same request asks again and sends nothing
 */
export async function redeem({ table, now }: Parts, caller: Caller, asked: Asked): Promise<Redeemed> {
  const { key, receipt, userId, points, code } = asked
  const { vendor } = caller
  const account = await vendor.pointsAccount(userId, never())
  await vendor.checkRedeemable({ account, points, code }, never())
  const before = account.program.points
  const kept = { key, receipt, userId, points, before, outcome: null }
  const known = await table.begin(kept, now())
  if (known !== undefined) return settle(table, caller, known, asked)
  try {
    const facts = { receipt, points, redemption: key }
    await caller.record({ action: 'redeem_send', outcome: 'done', customerId: userId, facts })
  } catch (fault) {
    await table.takeBack(kept)
    throw fault
  }
  const sent = { account, points, code, key, note: noteOf(receipt) }
  const said = await vendor
    .redeem(sent, never())
    .catch(unlessRefused)
    .catch(async (fault: unknown) => {
      if (isRefusal(fault)) await table.takeBack(kept)
      throw fault
    })
  if ('lost' in said) return resolve(table, caller, kept, account)
  return end(table, kept, { id: said.id, after: said.balance })
}

/** An answer about another customer is no refusal: points were redeemed, and the receipt stays spent. */
const isRefusal = (fault: unknown) => fault instanceof ProblemError && fault.code !== 'identity_mismatch'

/**
 * Answers a request that was sent before: from what is known, or by asking the platform.
 *
 * @throws {ProblemError} `bad_request` if the key belongs to another redemption
 */
export async function settle(
  table: RedemptionTable,
  { vendor }: Pick<Caller, 'vendor'>,
  known: KeptRedemption,
  { userId, points, receipt }: Asked,
): Promise<Redeemed> {
  if (known.userId !== userId || known.points !== points || known.receipt !== receipt)
    throw new ProblemError('bad_request', { path: 'key' })
  if (known.outcome !== null) return answerOf(known, known.outcome)
  const account = await vendor.pointsAccount(userId, never()).catch((cause: unknown) => {
    throw new ProblemError('redemption_unsure', { cause })
  })
  return resolve(table, { vendor }, known, account)
}

/** Asks the platform whether it has the redemption. @throws {ProblemError} `redemption_unsure` */
async function resolve(
  table: RedemptionTable,
  { vendor }: Pick<Caller, 'vendor'>,
  kept: KeptRedemption,
  account: PointsAccount,
): Promise<Redeemed> {
  const { key, receipt, userId, points } = kept
  for (const pause of looks) {
    await wait(pause)
    const found = await vendor
      .knownRedemption({ account, key, note: noteOf(receipt) }, never())
      .catch(() => undefined)
    if (found === undefined || found.points !== points) continue
    const after = await vendor.pointsAccount(userId, never()).catch(() => undefined)
    return end(table, kept, { id: found.id, after: after?.program.points })
  }
  throw new ProblemError('redemption_unsure')
}

type Said = { id: string | undefined; after: number | undefined }

async function end(table: RedemptionTable, kept: KeptRedemption, { id, after }: Said): Promise<Redeemed> {
  const outcome = { ...(id !== undefined && { id }), ...(after !== undefined && { after }) }
  await table.end(kept.key, outcome)
  return answerOf(kept, outcome)
}

const answerOf = (
  { points, before }: KeptRedemption,
  outcome: NonNullable<KeptRedemption['outcome']>,
): Redeemed => ({ points, ...outcome, ...(before !== undefined && { before }) })
