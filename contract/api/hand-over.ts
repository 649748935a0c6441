import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { findRequest } from '#contract/customer/identifier.ts'
import { saleFields } from './sale.ts'
import { receipt, toldResult, verificationResult } from './verification.ts'

const purposeId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(60))
const name = v.pipe(v.string(), v.regex(/^[\w.:-]{1,80}$/))

/** From Countersign to the window that opened it, as soon as it listens for messages. */
export type ReadyMessage = { type: 'countersign:ready' }

/** From the till system to Countersign: the customer to verify, and the purpose. */
export const verifyMessage = v.object({
  type: v.literal('countersign:verify'),
  /** The till system's own id of the request, returned with the result. */
  id: name,
  identifier: findRequest,
  purpose: v.optional(purposeId),
  ...saleFields,
})

export type VerifyMessage = v.InferOutput<typeof verifyMessage>

/** A decision, as a till system is told: which one, about whom, for what, and what it is now. */
const outcome = { receipt, userId: customerId, purpose: v.string(), ...saleFields }

/** From Countersign to the till system: the decision, its withdrawal, or why there is none. */
export const resultMessage = v.variant('type', [
  v.object({
    type: v.literal('countersign:decided'),
    id: v.string(),
    ...outcome,
    result: verificationResult,
  }),
  v.object({
    type: v.literal('countersign:withdrawn'),
    id: v.string(),
    ...outcome,
    result: v.literal('withdrawn'),
  }),
  v.object({
    type: v.literal('countersign:refused'),
    id: v.string(),
    why: v.picklist(['bad_request', 'unknown_purpose']),
  }),
])

export type ResultMessage = v.InferOutput<typeof resultMessage>

/** What `GET /api/hand-over` answers: the origins of the till systems that may open Countersign. */
export const handOverOrigins = v.object({ origins: v.array(v.string()) })

/** The body of `POST /api/hand-over`, from a till system's server with its key. */
export const handOverRequest = v.strictObject({
  identifier: findRequest,
  purpose: v.optional(purposeId),
  ...saleFields,
  /** The address to which the browser is sent back. Its origin must be on the list. */
  returnTo: v.pipe(v.string(), v.maxLength(500)),
})

/** The answer: the path on Countersign to which the browser must be sent within five minutes. */
export const handOverAnswer = v.object({ url: v.string() })

/** The body of `POST /api/hand-over/claim`, from our own page: the code in the address, or the plain values in it. */
export const claimRequest = v.union([
  v.strictObject({ code: v.pipe(v.string(), v.regex(/^[\w-]{22,64}$/)) }),
  v.strictObject({
    customer: customerId,
    purpose: v.optional(purposeId),
    returnTo: v.pipe(v.string(), v.maxLength(500)),
  }),
])

export type ClaimRequest = v.InferOutput<typeof claimRequest>

/** The answer. */
export const claimed = v.object({
  identifier: v.object({ kind: v.string(), value: v.string() }),
  purpose: v.optional(v.string()),
  ...saleFields,
  /** Identifies the hand-over for this session, sealed; sent back with the receipt. */
  handOver: v.string(),
  /** The host to return to, which the screen shows. */
  host: v.string(),
})

export type Claimed = v.InferOutput<typeof claimed>

/** The body of `POST /api/hand-over/return`: asks for the address to return to, with the receipt of a decision or without any. */
export const returnRequest = v.strictObject({
  handOver: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4000)),
  receipt: v.optional(receipt),
})

/** The answer: the address to return to. */
export const wayBack = v.object({ url: v.string() })

/** The body of `POST /api/hand-over/result`, from the till system's server with its key. */
export const resultRequest = v.strictObject({ code: v.pipe(v.string(), v.regex(/^[\w-]{22,64}$/)) })

/** The answer, which is given once. It says what the decision is at that time. */
export const handOverResult = v.object({ ...outcome, result: toldResult })

export type HandOverResult = v.InferOutput<typeof handOverResult>
