import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionLimits } from '#gateway/config/config.ts'
import type { Access } from '#gateway/config/vendor.ts'
import type { Session } from '#contract/api/session.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import type { Store } from '#gateway/db/store.ts'
import { hashPin, isPin } from './pin.ts'
import { giveToken, hashOf, takeTokenBack, tokenOf } from './session-cookie.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import { logSession } from './session-log.ts'
import { sessionTable, type Colleague, type KeptSession } from './session-table.ts'

/** A session that has not ended. */
export type LiveSession = KeptSession & { authorization: string }

/**
 * A completed sign-in. `authorization` is the header for calls to the vendor; it is empty if the gateway uses its own credentials.
 */
export type SignedIn = {
  till: string
  organisation: string | undefined
  staff: Colleague[]
  /** The role comes from the identity provider, or from a till that only managers use; never from a name that was picked. */
  role: NonNullable<Session['who']>['role']
  authorization: string
}

type Parts = {
  store: Store
  keys: SessionKeys
  limits: SessionLimits
  signIn: Access['signIn']
  now: () => number
}

export type Sessions = ReturnType<typeof openSessions>

/**
 * Seconds that the gateway waits longer than the screen before it locks a session, because activity is reported only at intervals.
 */
const lockGrace = 30
/** Milliseconds between two reports of activity. */
const noteEvery = 10_000
const mostPinFailures = 5

/**
 * The sessions of all tills. Each call reads its session from the store, so that a sign-out or a lock takes effect at once at every
 * gateway.
 *
 * Each change is recorded before its answer leaves. What lets somebody in is recorded first and then done; what shuts somebody out is
 * done first.
 */
