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

/** Seconds that a sign-in may take. */
const longestWay = 600

const flow = v.object({
  checks: v.object({ state: v.string(), nonce: v.string(), verifier: v.string() }),
  returnTo: v.string(),
  startedAt: v.number(),
  /** The session that the new one replaces, and the associate it belonged to. */
  former: v.optional(v.object({ id: v.string(), associate: v.optional(v.string()) })),
})

/** Only paths of our own pages: the text after the host must not be able to name another host. */
const ownPath = /^\/(?:customers\/\d{1,15}(?:\/or\/\d{1,15})?|hand-over\?code=[\w-]{22,64})?$/

/** Cookies besides the session's: for the sign-in in progress, and for the reason of a failed sign-in. */
const underWay = shortCookie('countersign-sign-in', longestWay)
const refusal = shortCookie('countersign-refusal', 60)
/** The way back from the provider leads through other sites, and ends on one of our pages. */
const wayBack = shortCookie('countersign-way-back', 60)

/** Whether the browser has just been sent on by the way back from the provider. It is told once. */
export function comesFromProvider(request: FastifyRequest, reply: FastifyReply): boolean {
  const isSo = wayBack.read(request) !== undefined
  if (isSo) wayBack.takeBack(request, reply)
  return isSo
}

/** Returns why this browser's sign-in failed, and deletes the reason. */
export function takeRefusal(request: FastifyRequest, reply: FastifyReply): SignInFault | undefined {
  const told = v.safeParse(signInFault, refusal.read(request))
  if (!told.success) return undefined
  refusal.takeBack(request, reply)
  return told.output
}

/**
 * Sign-in with the company's identity provider: the way there and the way back. Both are navigations, so every outcome ends on one
 * of our pages, which explains what went wrong.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700 (state, nonce and PKCE bind the way back to this browser)
 */
export function oidcRoutes(app: FastifyInstance, { sessions, provider, keys, now }: Parts) {
  const sealing = sealingFor('sign-in under way', keys)

  const refuse = async (request: FastifyRequest, reply: FastifyReply, fault: unknown, to = '/') => {
    // Other errors, such as a store that is down, go to the error handler.
    if (!(fault instanceof SignInRefused || fault instanceof ProblemError)) throw fault
    const told = fault instanceof SignInRefused ? fault.fault : 'sign_in_failed'
    await logRefusedSignIn(
      request,
      undefined,
      told,
      fault instanceof SignInRefused ? fault.reason : { code: fault.code },
    )
    refusal.give(request, reply, told)
    return leave(reply, to)
  }

  /** This browser's sign-in in progress, if it is complete, sealed with our keys and not too old. */
  const readFlow = (request: FastifyRequest) => {
    const sealed = underWay.read(request)
    const opened = sealed && sealing.open(Buffer.from(sealed, 'base64url'), 'flow')
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), flow), opened)
    if (!read.success || now() - read.output.startedAt > longestWay * 1000)
      throw new SignInRefused('too_late')
    return read.output
  }

  app.get(path, { exposeHeadRoute: false }, async (request, reply) => {
    const { to = '/' } = readBody(v.object({ to: v.optional(v.string()) }), request.query)
    try {
      const { url, checks } = await provider.begin()
      const session = await sessions.find(request)
      const former = session && { id: session.id, associate: session.associateId }
      const started = { checks, returnTo: ownPath.test(to) ? to : '/', startedAt: now(), former }
      underWay.give(request, reply, sealing.seal(JSON.stringify(started), 'flow').toString('base64url'))
      return leave(reply, url)
    } catch (fault) {
      return await refuse(request, reply, fault)
    }
  })

  app.get(`${path}/callback`, { exposeHeadRoute: false }, async (request, reply) => {
    // Each sign-in can be completed only once.
    underWay.takeBack(request, reply)
    wayBack.give(request, reply, 'yes')
    let cameFrom = '/'
    try {
      const { checks, returnTo, former } = readFlow(request)
      cameFrom = returnTo
      const person = await provider.finish(request.url.split('?', 2)[1] ?? '', checks)
      if (former !== undefined) await sessions.end(request, { ...former, till }, 'signed in anew')
      await sessions.begin(request, reply, signedInAs(person), { associate: person })
      // An address of a customer is kept only if the same associate was signed in before. Nobody takes over another associate's
      // customer.
      const isTheirs = former?.associate === person.id || !returnTo.startsWith('/customers')
      return leave(reply, isTheirs ? returnTo : '/')
    } catch (fault) {
      return await refuse(request, reply, fault, cameFrom)
    }
  })
}

/** The gateway calls the vendor with its own credentials, so no till of the vendor is signed in. */
const till = 'Countersign'

const signedInAs = (person: Person) => ({
  till,
  organisation: undefined,
  staff: [{ id: person.id, name: person.name }],
  role: person.role,
  authorization: '',
})

const leave = (reply: FastifyReply, to: string) => reply.code(303).header('location', to).send()
