import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const plainName = 'countersign-session'

/**
 * The cookie's name. Behind TLS its prefix makes browsers refuse it from other hosts, from plain http and from scripts; older ones
 * know the first half of it.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis/ ("Cookie Name Prefixes")
 */
const nameFor = ({ protocol }: FastifyRequest) =>
  protocol === 'https' ? `__Host-Http-${plainName}` : plainName

const token = /^[A-Za-z0-9_-]{43}$/

/** The token a request bears: none where it bears two, one of which somebody else must have put there. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const name = `${nameFor(request)}=`
  const [one, ...others] = (request.headers.cookie ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each.startsWith(name))
  const value = one?.slice(name.length) ?? ''
  return others.length === 0 && token.test(value) ? value : undefined
}

/** 256 random bits, in the answer's cookie: gone with the browser, never seen by scripts, never sent from another site. */
export function giveToken(request: FastifyRequest, reply: FastifyReply): string {
  const value = randomBytes(32).toString('base64url')
  setCookie(request, reply, value)
  return value
}

export const takeTokenBack = (request: FastifyRequest, reply: FastifyReply) =>
  setCookie(request, reply, '', '; Max-Age=0')

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, more = '') {
  const secure = request.protocol === 'https' ? '; Secure' : ''
  reply.header(
    'set-cookie',
    `${nameFor(request)}=${value}; Path=/; HttpOnly; SameSite=Strict${secure}${more}`,
  )
}

/** What the store keeps of a token: who reads the store can't bear it. */
export const hashOf = (value: string): Buffer => createHash('sha256').update(value).digest()
