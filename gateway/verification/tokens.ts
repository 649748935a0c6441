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
 * One look-up of a customer: by what kind of identifier, and when it began, in epoch milliseconds. Whoever looks the customer up again
 * begins a new encounter; renewals of the data do not.
 */
const encounter = { foundBy: identifierKind, since: v.number() }

export type Encounter = { [key in keyof typeof encounter]: v.InferOutput<(typeof encounter)[key]> }

/** Proves that a customer was shown to a caller, in which encounter, and which photos were shown, as hashes of their identities. */
const view = v.object({ ...bearer, ...encounter, photos: v.array(v.string()) })

export type View = v.InferOutput<typeof view>

/** Proves that a verification method besides the photo succeeded for a customer. */
const proof = v.object({ ...bearer, factor })

const sealedView = v.pipe(v.string(), v.parseJson(), view)
const sealedProof = v.pipe(v.string(), v.parseJson(), proof)

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
    /** @param encounter the one that goes on, or how a new one began */
    giveView(
      caller: Caller,
      { id, photos }: Customer,
      { foundBy, since = now() }: Pick<Encounter, 'foundBy'> & Partial<Encounter>,
    ): string {
      const marks = photos.flatMap((each) => (each.state === 'on-file' ? [photoMark(each.identity)] : []))
      return seal({ ...bearerOf(caller, id), foundBy, since, photos: marks } satisfies View, 'view')
    },

    /** @throws {ProblemError} `view_over`, also for views of another session, associate or customer */
    readView(token: string, caller: Caller, userId: string): View {
      const read = v.safeParse(sealedView, opened(token, 'view'))
      if (!read.success || !isOf(read.output, caller, userId, viewHolds)) throw new ProblemError('view_over')
      return read.output
    },

    /** The encounter that a renewal belongs to; `undefined` without a valid view of the customer. */
    encounterOf(token: string | string[] | undefined, caller: Caller, userId: string): Encounter | undefined {
      if (typeof token !== 'string') return undefined
      const read = v.safeParse(sealedView, opened(token, 'view'))
      return read.success && isOf(read.output, caller, userId, viewHolds) ? read.output : undefined
    },

    /** Whether a photo is part of a view. */
    hasPhoto: ({ photos }: View, identity: string) => photos.includes(photoMark(identity)),

    giveProof: (caller: Caller, userId: string, proven: Factor): string =>
      seal({ ...bearerOf(caller, userId), factor: proven }, 'proof'),

    /**
     * The factors that the proofs prove. A proof that has expired, that is older than the encounter, or that belongs to another session,
     * associate or customer, proves nothing.
     */
    readProofs(tokens: readonly string[], caller: Caller, { userId, since }: View): Factor[] {
      const factors = tokens.flatMap((token) => {
        const read = v.safeParse(sealedProof, opened(token, 'proof'))
        if (!read.success || !isOf(read.output, caller, userId, proofHolds)) return []
        return read.output.at >= since ? [read.output.factor] : []
      })
      return [...new Set(factors)]
    },
  }
}
