import type { FastifyInstance } from 'fastify'
import { isIP } from 'node:net'
import { isLoopback } from '#gateway/config/loopback.ts'
import { ProblemError } from './problem-error.ts'

/**
 * Whether a request may name this host: this machine, an address, or one of the names that the store gave Countersign. A page of another
 * site can let its own name lead here ("DNS rebinding"), but never an address.
 *
 * @param written the content of a `Host` header; empty if there was none, as in a health check over HTTP/1.0
 * @see https://owasp.org/www-community/attacks/DNS_Rebinding
 */
export function isKnownHost(written: string, names: readonly string[]): boolean {
  if (written === '') return true
  const host = written.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
  return isLoopback(host) || isIP(host.replaceAll(/[[\]]/g, '')) !== 0 || names.includes(host)
}

/** Refuses requests for other names with 421, and logs the name, because whoever runs the gateway has to add it. */
export function refuseUnknownHosts(app: FastifyInstance, names: readonly string[]) {
  app.addHook('onRequest', async ({ raw, log }) => {
    const { host = '' } = raw.headers
    if (isKnownHost(host, names)) return
    log.warn({ host }, 'ALLOWED_HOSTS does not name this host')
    throw new ProblemError('bad_request', { status: 421, path: 'host' })
  })
}
