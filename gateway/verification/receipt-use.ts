import { misfit, type Misfit, type ReceiptUse } from '#contract/api/receipt.ts'
import type { KeptVerification } from './verification-table.ts'

/** A use, and the till system's id of it if the receipt is to be spent on it. */
export type Use = ReceiptUse & { by?: string }

/**
 * Why a receipt does not cover a use. A sum is covered up to the one that the verification was for; a verification for no sum covers
 * none.
 *
 * @param validFor milliseconds
 */
export function misfitsOf(
  { result, isUndone, decidedAt, spentBy, till, sale, ...kept }: KeptVerification,
  use: Use,
  { now, validFor }: { now: number; validFor: number },
): Misfit[] {
  const isOther = <Value>(asked: Value | undefined, its: Value) => asked !== undefined && asked !== its
  const isMore = (asked: number | undefined, ceiling = -1) => asked !== undefined && asked > ceiling
  const faults: Record<Misfit, boolean> = {
    result: result !== 'same' || isUndone,
    time: now - decidedAt.getTime() > validFor,
    spent: spentBy !== null && spentBy !== use.by,
    userId: isOther(use.userId, kept.userId),
    purpose: isOther(use.purpose, kept.purpose),
    till: isOther(use.till?.toLowerCase(), till?.toLowerCase()),
    sale: isOther(use.sale, sale.sale),
    amount: isMore(use.amount, sale.amount),
    points: isMore(use.points, sale.points),
  }
  return misfit.options.filter((each) => faults[each])
}
