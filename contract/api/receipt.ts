import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { nameAtTill, saleFields } from './sale.ts'
import { verification } from './verification.ts'

/** What a till system needs a receipt for. What is left out is not judged. */
export const receiptUse = v.strictObject({
  userId: v.optional(customerId),
  purpose: v.optional(v.string()),
  /** The code of the till at which the customer was verified. */
  till: v.optional(v.string()),
  ...saleFields,
})

export type ReceiptUse = v.InferOutput<typeof receiptUse>

/** The body of `POST /api/verifications/{receipt}/spend`. `by` is the till system's own id of what the receipt is spent on. */
export const spendRequest = v.strictObject({
  ...receiptUse.entries,
  by: nameAtTill,
})

/** Why a receipt does not cover a use. `result`: it is not "same person", or was taken back. `time`: it is too old. */
export const misfit = v.picklist([
  'result',
  'time',
  'spent',
  'userId',
  'purpose',
  'till',
  'sale',
  'amount',
  'points',
])

export type Misfit = v.InferOutput<typeof misfit>

/** The result of a verification, and whether it covers a use. After a request to spend it, `covers` says that it is spent on that use. */
export const receiptAnswer = v.object({
  ...verification.entries,
  covers: v.boolean(),
  misfits: v.array(misfit),
})

export type ReceiptAnswer = v.InferOutput<typeof receiptAnswer>
