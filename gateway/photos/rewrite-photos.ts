import * as v from 'valibot'
import type { Expiry } from '#contract/customer/photo-expiry.ts'
import { readPhoto } from '#contract/customer/photo.ts'
import type { CustomerAnswer } from '#gateway/capillary/customer-call.ts'
import { expiryQueryOf, type PhotoSeal, type PhotoTicket } from './sealed-link.ts'

/** The documented fields of a photo's file, none of which is a link. A field that the vendor adds later could be one. */
const documentedFile = v.fallback(
  v.optional(
    v.object({
      fileHandle: v.optional(v.unknown()),
      fileSize: v.optional(v.unknown()),
      lastModified: v.optional(v.unknown()),
      latestVersion: v.optional(v.unknown()),
      name: v.optional(v.unknown()),
      s3Token: v.optional(v.unknown()),
      version: v.optional(v.unknown()),
    }),
  ),
  undefined,
)

/** Milliseconds, used if a link does not state its lifetime. */
const usualLife = 600_000

export type Rewritten = {
  /** The vendor's answer with every link replaced by an address on our origin, or removed. */
  body: Record<string, unknown>
  /** Address and ticket of each photo that may be shown, by identity. */
  tickets: Map<string, { address: string; ticket: PhotoTicket }>
  /** The number of photos withheld because they belong to another customer. */
  withheld: number
}

/**
 * Replaces the vendor's photo links in the answer of the customer call. No photo link of the vendor leaves the gateway: photos that
 * cannot be shown lose their link, and photos of another customer are marked `status: "withheld"`.
 */
export function rewritePhotos(
  { body, customer, vendorDate }: CustomerAnswer,
  { seal, scope, shortestLife }: { seal: PhotoSeal; scope: string; shortestLife: number },
): Rewritten {
  const tickets: Rewritten['tickets'] = new Map()
  const vendorNow = Date.parse(vendorDate ?? '')
  let withheld = 0

  const rewriteItem = (item: unknown) => {
    const photo = readPhoto(item, customer.id)
    if (photo === undefined) return null
    const { filePath, secureFilePath, code, status, file }: Record<string, unknown> = { ...Object(item) }
    const rest = { code, status, file: v.parse(documentedFile, file) }
    if (photo.state === 'failed') return rest
    if (photo.state === 'withheld') {
      withheld += 1
      return { status: 'withheld' }
    }
    const sealedAt = Date.now()
    const now = Number.isNaN(vendorNow) ? sealedAt : vendorNow
    const expiryQuery = expiryQueryOf(photo.expiry, now, shortestLife)
    const ticket: PhotoTicket = {
      link: photo.link,
      customerId: customer.id,
      identity: photo.identity,
      sealedAt,
      endsAt: sealedAt + remainingLife(photo.expiry, now),
    }
    const address = seal.seal(ticket, scope, expiryQuery)
    tickets.set(photo.identity, { address, ticket })
    return {
      ...rest,
      ...(filePath === undefined ? {} : { filePath: address }),
      ...(secureFilePath === undefined ? {} : { secureFilePath: address }),
    }
  }

  const { customerImage } = body
  const photos = Array.isArray(customerImage) ? customerImage.map(rewriteItem) : null
  return {
    body: customerImage === undefined ? body : { ...body, customerImage: photos },
    tickets,
    withheld,
  }
}

/** Milliseconds. Both times come from the vendor's clocks, so our own clock does not matter. */
const remainingLife = (expiry: Expiry | undefined, vendorNow: number) =>
  expiry === undefined ? usualLife : Date.parse(expiry.endsAt) - vendorNow
