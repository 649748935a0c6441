import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'

/** What an associate made of the person before them. */
export const verificationResult = v.picklist(['same', 'not-sure', 'not-same'])

export type VerificationResult = v.InferOutput<typeof verificationResult>

/** What speaks for a person beside the photo. */
export const factor = v.picklist(['challenge', 'code', 'card', 'second-opinion', 'manager'])

export type Factor = v.InferOutput<typeof factor>

/** What a purpose asks for before "same person" may be noted. */
export const need = v.picklist(['nothing', 'photo-or-factor', 'photo-and-factor', 'factor'])

export type Need = v.InferOutput<typeof need>

/** What a customer is verified for, and what that takes. */
export const purpose = v.object({
  id: v.string(),
  /** As the store calls it; the browser has words for the usual ones. */
  label: v.optional(v.string()),
  needs: need,
  /** The factors that count for it. */
  factors: v.array(factor),
})

export type Purpose = v.InferOutput<typeof purpose>

/** What `GET /api/purposes` answers: the store's rules of verification, as the policy has them now. */
export const purposes = v.object({
  /** The id of the one that goes without saying. */
  usual: v.string(),
  purposes: v.array(purpose),
  /** Months after which a photo may be too old to judge by. */
  photoOldAfterMonths: v.number(),
  /** Seconds for which an answer can be taken back. */
  undoSeconds: v.number(),
  /** How a manager vouches here: at their own session, by a manager's till, or not at all. */
  manager: v.picklist(['here', 'till', 'elsewhere']),
})

export type Purposes = v.InferOutput<typeof purposes>

const token = v.pipe(v.string(), v.nonEmpty(), v.maxLength(4000))
const pixels = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_000))

/** Twelve characters of Crockford's base 32 in three groups, to be read out and typed: https://www.crockford.com/base32.html */
export const receipt = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}$/))

/** The photo that was looked at. */
export const lookedAt = v.strictObject({
  /** As `Photo` has it. */
  identity: v.pipe(v.string(), v.nonEmpty(), v.maxLength(500)),
  /** CSS pixels it was shown in. */
  width: pixels,
  height: pixels,
  /** For which it was on screen. */
  seconds: v.pipe(v.number(), v.minValue(0), v.maxValue(86_400)),
})

export type LookedAt = v.InferOutput<typeof lookedAt>

/** The body of `POST /api/customers/{userId}/decision`. */
export const decisionRequest = v.strictObject({
  /** Made by the browser for each answer: sent twice, it is recorded once. */
  key: v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/)),
  /** What the gateway gave along with the customer (`x-view`). */
  view: token,
  purpose: v.pipe(v.string(), v.nonEmpty(), v.maxLength(60)),
  result: verificationResult,
  /** Missing where there was none to judge by. */
  photo: v.optional(lookedAt),
  /** What the gateway gave for each way that was gone. */
  proofs: v.pipe(v.array(token), v.maxLength(10)),
  /** Whether the card the customer was found by came from a scanner. */
  isScanned: v.boolean(),
  /** The answer before this one, which this one follows. */
  after: v.optional(receipt),
})

export type DecisionRequest = v.InferOutput<typeof decisionRequest>

/** What it answers. */
export const decision = v.object({
  receipt,
  result: verificationResult,
  purpose: v.string(),
  factors: v.array(factor),
})

export type Decision = v.InferOutput<typeof decision>

/** The body of `POST /api/customers/{userId}/decision/undo`. */
export const undoRequest = v.strictObject({ receipt })

/** What `GET /api/verifications/{receipt}` tells a store's systems: results, and nothing of the person. */
export const verification = v.object({
  receipt,
  userId: customerId,
  purpose: v.string(),
  /** `undone` where the associate took it back. */
  result: v.picklist([...verificationResult.options, 'undone']),
  /** Whether the photo was judged by. */
  byPhoto: v.boolean(),
  factors: v.array(factor),
  /** ISO 8601 in UTC. */
  decidedAt: v.string(),
})

export type Verification = v.InferOutput<typeof verification>

/** The body of `POST /api/customers/{userId}/manager`: nothing at a manager's own session, else a manager's till. */
export const vouchRequest = v.strictObject({
  view: token,
  till: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200))),
  password: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))),
})

const pin = v.pipe(v.string(), v.regex(/^\d{4,8}$/))
const associate = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

/** The body of `POST /api/colleagues/pin`: the first PIN of whoever is at the till. */
export const ownPinRequest = v.strictObject({ pin })

/** A colleague who can be asked, and whether they have a PIN to sign with. */
export const colleagues = v.object({
  colleagues: v.array(v.object({ id: v.string(), name: v.string(), hasPin: v.boolean() })),
  /** Whether whoever is at the till has one; `undefined` where nobody has said who they are. */
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

/** What vouching or an opinion answers: a proof, to be sent with the decision, where there is one. */
export const proven = v.object({ proof: v.optional(v.string()) })

export type Proven = v.InferOutput<typeof proven>

/** The body of `POST /api/customers/{userId}/code`. */
export const codeRequest = v.strictObject({ view: token, channel: v.picklist(['mobile', 'email']) })

export type CodeChannel = v.InferOutput<typeof codeRequest>['channel']

/** What it answers: the vendor took the request, which is not to say that a message arrives. */
export const codeSent = v.object({
  /** Names this code to this session; opens nothing. */
  id: v.string(),
  /** Where to, masked. */
  to: v.string(),
})

export type CodeSent = v.InferOutput<typeof codeSent>

/** The body of `POST /api/customers/{userId}/code/check`. */
export const codeReply = v.strictObject({
  id: token,
  code: v.pipe(v.string(), v.trim(), v.regex(/^[\p{L}\p{N}]{3,12}$/u)),
})

/** What it answers; the proof only where the code is right. */
export const codeVerdict = v.object({
  isRight: v.boolean(),
  triesLeft: v.number(),
  proof: v.optional(v.string()),
})

export type CodeVerdict = v.InferOutput<typeof codeVerdict>
