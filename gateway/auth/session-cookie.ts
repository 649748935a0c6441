import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const plainName = 'countersign-session'

/**
 * The cookie's name. Behind TLS its prefix makes browsers reject a cookie from other hosts, over plain HTTP or from scripts; older
 * browsers enforce only the `__Host-` part.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis/ ("Cookie Name Prefixes")
 */
const nameFor = ({ protocol }: FastifyRequest) =>
  protocol === 'https' ? `__Host-Http-${plainName}` : plainName

const token = /^[A-Za-z0-9_-]{43}$/

/** The token of a request. A request with two tokens has none, because a third party must have set one of them. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const name = `${nameFor(request)}=`
  const [one, ...others] = (request.headers.cookie ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each.startsWith(name))
  const value = one?.slice(name.length) ?? ''
  return others.length === 0 && token.test(value) ? value : undefined
}

/**
 * Sets a token of 256 random bits in the answer's cookie. It ends with the browser, scripts cannot read it, and other sites cannot
 * make the browser send it.
 */
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

/** What the store keeps of a token: with read access to the store alone, nobody can use a session. */
export const hashOf = (value: string): Buffer => createHash('sha256').update(value).digest()
