import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { isCustomerId } from '#contract/customer-id.ts'
import { hangUp } from './hang-up.ts'
import { ProblemError } from './problem-error.ts'
import type { PhotoDesk } from './photos/photo-desk.ts'
import { rewritePhotos } from './photos/rewrite-photos.ts'
import type { PhotoSeal } from './photos/sealed-link.ts'
import { logSecurityEvent } from './request-log.ts'
import { beginSession } from './session.ts'
import type { VendorCalls } from './vendor/customer-call.ts'

type Parts = { vendor: VendorCalls; desk: PhotoDesk; seal: PhotoSeal }

/** The identity of a picture the page already has, which a renewal of its link need not bring again. */
const photoAtHand = 'x-photo-at-hand'

const exactQuery = v.strictObject({ source: v.literal('INSTORE'), embed: v.literal('CUSTOMERIMAGE') })

/**
 * The heart of the product, at the vendor's own path: the customer in the vendor's wire shape, photo links replaced by addresses
 * on our origin.
 */
export function customerRoute(app: FastifyInstance, { vendor, desk, seal }: Parts) {
  app.get<{ Params: { userId: string } }>(
    '/v2/customers/:userId/setImage',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { userId } = request.params
      if (!isCustomerId(userId)) throw new ProblemError('bad_request', { path: 'userId' })
      if (!v.is(exactQuery, request.query)) throw new ProblemError('bad_request', { path: 'query' })

      const answer = await vendor.customer(userId, hangUp(reply))
      request.vendorRequestId = answer.vendorRequestId
      const sessionId = beginSession(request, reply)
      const shortestLife = desk.shortestKnownLife()
      const { body, tickets, withheld } = rewritePhotos(answer, { seal, sessionId, shortestLife })
      if (withheld > 0) logSecurityEvent(app, 'photo_withheld', request.id)

      const first = answer.customer.photos.find((photo) => photo.state === 'on-file')
      const ahead = first?.state === 'on-file' ? tickets.get(first.identity) : undefined
      const isAtHand = ahead && request.headers[photoAtHand] === encodeURIComponent(ahead.ticket.identity)
      if (ahead !== undefined && !isAtHand) desk.expect(ahead.address, ahead.ticket)
      // The vendor's own clock, by which the links in the answer are dated (RFC 9110 §6.6.1: Date is the origin's).
      if (answer.vendorDate !== undefined) reply.header('date', answer.vendorDate)
      return reply.header('cache-control', 'no-store').send(body)
    },
  )
}
