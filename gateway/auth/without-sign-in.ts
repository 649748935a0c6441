import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLoopback } from '#gateway/config/loopback.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { ShownSession } from './session-answer.ts'
import type { Sessions } from './sessions.ts'

/** The session of a request, begun with this answer where there is none: for a till that runs the gateway for itself. */
export type BeginUnasked = (request: FastifyRequest, reply: FastifyReply) => Promise<ShownSession>

/** @throws {ProblemError} `cross_site` where it is not this machine that asks */
export const beginWithoutSignIn =
  (sessions: Sessions): BeginUnasked =>
  async (request, reply) => {
    const session = await sessions.find(request)
    if (session !== undefined) return session
    if (!isThisMachine(request)) throw new ProblemError('cross_site')
    return sessions.begin(request, reply, {
      till: 'this till',
      organisation: undefined,
      staff: [],
      role: 'associate',
      authorization: '',
    })
  }

/**
 * From this machine, and by its own name: a page of another site whose name has been made to lead here (DNS rebinding) has another
 * one. `Host` as it was sent, because such a page can forge what proxies add.
 */
function isThisMachine({ headers, ip }: FastifyRequest) {
  const named = `http://${headers.host ?? ''}`
  return isLoopback(ip) && URL.canParse(named) && isLoopback(new URL(named).hostname)
}
