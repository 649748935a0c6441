import * as v from 'valibot'
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
   * Returns `/photos/<sealed>?X-Amz-Date=…&X-Amz-Expires=…`. The part before `?` is opaque; the expiry stays where the vendor put
   * it.
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

/** `X-Amz-Date` and `X-Amz-Expires` of a presigned link as a query, as the vendor wrote them; empty if it has neither. */
export function expiryQueryOf(link: string, shortestKnownLife: number) {
  const query = new URLSearchParams(link.slice(link.indexOf('?') + 1))
  const kept = new URLSearchParams()
  const [date, expires] = [query.get('X-Amz-Date'), query.get('X-Amz-Expires')]
  if (date !== null) kept.set('X-Amz-Date', date)
  if (expires !== null)
    kept.set(
      'X-Amz-Expires',
      Number(expires) > shortestKnownLife ? String(Math.floor(shortestKnownLife)) : expires,
    )
  return kept.toString()
}
