import type { FastifyReply } from 'fastify'
import { ProblemError } from './problem-error.ts'

/** Aborts when the browser goes away before its answer is complete. */
export function hangUp(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new ProblemError('timed_out'))
  })
  return controller.signal
}
