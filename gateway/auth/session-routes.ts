import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  associateRequest,
  pinRequest,
  signInRequest,
  unlockRequest,
  type UnlockRequest,
} from '#contract/api/session-requests.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { oidcRoutes, takeRefusal } from './oidc-routes.ts'
import { sessionAnswer, type SessionFacts, type ShownSession } from './session-answer.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import type { ProveColleague } from './prove-colleague.ts'
import type { Colleague } from './session-table.ts'
import type { LiveSession, Sessions, SignedIn } from './sessions.ts'
import type { openForTillSystem } from './till-system.ts'
import type { SignInAtTill } from './till-sign-in.ts'
import type { BeginUnasked } from './without-sign-in.ts'

/** The way to sign in: with a till's password, with the identity provider, or without sign-in. */
export type Entrance =
  | { signIn: 'till'; signInAtTill: SignInAtTill }
  | { signIn: 'oidc'; provider: IdentityProvider }
  | { signIn: 'none'; beginUnasked: BeginUnasked }

type Parts = {
  sessions: Sessions
  entrance: Entrance
  facts: SessionFacts
  proveColleague: ProveColleague
  openByCode: ReturnType<typeof openForTillSystem>
  keys: SessionKeys
  now: () => number
}

const path = '/api/session'

/**
 * `Clear-Site-Data`: the browser deletes what it still has of the page and its photos, for this origin. Our cookie is taken back by its
 * name: `"cookies"` would clear those of all the company's hosts.
 *
 * @see https://www.w3.org/TR/clear-site-data/#clear-cookies
 */
const leaveNothing = '"cache","storage"'

/** Sign-in, lock and sign-out. Every answer but one contains the current session: `contract/api/session.ts`. */
export function sessionRoutes(app: FastifyInstance, parts: Parts) {
  const { sessions, entrance, facts, proveColleague, openByCode, keys, now } = parts
  const tell = (reply: FastifyReply, session?: ShownSession) => reply.send(sessionAnswer(facts, session))

  app.get(path, async (request, reply) => {
    if (entrance.signIn === 'none') return tell(reply, await entrance.beginUnasked(request, reply))
    const fault = takeRefusal(request, reply)
    const answer = sessionAnswer(facts, await sessions.find(request), fault)
    return reply.send(answer)
  })

  if (entrance.signIn === 'oidc') oidcRoutes(app, { sessions, provider: entrance.provider, keys, now })

  if (entrance.signIn === 'till')
    app.post(path, async (request, reply) => {
      const { pin, ...typed } = readBody(signInRequest, request.body)
      const who = await entrance.signInAtTill(request, typed)
      return tell(reply, await sessions.begin(request, reply, who, { pin }))
    })

  app.post(`${path}/unlock`, async (request, reply) => {
    const asked = readBody(unlockRequest, request.body ?? {})
    const session = await sessions.require(request)
    if (asked.code !== undefined) return tell(reply, await openByCode(request, reply, session, asked.code))
    return tell(reply, await unlock({ sessions, entrance }, request, reply, session, asked))
  })

  app.post(`${path}/pin`, async (request, reply) => {
    const { pin } = readBody(pinRequest, request.body)
    return tell(reply, await sessions.choosePin(request, await sessions.requireOpen(request), pin))
  })

  app.post(`${path}/lock`, async (request, reply) =>
    tell(reply, await sessions.lock(request, await sessions.require(request))),
  )

  app.post(`${path}/associate`, async (request, reply) => {
    const { associate, ...proof } = readBody(associateRequest, request.body)
    const session = await sessions.requireOpen(request)
    const colleague = picked(session, associate)
    const pin = await proveColleague(request, session, colleague, proof)
    return tell(reply, await sessions.chooseAssociate(request, session, colleague, pin))
  })

  app.post(`${path}/activity`, async (request, reply) => {
    await sessions.requireOpen(request)
    return reply.code(204).send()
  })

  app.delete(path, async (request, reply) => {
    reply.header('clear-site-data', leaveNothing)
    await sessions.signOut(request, reply)
    return tell(reply)
  })
}

/** Unlocks with the PIN or by signing in again, or on request if there is no sign-in. */
async function unlock(
  { sessions, entrance }: Pick<Parts, 'sessions' | 'entrance'>,
  request: FastifyRequest,
  reply: FastifyReply,
  session: LiveSession,
  { pin, till, password }: UnlockRequest,
): Promise<ShownSession> {
  if (till !== undefined && password !== undefined && entrance.signIn === 'till') {
    const who = await entrance.signInAtTill(request, { till, password })
    return sessions.takeOver(request, reply, session, who, { pin })
  }
  if (pin !== undefined) await sessions.checkPin(request, session, pin)
  else if (entrance.signIn !== 'none') throw new ProblemError('bad_request', { path: 'pin' })
  return sessions.unlock(request, reply, session)
}

/** @throws {ProblemError} `bad_request` if the associate is not on the list */
function picked({ staff }: Pick<SignedIn, 'staff'>, associate: string): Colleague {
  const colleague = staff.find(({ id }) => id === associate)
  if (colleague === undefined) throw new ProblemError('bad_request', { path: 'associate' })
  return colleague
}
