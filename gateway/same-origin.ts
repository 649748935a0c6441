import type { FastifyInstance } from 'fastify'
import { ProblemError } from './problem-error.ts'

/** Matched against a route's pattern, because an address can be spelt in many ways: `/%70hotos/` leads to the photos too. */
const guarded = /^\/(v2|api|photos)\//

/**
 * Calls and photos are for our own pages only. Browsers say where a request comes from in `Sec-Fetch-Site`, which pages can't forge;
 * programs that are no browser do not send it and are held off by the session instead.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function refuseCrossSite(app: FastifyInstance) {
  app.addHook('onRequest', async (request) => {
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && guarded.test(request.routeOptions.url ?? ''))
      throw new ProblemError('cross_site')
  })
}
