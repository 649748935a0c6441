import type { FastifyInstance } from 'fastify'
import type { Readable } from 'node:stream'
import { recorded } from '#gateway/audit/recorded.ts'
import { hangUp } from '#gateway/http/abort-on-disconnect.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { PhotoDesk } from './photo-delivery.ts'
import type { PhotoSeal } from './sealed-link.ts'
import { logSecurityEvent } from '#gateway/http/request-log.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'

const address = /^\/photos\/([^?]*)(\?(.+))?$/

/** `GET /photos/<sealed>`: the photo's bytes, from the photo host through us, kept by nobody. */
export function photoRoute(
  app: FastifyInstance,
  { callerOf, desk, seal }: { callerOf: CallerOf; desk: PhotoDesk; seal: PhotoSeal },
) {
  app.get('/photos/:sealed', { exposeHeadRoute: false }, async (request, reply) => {
    const caller = await callerOf(request)
    const { vendor, photoScope } = caller
    // From the address as it was sent: a decoded parameter would open under many spellings.
    const [, sealed = '', , expiryQuery = ''] = address.exec(request.url) ?? []
    const ticket = seal.open(sealed, photoScope, expiryQuery)
    if (ticket === undefined) {
      logSecurityEvent(app, 'photo_address_refused', request.id)
      await caller.record({ action: 'photo', outcome: 'photo_refused' })
      // Nobody upstream has failed: there is no such address.
      throw new ProblemError('photo_refused', { status: 404 })
    }
    const event = { action: 'photo', customerId: ticket.customerId } as const
    let stream: Readable | undefined
    const delivery = await recorded(caller, event, async () => {
      const delivered = await desk.deliver(request.url, ticket, vendor, hangUp(reply))
      stream = delivered.stream
      return delivered
    }).catch((fault: unknown) => {
      stream?.destroy()
      throw fault
    })
    if (delivery.length !== undefined) reply.header('content-length', delivery.length)
    return reply.header('cache-control', 'no-store').type(delivery.contentType).send(delivery.stream)
  })
}
