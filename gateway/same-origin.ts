import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ProblemError } from './problem-error.ts'

/** Matched against a route's pattern, because an address can be spelt in many ways: `/%70hotos/` leads to the photos too. */
const guarded = /^\/(v2|api|photos)\//

const json = /^application\/json\s*(;|$)/i

/**
 * Calls and photos are for our own pages only. Browsers say where a request comes from in `Sec-Fetch-Site` and, when it has a body,
 * in `Origin`, which pages can't forge; programs that are no browser need not send them and are held off by the session instead.
 * A body must be JSON, which no page of another site can send without asking first.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function refuseCrossSite(app: FastifyInstance) {
  app.addHook('onRequest', async (request) => {
    if (!guarded.test(request.routeOptions.url ?? '')) return
    const { 'sec-fetch-site': site, origin, 'content-type': type = '' } = request.headers
    if (site !== undefined && site !== 'same-origin') throw new ProblemError('cross_site')
    if (origin !== undefined && !isOurs(origin, request)) throw new ProblemError('cross_site')
    if (request.method === 'POST' && !json.test(type))
      throw new ProblemError('bad_request', { path: 'content-type' })
  })
}

/** By host, not by scheme: TLS may end before us. Read as an address, so that a port that goes without saying may be said. */
function isOurs(origin: string, { host }: FastifyRequest) {
  if (!URL.canParse(origin)) return false
  const { protocol, host: theirs } = new URL(origin)
  const ours = `${protocol}//${host}`
  return theirs !== '' && URL.canParse(ours) && new URL(ours).host === theirs
}
