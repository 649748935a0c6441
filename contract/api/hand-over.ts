import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { findRequest } from '#contract/customer/identifier.ts'
import { receipt, verificationResult } from './verification.ts'

const purposeId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(60))
const name = v.pipe(v.string(), v.regex(/^[\w.:-]{1,80}$/))

/** From Countersign to the window that opened it, once it listens. */
export type ReadyMessage = { type: 'countersign:ready' }

/** From the till system to Countersign: whom to verify, and what for. */
export const verifyMessage = v.object({
  type: v.literal('countersign:verify'),
  /** The till system's own name of the request, given back with the result. */
  id: name,
  identifier: findRequest,
  purpose: v.optional(purposeId),
})

export type VerifyMessage = v.InferOutput<typeof verifyMessage>

/** From Countersign to the till system: the answer, the answer taken back, or why there is none. */
export const resultMessage = v.variant('type', [
  v.object({
    type: v.literal('countersign:decided'),
    id: v.string(),
    receipt,
    userId: customerId,
    result: verificationResult,
  }),
  v.object({ type: v.literal('countersign:undone'), id: v.string(), receipt }),
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
  /** Where the browser is sent back to: an address of an origin on the list. */
  returnTo: v.pipe(v.string(), v.maxLength(500)),
})

/** What it answers: the path on Countersign to send the browser to, within five minutes. */
export const handOverAnswer = v.object({ url: v.string() })

/** The body of `POST /api/hand-over/claim`, from our own page: the code of the address, or what stands there in plain. */
export const claimRequest = v.union([
  v.strictObject({ code: v.pipe(v.string(), v.regex(/^[\w-]{22,64}$/)) }),
  v.strictObject({
    customer: customerId,
    purpose: v.optional(purposeId),
    returnTo: v.pipe(v.string(), v.maxLength(500)),
  }),
])

export type ClaimRequest = v.InferOutput<typeof claimRequest>

/** What it answers. */
export const claimed = v.object({
  identifier: v.object({ kind: v.string(), value: v.string() }),
  purpose: v.optional(v.string()),
  /** Names the hand-over to this session, sealed; to be given back with the receipt. */
  handOver: v.string(),
  /** The host that is gone back to, for the screen to name. */
  host: v.string(),
})

export type Claimed = v.InferOutput<typeof claimed>

/** The body of `POST /api/hand-over/return`: the way back, with the result of a decision or without any. */
export const returnRequest = v.strictObject({
  handOver: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4000)),
  receipt: v.optional(receipt),
})

/** What it answers: where to go. */
export const wayBack = v.object({ url: v.string() })

/** The body of `POST /api/hand-over/result`, from the till system's server with its key. */
export const resultRequest = v.strictObject({ code: v.pipe(v.string(), v.regex(/^[\w-]{22,64}$/)) })

/** What it answers, once. */
export const handOverResult = v.object({ receipt, userId: customerId, result: verificationResult })
