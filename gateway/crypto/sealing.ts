import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { SessionKeys } from './keys.ts'

/** Encrypts a text so that only gateways with the same keys can read it. */
export type Sealing = {
  /** @param context what the text belongs to; it opens only with the same context */
  seal(text: string, context: string): Buffer
  /** `undefined` unless these are the unchanged bytes that were sealed for this context with a key still in use. */
  open(sealed: Uint8Array, context: string): string | undefined
}

const algorithm = 'aes-256-gcm'
const nameBytes = 4
const nonceBytes = 12
const tagBytes = 16
const headBytes = nameBytes + nonceBytes

/**
 * Seals with AES-256-GCM: name of the key, nonce, text, tag. Each purpose has its own keys, derived with HKDF.
 *
 * @see https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf
 * @see https://www.rfc-editor.org/rfc/rfc5869
 */
export function sealingFor(
  purpose:
    | 'photo address'
    | 'vendor credentials'
    | 'PIN'
    | 'sign-in under way'
    | 'challenge'
    | 'verification'
    | 'enrolment'
    | 'hand-over'
    | 'phone photo',
  keys: SessionKeys,
): Sealing {
  const current = derive(keys[0], purpose)
  const all = [current, ...keys.slice(1).map((key) => derive(key, purpose))]
  return {
    seal(text, context) {
      const { name, key } = current
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context))
      return Buffer.concat([name, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed)
      const key = all.find(({ name }) => name.equals(bytes.subarray(0, nameBytes)))?.key
      if (key === undefined || bytes.length < headBytes + tagBytes) return undefined
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(nameBytes, headBytes))
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-tagBytes))
      try {
        const text = [decipher.update(bytes.subarray(headBytes, -tagBytes)), decipher.final()]
        return Buffer.concat(text).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}

function derive(key: Buffer, purpose: string) {
  const derived = Buffer.from(hkdfSync('sha256', key, '', `countersign ${purpose}`, nameBytes + 32))
  return { name: derived.subarray(0, nameBytes), key: derived.subarray(nameBytes) }
}
