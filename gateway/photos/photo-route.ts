import type { FastifyInstance } from 'fastify'
import type { Readable } from 'node:stream'
import { recorded } from '#gateway/audit/recorded.ts'
import { abortOnDisconnect } from '#gateway/http/abort-on-disconnect.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { PhotoDelivery } from './photo-delivery.ts'
import { photoMark } from './photo-mark.ts'
import type { PhotoSeal } from './sealed-link.ts'
import { logSecurityEvent } from '#gateway/http/request-log.ts'
import type { CallerOf } from '#gateway/auth/caller.ts'

const address = /^\/photos\/([^?]*)(\?(.+))?$/

/** `GET /photos/<sealed>`: the photo's bytes, streamed from the photo host. Nothing is stored. */
export function photoRoute(
  app: FastifyInstance,
  { callerOf, photoDelivery, seal }: { callerOf: CallerOf; photoDelivery: PhotoDelivery; seal: PhotoSeal },
) {
  app.get('/photos/:sealed', { exposeHeadRoute: false }, async (request, reply) => {
    const caller = await callerOf(request)
    const { vendor, photoScope } = caller
    // Taken from the raw address: many spellings decode to the same parameter.
    const [, sealed = '', , expiryQuery = ''] = address.exec(request.url) ?? []
    const ticket = seal.open(sealed, photoScope, expiryQuery)
    if (ticket === undefined) {
      logSecurityEvent(app, 'photo_address_refused', request.id)
      await caller.record({ action: 'photo', outcome: 'photo_refused' })
      // 404, not 502: no upstream has failed, the address does not exist.
      throw new ProblemError('photo_refused', { status: 404 })
    }
    const { customerId, identity } = ticket
    const event = { action: 'photo', customerId, facts: { photo: photoMark(identity) } } as const
    let stream: Readable | undefined
    const delivery = await recorded(caller, event, async () => {
      const delivered = await photoDelivery.deliver(request.url, ticket, vendor, abortOnDisconnect(reply))
      stream = delivered.stream
      return delivered
    }).catch((fault: unknown) => {
      stream?.destroy()
      throw fault
    })
    if (delivery.length !== undefined) reply.header('content-length', delivery.length)
    return reply.type(delivery.contentType).send(delivery.stream)
  })
}
