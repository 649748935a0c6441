import type { FastifyInstance, FastifyRequest } from 'fastify'
import { hasContent } from './smuggling-guard.ts'
import { ProblemError } from './problem-error.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Asked by a store's systems with a key, never by a page. */
    isForSystems?: boolean
  }
}

/** Matched against a route's pattern, because an address can be spelt in many ways: `/%70hotos/` leads to the photos too. */
const guarded = /^\/(v2|api|photos)\//
const photos = /^\/photos\//

/** The identity provider sends browsers there; what they bring is bound to them by a cookie. */
const fromElsewhere = '/api/session/oidc/callback'

const json = /^application\/json\s*(;|$)/i

/**
 * Calls and photos are for our own pages only. Browsers say where a request comes from in `Sec-Fetch-Site` and, when it may change
 * something, in `Origin`, which pages can't forge: a write that tells neither comes from no page of ours. A body must be JSON, which
 * no page of another site can send without asking first, and a photo is for an image or a script, never a page of its own.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function refuseCrossSite(app: FastifyInstance) {
  app.addHook('onRequest', async (request) => {
    const route = request.routeOptions.url ?? ''
    // Calls of a store's systems come from no page, and show a key.
    if (!guarded.test(route) || route === fromElsewhere || request.routeOptions.config.isForSystems) return
    const { 'sec-fetch-site': site, 'sec-fetch-dest': use = 'empty', origin } = request.headers
    if (site !== undefined && site !== 'same-origin') throw new ProblemError('cross_site')
    if (origin !== undefined && !isOurs(origin, request)) throw new ProblemError('cross_site')
    if (isWrite(request) && site === undefined && origin === undefined) throw new ProblemError('cross_site')
    if (photos.test(route) && use !== 'image' && use !== 'empty') throw new ProblemError('cross_site')
    if (hasContent(request.headers) && !json.test(request.headers['content-type'] ?? ''))
      throw new ProblemError('bad_request', { path: 'content-type' })
  })
}

const isWrite = ({ method }: FastifyRequest) => method !== 'GET' && method !== 'HEAD'

/** By host, not by scheme: TLS may end before us. Read as an address, so that a port that goes without saying may be said. */
function isOurs(origin: string, { host }: FastifyRequest) {
  if (!URL.canParse(origin)) return false
  const { protocol, host: theirs } = new URL(origin)
  const ours = `${protocol}//${host}`
  return theirs !== '' && URL.canParse(ours) && new URL(ours).host === theirs
}
