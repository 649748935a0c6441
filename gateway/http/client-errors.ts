import type { ConnectionError, FastifyInstance } from 'fastify'
import { randomBytes } from 'node:crypto'
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { problemMediaType } from '#contract/api/problem.ts'
import { ProblemError, toProblem } from './problem-error.ts'

type Exchange = { asked: IncomingMessage; answer: ServerResponse }

/** The status for each parser error; any other error is 400. */
const statuses = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['HPE_HEADER_OVERFLOW', 431],
])

/**
 * Answers requests that the HTTP parser rejects before any of our hooks run: with the usual failure body, and by closing the
 * connection. Each request gets one answer: there is none for unreadable bytes after an answer that has begun, or after a request
 * that still waits for its own answer.
 *
 * @see https://nodejs.org/api/http.html#event-clienterror
 */
export function openClientErrors() {
  const latest = new WeakMap<Socket, Exchange>()
  let log: Pick<FastifyInstance['log'], 'info'> | undefined
  return {
    watch(app: FastifyInstance) {
      log = app.log
      app.server.on('request', (asked, answer) => void latest.set(asked.socket, { asked, answer }))
    },
    refuse(fault: ConnectionError, socket: Socket) {
      if (fault.code === 'ECONNRESET' || socket.destroyed) return
      const status = statuses.get(fault.code) ?? 400
      const requestId = randomBytes(16).toString('hex')
      log?.info({ requestId, status, code: 'bad_request', reason: fault.code }, 'unreadable')
      if (socket.writable && mayBeAnswered(latest.get(socket))) socket.write(words(status, requestId))
      socket.destroySoon()
    },
  }
}

/** Whether the latest request on the connection may still be answered. The fault is in its body, or after it. */
const mayBeAnswered = (exchange: Exchange | undefined) => {
  if (exchange === undefined) return true
  const { asked, answer } = exchange
  return asked.complete ? answer.writableFinished : !answer.headersSent
}

function words(status: number, requestId: string) {
  const body = JSON.stringify({ ...toProblem(new ProblemError('bad_request'), requestId), status })
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `content-type: ${problemMediaType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'cache-control: no-store',
    "content-security-policy: default-src 'none'",
    'x-content-type-options: nosniff',
    'connection: close',
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}
