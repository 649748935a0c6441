import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * A cookie for a sign-in with the identity provider. Unlike the session's cookie, the browser also sends it when the provider
 * redirects back, which is a navigation from another site.
 */
export type ShortCookie = {
  read(request: FastifyRequest): string | undefined
  give(request: FastifyRequest, reply: FastifyReply, value: string): void
  takeBack(request: FastifyRequest, reply: FastifyReply): void
}

/** @param seconds how long the cookie lives */
export function shortCookie(name: string, seconds: number): ShortCookie {
  const nameFor = ({ protocol }: FastifyRequest) => (protocol === 'https' ? `__Host-Http-${name}` : name)
  const write = (request: FastifyRequest, reply: FastifyReply, value: string, life: number) => {
    const secure = request.protocol === 'https' ? '; Secure' : ''
    reply.header(
      'set-cookie',
      `${nameFor(request)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${life}${secure}`,
    )
  }
  return {
    read(request) {
      const start = `${nameFor(request)}=`
      const [one, ...others] = (request.headers.cookie ?? '')
        .split(';')
        .map((each) => each.trim())
        .filter((each) => each.startsWith(start))
      return others.length === 0 ? one?.slice(start.length) || undefined : undefined
    },
    give: (request, reply, value) => write(request, reply, value, seconds),
    takeBack: (request, reply) => write(request, reply, '', 0),
  }
}
