import * as v from 'valibot'
import { statusBesideActive } from '#contract/customer/account-status.ts'
import { customerId } from '#contract/customer/customer-id.ts'
import { saleFields } from './sale.ts'
import { enrolmentRules } from './enrolment.ts'
import { photoPermissions } from './photo-upload.ts'

/** The decision of an associate about the person at the till. */
export const verificationResult = v.picklist(['same', 'not-sure', 'not-same'])

/** What a till system is told: the decision, or that the associate took it back. */
export const toldResult = v.picklist([...verificationResult.options, 'withdrawn'])

export type VerificationResult = v.InferOutput<typeof verificationResult>

/** The verification methods besides the photo. */
export const factor = v.picklist(['challenge', 'code', 'card', 'second-opinion', 'manager'])

export type Factor = v.InferOutput<typeof factor>

/** What a purpose needs before "same person" can be decided. */
export const need = v.picklist(['nothing', 'photo-or-factor', 'photo-and-factor', 'factor'])

export type Need = v.InferOutput<typeof need>

/** What a purpose needs above a threshold: more than so many points, or more than such a sum in the organisation's currency. */
export const level = v.object({
  points: v.optional(v.number()),
  amount: v.optional(v.number()),
  needs: need,
  factors: v.array(factor),
})

export type Level = v.InferOutput<typeof level>

/** A purpose and the verification it needs. */
export const purpose = v.object({
  id: v.string(),
  /** The store's own name for it. The browser has names for the usual purposes. */
  label: v.optional(v.string()),
  needs: need,
  /** The factors that count for it. */
  factors: v.array(factor),
  /** What it needs where more is at stake, in ascending order. */
  above: v.optional(v.array(level), []),
})

export type Purpose = v.InferOutput<typeof purpose>

/** What `GET /api/purposes` answers: the store's rules of verification in the current policy. */
export const purposes = v.object({
  /** The id of the default purpose. */
  usual: v.string(),
  purposes: v.array(purpose),
  /** Months after which a photo may be too old to judge by. */
  photoOldAfterMonths: v.number(),
  /** The account statuses for which "same person" is not offered. */
  notOfferedFor: v.array(statusBesideActive),
  /** Seconds for which a decision can be taken back. */
  undoSeconds: v.number(),
  /** How a manager vouches at this till: with a manager's till (`till`), or not at all (`elsewhere`). */
  manager: v.picklist(['till', 'elsewhere']),
  /** What may be done with photos by whoever asks; absent from gateways that cannot save any. */
  photo: v.optional(photoPermissions),
  /** What may be done about enrolment by whoever asks; absent from gateways that cannot enrol. */
  enrol: v.optional(enrolmentRules),
  /** What can be redeemed here by whoever asks; absent from gateways that cannot redeem. */
  redeem: v.optional(v.object({ points: v.boolean() })),
})

export type Purposes = v.InferOutput<typeof purposes>

const token = v.pipe(v.string(), v.nonEmpty(), v.maxLength(4000))
const pixels = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_000))

/** Twelve characters of Crockford's base 32 in three groups, to be read out and typed: https://www.crockford.com/base32.html */
export const receipt = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}$/))

/** The photo that the associate looked at. */
export const lookedAt = v.strictObject({
  /** The `identity` of the `Photo`. */
  identity: v.pipe(v.string(), v.nonEmpty(), v.maxLength(500)),
  /** The size in CSS pixels in which it was shown. */
  width: pixels,
  height: pixels,
  /** How long it was on screen. */
  seconds: v.pipe(v.number(), v.minValue(0), v.maxValue(86_400)),
})

export type LookedAt = v.InferOutput<typeof lookedAt>

