import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLoopback } from '#gateway/config/loopback.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { ShownSession } from './session-answer.ts'
import type { Sessions } from './sessions.ts'

/** Returns the session of a request, or begins one with this answer. For a till that runs its own gateway. */
export type BeginUnasked = (request: FastifyRequest, reply: FastifyReply) => Promise<ShownSession>

/** @throws {ProblemError} `cross_site` if the request does not come from this machine */
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
 * True if the request comes from this machine and names it as the host. A page of another site whose name was made to resolve to
 * this machine (DNS rebinding) names another host. The check reads the raw `Host` header, because such a page can forge the headers
 * that proxies add.
 */
function isThisMachine({ headers, ip }: FastifyRequest) {
  const named = `http://${headers.host ?? ''}`
  return isLoopback(ip) && URL.canParse(named) && isLoopback(new URL(named).hostname)
}
