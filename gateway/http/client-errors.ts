import type { ConnectionError, FastifyInstance } from 'fastify'
import { randomBytes } from 'node:crypto'
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { problemMediaType } from '#contract/api/problem.ts'
import { ProblemError, toProblem } from './problem-error.ts'

type Exchange = { asked: IncomingMessage; answer: ServerResponse }

/** What the parser says, as HTTP does; all else is 400. */
const statuses = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['HPE_HEADER_OVERFLOW', 431],
])

/**
 * Answers what never becomes a request, because the parser refuses it before any hook of ours: with the body of every failure, and an
 * end to the connection. A request is answered once: what turns out unreadable behind an answer that has begun, or behind a request
 * that still waits for its own, gets none.
 *
 * @see https://nodejs.org/api/http.html#event-clienterror
 */
export function openUnreadable() {
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

/** Of the latest request: the fault is in its body, or behind it. */
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
