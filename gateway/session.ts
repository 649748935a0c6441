import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const cookieName = 'countersign-session'
const pattern = new RegExp(`(?:^|;\\s*)${cookieName}=([A-Za-z0-9_-]{43})(?:;|$)`)

/** The browser's session: 256 random bits in a cookie that scripts can't read. Photo addresses are sealed for it. */
export const sessionOf = (request: FastifyRequest): string | undefined =>
  pattern.exec(request.headers.cookie ?? '')?.[1]

/** The browser's session, begun with this answer where there is none yet. */
export function beginSession(request: FastifyRequest, reply: FastifyReply): string {
  const current = sessionOf(request)
  if (current !== undefined) return current
  const id = randomBytes(32).toString('base64url')
  const secure = request.protocol === 'https' ? '; Secure' : ''
  reply.header('set-cookie', `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Strict${secure}`)
  return id
}
