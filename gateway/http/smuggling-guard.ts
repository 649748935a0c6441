import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import { ProblemError } from './problem-error.ts'

/** https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2, without a name and password, which a `Host` header never has. */
const host = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i

/**
 * Refuses requests that two servers could parse differently, and everything after them on the same connection: this is how one
 * client's request is hidden in another's. The HTTP parser already checks lengths, codings and line ends; this function checks what
 * the parser accepts.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-11.2
 */
export function refuseAmbiguous(app: FastifyInstance) {
  const refused = new WeakSet<Socket>()
  // Node would reject an unknown `Expect` by itself, but then continue to read from the connection.
  app.server.on('checkExpectation', (asked, answer) => void app.server.emit('request', asked, answer))
  app.addHook('onRequest', async (request, reply) => {
    const { socket } = request.raw
    const path = refused.has(socket) ? 'connection' : ambiguity(request)
    if (path === undefined) return
    refused.add(socket)
    reply.header('connection', 'close')
    throw new ProblemError('bad_request', { path })
  })
}

/** The part of the request that two parsers may read differently, if there is one. */
function ambiguity({ raw, method, originalUrl }: FastifyRequest) {
  const { headers, rawHeaders, httpVersion } = raw
  const hosts = rawHeaders.filter((each, at) => at % 2 === 0 && each.toLowerCase() === 'host').length
  const { host: named = '' } = headers
  // A health check over HTTP/1.0 may omit it: https://www.rfc-editor.org/rfc/rfc9112#section-3.2
  const fewest = httpVersion === '1.0' ? 0 : 1
  if (hosts < fewest || hosts > 1 || (named !== '' && !host.test(named))) return 'host'
  if (!isAt(named, originalUrl)) return 'address'
  // https://www.rfc-editor.org/rfc/rfc9112#section-6.1-16
  if (httpVersion === '1.0' && headers['transfer-encoding'] !== undefined) return 'content'
  // https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') return 'expect'
  // https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1-6
  if ((method === 'GET' || method === 'HEAD') && hasContent(headers)) return 'content'
}

/** An absolute address must name our own host: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
function isAt(named: string, target: string) {
  if (target.startsWith('/') || target === '*') return true
  const ours = `http://${named}`
  return URL.canParse(target) && URL.canParse(ours) && new URL(target).host === new URL(ours).host
}

/** @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
export const hasContent = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
