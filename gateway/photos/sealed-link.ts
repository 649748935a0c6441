import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import * as v from 'valibot'

/** What a photo's address on our own origin stands for. */
export type PhotoTicket = {
  /** The vendor's presigned link. */
  link: string
  customerId: string
  /** Which picture it is, whatever its link: the contract's `identity`. */
  identity: string
  /** When it was sealed and when the link ends, as epoch milliseconds of the gateway's clock. */
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
  /** `/photos/<sealed>?X-Amz-Date=…&X-Amz-Expires=…`: the part before `?` is opaque, the expiry stays where the vendor put it. */
  seal(ticket: PhotoTicket, sessionId: string, expiryQuery: string): string
  /** `undefined` for anything but the unaltered address that was sealed for this session. */
  open(sealed: string, sessionId: string, expiryQuery: string): PhotoTicket | undefined
}

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/**
 * Seals photo addresses with AES-256-GCM. The session and the visible expiry are authenticated with the text, so that an address
 * is of no use in another session, and neither part of it can be altered.
 *
 * @param key 32 random bytes
 * @see https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf
 */
export function photoSeal(key: Buffer): PhotoSeal {
  const context = (sessionId: string, expiryQuery: string) =>
    Buffer.from(`photo\n${sessionId}\n${expiryQuery}`)
  return {
    seal(content, sessionId, expiryQuery) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, key, nonce)
      cipher.setAAD(context(sessionId, expiryQuery))
      const text = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()])
      const sealed = Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url')
      return `/photos/${sealed}${expiryQuery === '' ? '' : `?${expiryQuery}`}`
    },
    open(sealed, sessionId, expiryQuery) {
      const bytes = Buffer.from(sealed, 'base64url')
      // Only the canonical spelling: base64 decoders ignore stray bits and characters.
      if (bytes.toString('base64url') !== sealed || bytes.length <= nonceBytes + tagBytes) return undefined
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes))
      decipher.setAAD(context(sessionId, expiryQuery))
      decipher.setAuthTag(bytes.subarray(-tagBytes))
      try {
        const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()])
        return v.parse(ticket, JSON.parse(text.toString('utf8')))
      } catch {
        return undefined
      }
    },
  }
}

/** `X-Amz-Date` and `X-Amz-Expires` of a presigned link as a query, as the vendor wrote them; empty where there is neither. */
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
