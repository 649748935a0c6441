import * as v from 'valibot'
import type { Expiry } from '#contract/customer/photo-expiry.ts'
import type { Sealing } from '#gateway/crypto/sealing.ts'

/** What the sealed part of a photo address contains. */
export type PhotoTicket = {
  /** The vendor's presigned link. */
  link: string
  customerId: string
  /** Identifies the picture, whatever its link: the contract's `identity`. */
  identity: string
  /** When the address was sealed and when the link expires, in epoch milliseconds of the gateway's clock. */
  sealedAt: number
  endsAt: number
}

const ticket = v.object({
  link: v.string(),
  customerId: v.string(),
  identity: v.string(),
  sealedAt: v.number(),
  endsAt: v.number(),
})

export type PhotoSeal = {
  /**
   * Returns `/photos/<sealed>?X-Amz-Date=…&X-Amz-Expires=…`. The part before `?` is opaque; the expiry stays where S3's links have it.
   */
  seal(ticket: PhotoTicket, scope: string, expiryQuery: string): string
  /** `undefined` for anything other than the unchanged address that was sealed for this scope. */
  open(sealed: string, scope: string, expiryQuery: string): PhotoTicket | undefined
}

/**
 * Seals photo addresses. The scope and the visible expiry are authenticated together with the content, so that an address works
 * only in its scope and no part of it can be changed.
 */
export function photoSeal(sealing: Sealing): PhotoSeal {
  const context = (scope: string, expiryQuery: string) => `${scope}\n${expiryQuery}`
  return {
    seal(content, scope, expiryQuery) {
      const sealed = sealing.seal(JSON.stringify(content), context(scope, expiryQuery)).toString('base64url')
      return `/photos/${sealed}${expiryQuery === '' ? '' : `?${expiryQuery}`}`
    },
    open(sealed, scope, expiryQuery) {
      const bytes = Buffer.from(sealed, 'base64url')
      // Accepts only the canonical spelling, because base64 decoders ignore stray bits and characters.
      if (bytes.toString('base64url') !== sealed) return undefined
      const text = sealing.open(bytes, context(scope, expiryQuery))
      return text === undefined ? undefined : v.parse(ticket, JSON.parse(text))
    },
  }
}

/** The longest life that an address states, as S3's own links: seven days in seconds. */
const longestLife = 604_800

/**
 * When a photo link ends, as `X-Amz-Date` and `X-Amz-Expires`, whatever store has signed it; empty if the link does not say it. The
 * screen plans the renewal by it.
 *
 * @param vendorNow the start for links that state only their end, in epoch milliseconds
 * @param shortestKnownLife seconds after which links are known to die, whatever they say
 */
export function expiryQueryOf(expiry: Expiry | undefined, vendorNow: number, shortestKnownLife: number) {
  if (expiry === undefined) return ''
  const start = expiry.startsAt === undefined ? vendorNow : Date.parse(expiry.startsAt)
  const life = Math.min((Date.parse(expiry.endsAt) - start) / 1000, shortestKnownLife, longestLife)
  return new URLSearchParams({
    'X-Amz-Date': new Date(start).toISOString().replaceAll(/[-:]|\.\d{3}/g, ''),
    'X-Amz-Expires': String(Math.max(1, Math.floor(life))),
  }).toString()
}
