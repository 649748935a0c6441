import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { signInFault, type SignInFault } from '#contract/api/session.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { readBody } from '#gateway/http/read-body.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import { SignInRefused, type IdentityProvider, type Person } from './identity-provider.ts'
import { logRefusedSignIn } from './session-log.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import type { Sessions } from './sessions.ts'
import { shortCookie } from './short-cookie.ts'

type Parts = { sessions: Sessions; provider: IdentityProvider; keys: SessionKeys; now: () => number }

const path = '/api/session/oidc'

/** Seconds for which a sign-in may be under way. */
const longestWay = 600

const flow = v.object({
  checks: v.object({ state: v.string(), nonce: v.string(), verifier: v.string() }),
  returnTo: v.string(),
  startedAt: v.number(),
  /** The session that is to be followed by the new one, and whose it was. */
  former: v.optional(v.object({ id: v.string(), associate: v.optional(v.string()) })),
})

/** Our own pages only: what follows the host must not be able to name another. */
const ownPath = /^\/(?:customers\/\d{1,15}(?:\/or\/\d{1,15})?|hand-over\?code=[\w-]{22,64})?$/

/** Two cookies beside the session's: the sign-in that is under way, and what became of it where it failed. */
const underWay = shortCookie('countersign-sign-in', longestWay)
const refusal = shortCookie('countersign-refusal', 60)

/** Why the sign-in of this browser failed, told once. */
export function takeRefusal(request: FastifyRequest, reply: FastifyReply): SignInFault | undefined {
  const told = v.safeParse(signInFault, refusal.read(request))
  if (!told.success) return undefined
  refusal.takeBack(request, reply)
  return told.output
}

/**
 * Sign-in with the company's identity provider: to it, and back. Both are navigations, so that whatever happens ends on a page of
 * ours, which says in words what went wrong.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700 (state, nonce and PKCE bind the way back to this browser)
 */
export function oidcRoutes(app: FastifyInstance, { sessions, provider, keys, now }: Parts) {
  const sealing = sealingFor('sign-in under way', keys)

  const refuse = (request: FastifyRequest, reply: FastifyReply, fault: unknown, to = '/') => {
    // What is ours to tell otherwise, such as a store that is down, ends on a page of ours too.
    if (!(fault instanceof SignInRefused || fault instanceof ProblemError)) throw fault
    const told = fault instanceof SignInRefused ? fault.fault : 'sign_in_failed'
    logRefusedSignIn(request, undefined, told)
    refusal.give(request, reply, told)
    return leave(reply, to)
  }

  /** The flow of this browser, whole, of these keys, and not too old. */
  const readFlow = (request: FastifyRequest) => {
    const sealed = underWay.read(request)
    const opened = sealed && sealing.open(Buffer.from(sealed, 'base64url'), 'flow')
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), flow), opened)
    if (!read.success || now() - read.output.startedAt > longestWay * 1000)
      throw new SignInRefused('too_late')
    return read.output
  }

  app.get(path, { exposeHeadRoute: false }, async (request, reply) => {
    const { to = '/' } = readBody(v.object({ to: v.optional(v.string()) }), request.query, ['to'])
    try {
      const { url, checks } = await provider.begin()
      const session = await sessions.find(request)
      const former = session && { id: session.id, associate: session.associateId }
      const started = { checks, returnTo: ownPath.test(to) ? to : '/', startedAt: now(), former }
      underWay.give(request, reply, sealing.seal(JSON.stringify(started), 'flow').toString('base64url'))
      return leave(reply, url)
    } catch (fault) {
      return refuse(request, reply, fault)
    }
  })

  app.get(`${path}/callback`, { exposeHeadRoute: false }, async (request, reply) => {
    // One way back for each way there.
    underWay.takeBack(request, reply)
    let cameFrom = '/'
    try {
      const { checks, returnTo, former } = readFlow(request)
      cameFrom = returnTo
      const person = await provider.finish(request.url.split('?', 2)[1] ?? '', checks)
      if (former !== undefined) await sessions.end(request, { ...former, till }, 'signed in anew')
      await sessions.begin(request, reply, signedInAs(person), { associate: person })
      // Another person never inherits a customer.
      const isSame = former === undefined || former.associate === person.id
      return leave(reply, isSame ? returnTo : '/')
    } catch (fault) {
      return refuse(request, reply, fault, cameFrom)
    }
  })
}

/** The vendor is called as the gateway, so that no till of its is signed in. */
const till = 'Countersign'

const signedInAs = (person: Person) => ({
  till,
  organisation: undefined,
  staff: [{ id: person.id, name: person.name }],
  role: person.role,
  authorization: '',
})

const leave = (reply: FastifyReply, to: string) =>
  reply.header('cache-control', 'no-store').code(303).header('location', to).send()
