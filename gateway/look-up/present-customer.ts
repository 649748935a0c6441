import type { FastifyReply, FastifyRequest } from 'fastify'
import { viewHeader } from '#contract/api/headers.ts'
import { maskAnswer } from '#gateway/privacy/mask-answer.ts'
import type { PhotoDesk } from '#gateway/photos/photo-delivery.ts'
import { rewritePhotos } from '#gateway/photos/rewrite-photos.ts'
import type { PhotoSeal } from '#gateway/photos/sealed-link.ts'
import { logSecurityEvent } from '#gateway/http/request-log.ts'
import type { Caller } from '#gateway/auth/caller.ts'
import type { FoundBy, Tokens } from '#gateway/verification/tokens.ts'
import type { CustomerAnswer } from '#gateway/capillary/customer-call.ts'

/** The identity of a picture that the page has, or has given up for now: a renewal of its link need not bring it. */
const photoNotNeeded = 'x-photo-not-needed'

/** What it takes to hand an answer out: photos, and what the browser proves by that it was. */
export type Issue = { desk: PhotoDesk; seal: PhotoSeal; tokens: Tokens }

/**
 * Makes the vendor's answer about a customer ready to leave, which it can't in any other way: what the policy does not show whoever
 * asks is masked, photo links become addresses on our origin, sealed for whoever asks, the first photo is fetched ahead, and the
 * reply gets the vendor's date and the proof that this customer was shown.
 *
 * @param foundBy by what the customer was found
 * @returns the customer in the vendor's wire shape
 */
export function handOut(
  answer: CustomerAnswer,
  { desk, seal, tokens }: Issue,
  caller: Caller,
  foundBy: FoundBy,
  request: FastifyRequest,
  reply: FastifyReply,
): Record<string, unknown> {
  const { vendor, photoScope: scope, view } = caller
  request.vendorRequestId = answer.vendorRequestId
  const shortestLife = desk.shortestKnownLife()
  const { body, tickets, withheld } = rewritePhotos(answer, { seal, scope, shortestLife })
  if (withheld > 0) logSecurityEvent(request.server, 'photo_withheld', request.id)

  const first = answer.customer.photos.find((photo) => photo.state === 'on-file')
  const ahead = first && tickets.get(first.identity)
  if (ahead !== undefined && request.headers[photoNotNeeded] !== encodeURIComponent(ahead.ticket.identity))
    desk.expect(ahead.address, ahead.ticket, vendor)
  // The vendor's own clock, by which the links in the answer are dated (RFC 9110 §6.6.1: Date is the origin's).
  if (answer.vendorDate !== undefined) reply.header('date', answer.vendorDate)
  reply.header(viewHeader, tokens.giveView(caller, answer.customer, foundBy))
  return maskAnswer(body, view).body
}
