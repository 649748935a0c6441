import type { FastifyReply } from 'fastify'
import { ProblemError } from './problem-error.ts'

/** A signal that aborts if the browser disconnects before its answer is complete. */
export function abortOnDisconnect(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new ProblemError('timed_out'))
  })
  return controller.signal
}
