import * as v from 'valibot'
import type { Customer } from '#contract/customer/customer.ts'
import { factor, type Factor } from '#contract/api/verification.ts'
import { identifierKind } from '#contract/customer/identifier.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import type { Caller } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import { photoMark } from '#gateway/photos/photo-mark.ts'

const bearer = { session: v.string(), associate: v.nullable(v.string()), userId: v.string(), at: v.number() }

/**
 * Proves that a customer was shown to a caller: how the customer was looked up, and which photos were shown, as hashes of their
 * identities.
 */
const view = v.object({ ...bearer, foundBy: identifierKind, photos: v.array(v.string()) })

export type View = v.InferOutput<typeof view>

/** Proves that a verification method besides the photo succeeded for a customer. */
const proof = v.object({ ...bearer, factor })

const sealedView = v.pipe(v.string(), v.parseJson(), view)
const sealedProof = v.pipe(v.string(), v.parseJson(), proof)

export type FoundBy = View['foundBy']

/** Milliseconds. An answer on screen is renewed within the hour, and its view with it. */
const viewHolds = 4 * 3_600_000
/** Milliseconds: long enough for a slow customer, too short for the next one. */
const proofHolds = 900_000

export type Tokens = ReturnType<typeof verificationTokens>

/**
 * Tokens that the browser carries between its calls and cannot forge: that the customer was on its screen, and what was proven
 * about them. They are sealed, so any gateway can read them and none has to keep them. Each is valid for one session, one associate
 * and one customer.
 */
export function verificationTokens(keys: SessionKeys, now: () => number) {
  const sealing = sealingFor('verification', keys)
  const bearerOf = ({ who }: Caller, userId: string) => ({
    session: who.session,
    associate: who.associate ?? null,
    userId,
    at: now(),
  })
  const seal = (content: object, context: string) =>
    sealing.seal(JSON.stringify(content), context).toString('base64url')

  const isOf = (held: v.InferOutput<typeof proof> | View, { who }: Caller, userId: string, holds: number) =>
    held.session === who.session &&
    held.associate === (who.associate ?? null) &&
    held.userId === userId &&
    now() - held.at <= holds

  const opened = (token: string, context: string) =>
    sealing.open(Buffer.from(token, 'base64url'), context) ?? ''

  return {
    giveView(caller: Caller, { id, photos }: Customer, foundBy: FoundBy): string {
      const marks = photos.flatMap((each) => (each.state === 'on-file' ? [photoMark(each.identity)] : []))
      return seal({ ...bearerOf(caller, id), foundBy, photos: marks } satisfies View, 'view')
    },

    /** @throws {ProblemError} `view_over`, also for views of another session, associate or customer */
    readView(token: string, caller: Caller, userId: string): View {
      const read = v.safeParse(sealedView, opened(token, 'view'))
      if (!read.success || !isOf(read.output, caller, userId, viewHolds)) throw new ProblemError('view_over')
      return read.output
    },

    /** How the customer was looked up before this renewal; `undefined` without a valid view of the customer. */
    foundBefore(token: string | string[] | undefined, caller: Caller, userId: string): FoundBy | undefined {
      if (typeof token !== 'string') return undefined
      const read = v.safeParse(sealedView, opened(token, 'view'))
      return read.success && isOf(read.output, caller, userId, viewHolds) ? read.output.foundBy : undefined
    },

    /** Whether a photo is part of a view. */
    hasPhoto: ({ photos }: View, identity: string) => photos.includes(photoMark(identity)),

    giveProof: (caller: Caller, userId: string, proven: Factor): string =>
      seal({ ...bearerOf(caller, userId), factor: proven }, 'proof'),

    /**
     * The factors that the proofs prove. A proof that has expired, or belongs to another session, associate or customer, proves
     * nothing.
     */
    readProofs(tokens: readonly string[], caller: Caller, userId: string): Factor[] {
      const factors = tokens.flatMap((token) => {
        const read = v.safeParse(sealedProof, opened(token, 'proof'))
        return read.success && isOf(read.output, caller, userId, proofHolds) ? [read.output.factor] : []
      })
      return [...new Set(factors)]
    },
  }
}
