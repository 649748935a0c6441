import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

/** OWASP's parameters for 32 MB of memory. One hash takes about a quarter of a second. */
const cost: ScryptOptions = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 2 ** 20 }
const saltBytes = 16
const hashBytes = 32

/**
 * A slow hash of a PIN with its own salt, as base64url. There are few possible PINs; the real protection is that the hash is sealed
 * and lives no longer than its session.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt
 */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  return Buffer.concat([salt, await slowHash(pin, salt)]).toString('base64url')
}

export async function isPin(pin: string, hashed: string): Promise<boolean> {
  const bytes = Buffer.from(hashed, 'base64url')
  return timingSafeEqual(await slowHash(pin, bytes.subarray(0, saltBytes)), bytes.subarray(saltBytes))
}

const slowHash = (pin: string, salt: Buffer) =>
  new Promise<Buffer>((resolve, reject) =>
    scrypt(pin, salt, hashBytes, cost, (fault, hash) => (fault ? reject(fault) : resolve(hash))),
  )
