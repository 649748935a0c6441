import * as v from 'valibot'
import { receipt } from './verification.ts'

/** More than zero, with at most three decimals: "Redeem Points" of https://capillary.github.io/v1.1-API-Documentation/ */
const points = v.pipe(
  v.number(),
  v.minValue(0.001),
  v.maxValue(1e9),
  v.check((number) => Number(number.toFixed(3)) === number),
)

const asked = {
  /** The receipt of the answer "same person". It is spent on the redemption. */
  receipt,
  points,
  /** Made by the page, one for each receipt. The platform knows the redemption by it, so that none happens twice. */
  key: v.pipe(v.string(), v.uuid()),
}

/** The body of `POST /api/customers/{userId}/redemptions`. */
export const redemptionRequest = v.strictObject({
  ...asked,
  /** The platform's validation code, as the customer read it out. */
  code: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(50))),
})

export type RedemptionRequest = v.InferOutput<typeof redemptionRequest>

/** The body of `POST /api/customers/{userId}/redemptions/code`, which has the platform send its validation code to the customer. */
export const redemptionCodeRequest = v.strictObject(asked)

/** The answer: what was redeemed, and the balance before and after it as far as the platform told them. */
export const redeemed = v.object({
  points: v.number(),
  /** The platform's id of the redemption. */
  id: v.optional(v.string()),
  before: v.optional(v.number()),
  after: v.optional(v.number()),
})

export type Redeemed = v.InferOutput<typeof redeemed>
