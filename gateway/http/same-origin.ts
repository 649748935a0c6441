import type { FastifyInstance, FastifyRequest } from 'fastify'
import { hasContent } from './smuggling-guard.ts'
import { ProblemError } from './problem-error.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For the store's systems with a key, never for a page. */
    isForSystems?: boolean
    /** The content type of the body, if it is not JSON. */
    takes?: 'image/jpeg'
  }
}

/** Matched against the route's pattern, because an address has many spellings: `/%70hotos/` leads to the photos too. */
const guarded = /^\/(v2|api|photos)\//
const photos = /^\/photos\//

/** The identity provider sends browsers here; a cookie binds what they bring to the browser. */
const fromElsewhere = '/api/session/oidc/callback'

const json = /^application\/json\s*(;|$)/i

/**
 * Accepts calls and photo requests only from our own pages. Browsers state the origin of a request in `Sec-Fetch-Site` and, for
 * requests that can change something, in `Origin`; pages cannot forge either. A write without both headers does not come from our
 * pages. A body must be JSON or a JPEG, neither of which a page of another site can send without a preflight. A photo may be loaded by
 * an image or a script, never as a page.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function refuseCrossSite(app: FastifyInstance) {
  app.addHook('onRequest', async (request) => {
    const route = request.routeOptions.url ?? ''
    // Calls of a store's systems do not come from a page, and carry a key.
    if (!guarded.test(route) || route === fromElsewhere || request.routeOptions.config.isForSystems) return
    const { 'sec-fetch-site': site, 'sec-fetch-dest': use = 'empty', origin } = request.headers
    if (site !== undefined && site !== 'same-origin') throw new ProblemError('cross_site')
    if (origin !== undefined && !isOurs(origin, request)) throw new ProblemError('cross_site')
    if (isWrite(request) && site === undefined && origin === undefined) throw new ProblemError('cross_site')
    if (photos.test(route) && use !== 'image' && use !== 'empty') throw new ProblemError('cross_site')
    const { takes } = request.routeOptions.config
    const type = request.headers['content-type'] ?? ''
    if (hasContent(request.headers) && !(takes === undefined ? json.test(type) : type === takes))
      throw new ProblemError('bad_request', { path: 'content-type' })
  })
}

const isWrite = ({ method }: FastifyRequest) => method !== 'GET' && method !== 'HEAD'

/**
 * Compares the host, not the scheme, because TLS may end at a proxy. Parsed as a URL, so that an explicit default port does not
 * matter.
 */
function isOurs(origin: string, { host }: FastifyRequest) {
  if (!URL.canParse(origin)) return false
  const { protocol, host: theirs } = new URL(origin)
  const ours = `${protocol}//${host}`
  return theirs !== '' && URL.canParse(ours) && new URL(ours).host === theirs
}