/** The body of `POST /api/customers/{userId}/decision`. */
export const decisionRequest = v.strictObject({
  /** The browser makes one key for each decision, so that a decision sent twice is recorded once. */
  key: v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/)),
  /** The view that the gateway sent with the customer (`x-view`). */
  view: token,
  purpose: v.pipe(v.string(), v.nonEmpty(), v.maxLength(60)),
  result: verificationResult,
  /** Missing if there was no photo to judge by. */
  photo: v.optional(lookedAt),
  /** The proof of each verification method that succeeded. */
  proofs: v.pipe(v.array(token), v.maxLength(10)),
  /** Whether the card that led to the customer came from a scanner. */
  isScanned: v.boolean(),
  /** The receipt of the earlier decision that this one replaces. */
  after: v.optional(receipt),
  ...saleFields,
})

export type DecisionRequest = v.InferOutput<typeof decisionRequest>

/** The answer. */
export const decision = v.object({
  receipt,
  result: verificationResult,
  purpose: v.string(),
  factors: v.array(factor),
})

export type Decision = v.InferOutput<typeof decision>

/** The body of `POST /api/customers/{userId}/decision/undo`. */
export const undoRequest = v.strictObject({ receipt })

/** What `GET /api/verifications/{receipt}` answers to a store's systems: the result, and nothing about the person. */
export const verification = v.object({
  receipt,
  userId: customerId,
  purpose: v.string(),
  result: toldResult,
  /** Whether the photo was part of the decision. */
  byPhoto: v.boolean(),
  factors: v.array(factor),
  ...saleFields,
  /** ISO 8601 in UTC. */
  decidedAt: v.string(),
})

export type Verification = v.InferOutput<typeof verification>

/** The body of `POST /api/customers/{userId}/manager`: a manager's till, which is another than that of the session. */
export const vouchRequest = v.strictObject({
  view: token,
  till: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200))),
  password: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))),
})

const pin = v.pipe(v.string(), v.regex(/^\d{4,8}$/))
const associate = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

/** The body of `POST /api/colleagues/pin`: the first PIN of the associate at the till. */
export const ownPinRequest = v.strictObject({ pin })

/** The colleagues who can be asked, and whether each has a PIN to sign with. */
export const colleagues = v.object({
  colleagues: v.array(v.object({ id: v.string(), name: v.string(), hasPin: v.boolean() })),
  /** Whether the associate at the till has a PIN; `undefined` if nobody has said who they are. */
  hasOwnPin: v.optional(v.boolean()),
})

export type Colleagues = v.InferOutput<typeof colleagues>

/** The body of `POST /api/customers/{userId}/second-opinion`. */
export const opinionRequest = v.strictObject({
  view: token,
  associate,
  pin,
  result: verificationResult,
  photo: lookedAt,
})

/** The answer to vouching or to an opinion: a proof to be sent with the decision, if there is one. */
export const proven = v.object({ proof: v.optional(v.string()) })

export type Proven = v.InferOutput<typeof proven>

/** The body of `POST /api/customers/{userId}/code`. */
export const codeRequest = v.strictObject({ view: token, channel: v.picklist(['mobile', 'email']) })

export type CodeChannel = v.InferOutput<typeof codeRequest>['channel']

/** The answer: the vendor accepted the request. This does not mean that a message arrives. */
export const codeSent = v.object({
  /** Identifies this code for this session; not a secret. */
  id: v.string(),
  /** The masked address to which the code was sent. */
  to: v.string(),
})

export type CodeSent = v.InferOutput<typeof codeSent>

/** The body of `POST /api/customers/{userId}/code/check`. */
export const codeReply = v.strictObject({
  id: token,
  /** Digits, or digits and letters, as long as the vendor's are at most. It may be read out in groups. */
  code: v.pipe(
    v.string(),
    v.transform((code) => code.replaceAll(/[\s-]/g, '')),
    v.regex(/^[\p{L}\p{N}]{3,50}$/u),
  ),
})

/** The answer. The proof is present only if the code is right. */
export const codeVerdict = v.object({
  isRight: v.boolean(),
  triesLeft: v.number(),
  proof: v.optional(v.string()),
})

export type CodeVerdict = v.InferOutput<typeof codeVerdict>
