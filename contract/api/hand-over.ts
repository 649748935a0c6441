import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { findRequest } from '#contract/customer/identifier.ts'
import { saleFields } from './sale.ts'
import { receipt, toldResult, verificationResult } from './verification.ts'

const purposeId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(60))
const name = v.pipe(v.string(), v.regex(/^[\w.:-]{1,80}$/))
/** A BCP 47 tag. A language that Countersign does not speak changes nothing. */
const language = v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/))

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
  /** The language for the screen. */
  language: v.optional(language),
})

export type VerifyMessage = v.InferOutput<typeof verifyMessage>

/** A decision, as a till system is told: which one, about whom, for what, and what it is now. */
const outcome = { receipt, userId: customerId, purpose: v.string(), ...saleFields }

/** An answer without a decision: the purpose needs none for this sale. */
export const notNeeded = v.object({
  userId: customerId,
  purpose: v.string(),
  ...saleFields,
  result: v.literal('not-needed'),
})

/**
 * The screen is not needed any more. `done`: the till system has its answer; `cancelled`: the associate gave up; `superseded`: a newer
 * request took the place of this one.
 */
const endedMessage = v.object({
  type: v.literal('countersign:ended'),
  id: v.string(),
  why: v.picklist(['done', 'cancelled', 'not_found', 'superseded']),
})

export type EndedMessage = v.InferOutput<typeof endedMessage>

/** From Countersign to the till system: the decision, its withdrawal, or why there is none, and the end. */
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
  v.object({ type: v.literal('countersign:not-needed'), id: v.string(), ...notNeeded.entries }),
  endedMessage,
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
  language: v.optional(language),
  /** The address to which the browser is sent back. Its origin must be on the list. */
  returnTo: v.pipe(v.string(), v.maxLength(500)),
})

/** The answer: the path on Countersign to which the browser must be sent within five minutes. */
export const handOverAnswer = v.object({ url: v.string() })

const till = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200))

/** The body of `POST /api/hand-over/associate`, from a till system's server with its key: who is at which till, by the platform's ids. */
export const associateAtTill = v.strictObject({ till, associate: till })

/** The answer: a one-time code, valid for five minutes, for the till's page to pass on. */
export type AssociateCode = { code: string }

/** From the till system to Countersign. `code` is the one that its server got; without it nothing opens. */
export const associateMessage = v.object({
  type: v.picklist(['countersign:till-unlocked', 'countersign:associate-changed']),
  code: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{22,64}$/))),
})

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
  language: v.optional(v.string()),
  /** Identifies the hand-over for this session, sealed; sent back with the receipt. */
  handOver: v.string(),
  /** The host to return to, which the screen shows. */
  host: v.string(),
})

export type Claimed = v.InferOutput<typeof claimed>

/** The customer on screen, whose purpose needs no verification, and the view that proves that they were shown. */
const seen = v.strictObject({
  userId: customerId,
  view: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4000)),
  purpose: purposeId,
})

export type Seen = v.InferOutput<typeof seen>

/** The body of `POST /api/hand-over/return`: asks for the address to return to, with the receipt of a decision, with none needed, or without. */
export const returnRequest = v.strictObject({
  handOver: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4000)),
  receipt: v.optional(receipt),
  seen: v.optional(seen),
})

/** The answer: the address to return to. */
export const wayBack = v.object({ url: v.string() })

/** The body of `POST /api/hand-over/result`, from the till system's server with its key. */
export const resultRequest = v.strictObject({ code: v.pipe(v.string(), v.regex(/^[\w-]{22,64}$/)) })

/** The answer, which is given once. It says what the decision is at that time. */
export const handOverResult = v.union([v.object({ ...outcome, result: toldResult }), notNeeded])

export type HandOverResult = v.InferOutput<typeof handOverResult>
