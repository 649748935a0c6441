import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problemMediaType } from '#contract/api/problem.ts'
import { ProblemError, toProblem } from './problem-error.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** For the log: why the request failed, and the vendor's id of the request. */
    failure: ProblemError | undefined
    vendorRequestId: string | undefined
  }
}

/** The only error handler. Every failure is sent as a `Problem`, without the text of the error. */
export function failures(app: FastifyInstance) {
  app.decorateRequest('failure', undefined)
  app.decorateRequest('vendorRequestId', undefined)
  app.setErrorHandler<FastifyError>((error, request, reply) =>
    answerWith(asProblemError(error), request, reply),
  )
  app.setNotFoundHandler((request, reply) => answerWith(new ProblemError('not_found'), request, reply))
}

function answerWith(fault: ProblemError, request: FastifyRequest, reply: FastifyReply) {
  request.failure = fault
  request.vendorRequestId ??= fault.particulars.vendorRequestId
  const problem = toProblem(fault, request.id)
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds)
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type(problemMediaType)
    .send(JSON.stringify(problem))
}

function asProblemError(error: FastifyError): ProblemError {
  if (error instanceof ProblemError) return error
  const isCallers = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
  return new ProblemError(isCallers ? 'bad_request' : 'internal', { cause: error })
}