export function openSessions({ store, keys, limits, signIn, now }: Parts) {
  const table = sessionTable(store)
  const credentials = sealingFor('vendor credentials', keys)
  const pins = sealingFor('PIN', keys)

  const whyEnded = (kept: KeptSession, authorization: string | undefined) => {
    if (now() - kept.activeAt > limits.idle * 1000) return 'idle'
    if (now() - kept.createdAt > limits.longest * 1000) return 'too long'
    return authorization === undefined ? 'key removed' : undefined
  }

  /** Without sign-in, a session locks only on request, because there is nothing to unlock it with. */
  const hasLockedItself = ({ activeAt }: KeptSession) =>
    signIn !== 'none' && now() - activeAt > (limits.lockAfter + lockGrace) * 1000

  const find = async (request: FastifyRequest): Promise<LiveSession | undefined> => {
    const token = tokenOf(request)
    if (token === undefined) return undefined
    const kept = await table.find(hashOf(token))
    if (kept === undefined) return undefined
    const authorization = credentials.open(kept.authorizationSealed, kept.id)
    const why = whyEnded(kept, authorization)
    if (why === undefined && authorization !== undefined)
      return { ...kept, isLocked: kept.isLocked || hasLockedItself(kept), authorization }
    if (await table.end(kept.id)) await logSession(request, 'ended', kept, why)
  }

  const require = async (request: FastifyRequest): Promise<LiveSession> => {
    const session = await find(request)
    if (session === undefined) throw new ProblemError('signed_out')
    return session
  }

  const end = async (request: FastifyRequest, session: { id: string; till: string }, why: string) => {
    if (await table.end(session.id)) await logSession(request, 'ended', session, why)
  }

  const holderOf = (id: string, { authorization, ...who }: SignedIn, associate: Colleague | undefined) => ({
    ...who,
    associateId: associate?.id,
    authorizationSealed: credentials.seal(authorization, id),
    pinSealed: undefined,
  })

  return {
    find,
    require,
    end,

    /** Returns the session and counts the request as activity. @throws {ProblemError} `signed_out` or `locked` */
    async requireOpen(request: FastifyRequest): Promise<LiveSession> {
      const session = await require(request)
      if (session.isLocked) throw new ProblemError('locked')
      if (now() - session.activeAt >= noteEvery) await table.noteActivity(session.id, now())
      return session
    },

    /** Begins a session, and ends the one that this browser had. */
    async begin(
      request: FastifyRequest,
      reply: FastifyReply,
      who: SignedIn,
      { pin, associate }: { pin?: string | undefined; associate?: Colleague | undefined } = {},
    ) {
      const former = await find(request)
      if (former !== undefined) await end(request, former, 'signed in anew')
      const id = randomBytes(9).toString('base64url')
      const pinSealed = pin === undefined ? undefined : pins.seal(await hashPin(pin), id)
      const holder = { ...holderOf(id, who, associate), pinSealed }
      await logSession(request, 'signed in', { id, till: who.till, associateId: associate?.id })
      await table.add(id, hashOf(giveToken(request, reply)), holder, now())
      return { id, ...holder, isLocked: false }
    },

    /** Unlocks a session under a new token, set in the answer's cookie. The old token becomes invalid. */
    async unlock(request: FastifyRequest, reply: FastifyReply, session: LiveSession, why?: string) {
      await logSession(request, 'unlocked', session, why)
      const isUnlocked = await table.unlock(session.tokenHash, hashOf(giveToken(request, reply)), now())
      if (!isUnlocked) throw new ProblemError('signed_out')
      return { ...session, isLocked: false }
    },

    /** The same for somebody who has signed in again, and who then says who they are. The former PIN ends. */
    async takeOver(
      request: FastifyRequest,
      reply: FastifyReply,
      session: LiveSession,
      who: SignedIn,
      { pin, associate }: { pin?: string | undefined; associate?: Colleague } = {},
    ) {
      const pinSealed = pin === undefined ? undefined : pins.seal(await hashPin(pin), session.id)
      const holder = { ...holderOf(session.id, who, associate), pinSealed }
      await logSession(request, 'unlocked', { id: session.id, till: who.till, associateId: associate?.id })
      const newHash = hashOf(giveToken(request, reply))
      if (!(await table.takeOver(session.tokenHash, newHash, holder, now())))
        throw new ProblemError('signed_out')
      return { id: session.id, ...holder, isLocked: false }
    },

    /** @throws {ProblemError} `wrong_pin`; the fifth wrong PIN in a row ends the session */
    async checkPin(request: FastifyRequest, session: LiveSession, pin: string) {
      const hashed = session.pinSealed && pins.open(session.pinSealed, session.id)
      if (hashed === undefined) throw new ProblemError('bad_request', { path: 'pin' })
      const tries = await table.countPinTry(session.id)
      if (tries <= mostPinFailures && (await isPin(pin, hashed))) return
      await logSession(request, 'refused', session, 'wrong PIN')
      if (tries >= mostPinFailures) await end(request, session, 'wrong PINs')
      throw new ProblemError('wrong_pin', { triesLeft: Math.max(0, mostPinFailures - tries) })
    },

    /** Sets the session's first PIN, or replaces it. */
    async choosePin(request: FastifyRequest, session: LiveSession, pin: string) {
      await logSession(request, 'PIN chosen', session)
      const pinSealed = pins.seal(await hashPin(pin), session.id)
      await table.choosePin(session.id, pinSealed)
      return { ...session, pinSealed }
    },

    /** Locks the session even if that cannot be recorded. A repeated request is recorded too: the first may have failed at that. */
    async lock(request: FastifyRequest, session: LiveSession) {
      await table.lock(session.id, now())
      await logSession(request, 'locked', session)
      return { ...session, isLocked: true }
    },

    /** Ends the session, if there is one, and deletes the cookie in any case. */
    async signOut(request: FastifyRequest, reply: FastifyReply) {
      const session = await find(request)
      takeTokenBack(request, reply)
      if (session !== undefined && (await table.end(session.id)))
        await logSession(request, 'signed out', session)
    },

    /** @param pin the colleague's, if they have proven it; it then unlocks the session instead of the former one */
    async chooseAssociate(
      request: FastifyRequest,
      session: LiveSession,
      colleague: Colleague,
      pin: string | undefined,
    ) {
      const pinSealed = pin === undefined ? session.pinSealed : pins.seal(await hashPin(pin), session.id)
      await logSession(request, 'associate chosen', { ...session, associateId: colleague.id })
      await table.chooseAssociate(session.id, colleague.id, pinSealed)
      return { ...session, associateId: colleague.id, pinSealed }
    },

    sweep: () =>
      table.sweep({
        activeBefore: now() - limits.idle * 1000,
        createdBefore: now() - limits.longest * 1000,
      }),
  }
}
