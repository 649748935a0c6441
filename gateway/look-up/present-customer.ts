import type { FastifyReply, FastifyRequest } from 'fastify'
import { photoNotNeededHeader, viewHeader } from '#contract/api/headers.ts'
import { maskAnswer } from '#gateway/privacy/mask-answer.ts'
import type { PhotoDelivery } from '#gateway/photos/photo-delivery.ts'
import { rewritePhotos } from '#gateway/photos/rewrite-photos.ts'
import type { PhotoSeal, PhotoTicket } from '#gateway/photos/sealed-link.ts'
import { logSecurityEvent } from '#gateway/http/request-log.ts'
import type { Caller } from '#gateway/auth/caller.ts'
import type { Tokens } from '#gateway/verification/tokens.ts'
import type { VendorCalls } from '#gateway/capillary/calls.ts'
import type { CustomerAnswer } from '#gateway/capillary/customer-call.ts'

/** What the gateway needs to send a customer: photo delivery, the seal for photo addresses, and the tokens that prove a view. */
export type Issue = {
  photoDelivery: PhotoDelivery
  seal: PhotoSeal
  tokens: Tokens
  /** Counts a customer who was opened at a till, and whether there was a photo of them. */
  noteSeen?: ((till: string, hasPhoto: boolean) => void) | undefined
}

/** A customer prepared for the browser, and what the route needs to send the answer. */
export type PresentedCustomer = {
  /**
   * In the vendor's wire shape. Values that the policy hides from the caller are masked; photo links are addresses on our origin.
   */
  body: Record<string, unknown>
  /** The vendor's `Date` header, which dates the links in the answer (RFC 9110 §6.6.1: Date is the origin's). */
  date: string | undefined
  /** Proves to the gateway later that this customer was shown to this caller. */
  view: string
  vendorRequestId: string | undefined
  /** The first photo, which the gateway can fetch ahead. */
  firstPhoto: { address: string; ticket: PhotoTicket } | undefined
  /** The number of photos withheld because they belong to another customer. */
  withheld: number
}

/** The number of photos of a customer that can be shown. */
export const photosOnFile = ({ customer }: CustomerAnswer): number =>
  customer.photos.filter(({ state }) => state === 'on-file').length

/**
 * Prepares the vendor's answer about a customer for the browser. Every answer about a customer passes through this function.
 *
 * @param encounter the one that goes on, or the kind of identifier that led to the customer
 */
export function presentCustomer(
  answer: CustomerAnswer,
  { photoDelivery, seal, tokens }: Issue,
  caller: Caller,
  encounter: Parameters<Tokens['giveView']>[2],
): PresentedCustomer {
  const { photoScope: scope, view } = caller
  const shortestLife = photoDelivery.shortestKnownLife()
  const { body, tickets, withheld } = rewritePhotos(answer, { seal, scope, shortestLife })
  const first = answer.customer.photos.find((photo) => photo.state === 'on-file')
  return {
    body: maskAnswer(body, view).body,
    date: answer.vendorDate,
    view: tokens.giveView(caller, answer.customer, encounter),
    vendorRequestId: answer.vendorRequestId,
    firstPhoto: first && tickets.get(first.identity),
    withheld,
  }
}

/**
 * Sets the reply's headers, and starts to fetch the first photo unless the browser says that it has it.
 *
 * @returns the body to send
 */
export function sendCustomer(
  request: FastifyRequest,
  reply: FastifyReply,
  { photoDelivery }: Issue,
  vendor: VendorCalls,
  { body, date, view, vendorRequestId, firstPhoto, withheld }: PresentedCustomer,
): Record<string, unknown> {
  request.vendorRequestId = vendorRequestId
  if (withheld > 0) logSecurityEvent(request.server, 'photo_withheld', request.id)
  const notNeeded = request.headers[photoNotNeededHeader]
  if (firstPhoto !== undefined && notNeeded !== encodeURIComponent(firstPhoto.ticket.identity))
    photoDelivery.expect(firstPhoto.address, firstPhoto.ticket, vendor)
  if (date !== undefined) reply.header('date', date)
  reply.header(viewHeader, view)
  return body
}
