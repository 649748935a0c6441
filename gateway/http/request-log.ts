import type { FastifyInstance } from 'fastify'
import { toldOfFault } from '#gateway/db/store-fault.ts'

/**
 * One line per request: the route's pattern, never its path; status, problem code, milliseconds, and the ids by which we, the
 * vendor and the proxy in front of us find it again. It contains no names, identifiers, bodies, links or credentials.
 */
export function logRequests(app: FastifyInstance) {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.vendorRequestId !== undefined) reply.header('x-cap-requestid', request.vendorRequestId)
  })

  // The request's own logger adds `requestId` to each line.
  app.addHook('onResponse', async (request, reply) => {
    const { failure } = request
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? '(none)',
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      ...(request.traceId === request.id ? {} : { traceId: request.traceId }),
      ...(request.vendorRequestId === undefined ? {} : { vendorRequestId: request.vendorRequestId }),
      ...(failure === undefined ? {} : { code: failure.code, path: failure.particulars.path }),
    }
    if (failure?.code === 'internal') request.log.error({ ...line, ...originOf(failure.cause) }, 'failed')
    else if (failure?.code === 'store_down')
      request.log.error({ ...line, ...toldOfFault(failure.cause) }, 'failed')
    else request.log.info(line, 'answered')
    if (failure?.code === 'identity_mismatch') logSecurityEvent(app, 'identity_mismatch', request.id)
  })
}

/** Events for a security officer's log collector, such as an answer or a photo that was about another customer. */
export const logSecurityEvent = (
  app: FastifyInstance,
  securityEvent:
    | 'identity_mismatch'
    | 'photo_withheld'
    | 'photo_address_refused'
    | 'look_ups_paused'
    | 'canary_opened',
  requestId: string,
) => app.log.warn({ securityEvent, requestId }, 'security event')

/**
 * Name and place of our own bug. Messages are left out because they quote the input that caused them, except for the database's, of
 * which no value is left.
 */
const originOf = (cause: unknown) => ({
  ...toldOfFault(cause),
  ...(cause instanceof Error
    ? {
        stack: cause.stack
          ?.split('\n')
          .filter((each) => /^\s+at /.test(each))
          .slice(0, 8),
      }
    : {}),
})
