import type { FastifyInstance } from 'fastify'

/**
 * One line per request: the route's pattern, never its path; status, problem code, milliseconds, and the ids by which we, the
 * vendor and the proxy in front of us find it again. No names, identifiers, bodies, links or credentials.
 */
export function logRequests(app: FastifyInstance) {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.vendorRequestId !== undefined) reply.header('x-cap-requestid', request.vendorRequestId)
  })

  // Each line has its `requestId` from the request's own logger.
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
    else request.log.info(line, 'answered')
    if (failure?.code === 'identity_mismatch') logSecurityEvent(app, 'identity_mismatch', request.id)
  })
}

/** What a security officer's collector listens for: answers or photos that were about somebody else. */
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

/** Name and place of our own mistake. Messages are left out: they quote what they choke on. */
const originOf = (cause: unknown) =>
  cause instanceof Error
    ? {
        error: cause.name,
        stack: cause.stack
          ?.split('\n')
          .filter((each) => /^\s+at /.test(each))
          .slice(0, 8),
      }
    : { error: typeof cause }
