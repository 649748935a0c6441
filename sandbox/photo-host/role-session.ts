import { createHmac, randomBytes } from 'node:crypto'
import { type S3Refusal, refusal } from './s3-refusal.ts'
import type { Credentials } from './sigv4.ts'

/**
 * The temporary credentials (STS) the vendor signs its links with. A session carries its own end, sealed in the token, so
 * nothing has to be remembered: a link dies with its session although its own `X-Amz-Expires` says longer.
 * Rule: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html
 */
export type Role = {
  /** New credentials that work until `endsAt` (ms since the epoch). */
  startSession(endsAt: number): Required<Credentials>
  /** The secret of a session, or S3's refusal when the key is unknown, the token no token of ours, or the session over. */
  secretOf(accessKeyId: string, token: string | undefined, now: number): string | S3Refusal
}

// Tokens of STS begin with these bytes and are about 700 characters long; only the sandbox knows what ours hold.
const OPENING = Buffer.from([0x21, 0x0a, 0x09, ...Buffer.from('origin_ec'), 0x10])
const END_AT = OPENING.length
const FILLER = 500
const MAC = 32

export function assumeRole(): Role {
  const master = randomBytes(32)
  const mac = (text: string | Buffer) => createHmac('sha256', master).update(text).digest()
  const accessKeyId = `ASIA${mac('key id').toString('hex').slice(0, 16).toUpperCase()}`
  const secretFor = (token: string) => mac(`secret of ${token}`).toString('base64').slice(0, 40)

  const startSession = (endsAt: number) => {
    const end = Buffer.alloc(8)
    end.writeDoubleBE(endsAt)
    const payload = Buffer.concat([OPENING, end, filler(mac, endsAt)])
    const sessionToken = Buffer.concat([payload, mac(payload)]).toString('base64')
    return { accessKeyId, secretAccessKey: secretFor(sessionToken), sessionToken }
  }

  const secretOf = (keyId: string, token: string | undefined, now: number) => {
    if (keyId !== accessKeyId) {
      return refusal(
        403,
        'InvalidAccessKeyId',
        'The AWS Access Key Id you provided does not exist in our records.',
      )
    }
    const bytes = Buffer.from(token ?? '', 'base64')
    const payload = bytes.subarray(0, -MAC)
    const sealed = payload.length > END_AT + 8 && mac(payload).equals(bytes.subarray(-MAC))
    if (token === undefined || !sealed || bytes.toString('base64') !== token) {
      return refusal(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.')
    }
    if (now >= bytes.readDoubleBE(END_AT)) {
      return refusal(400, 'ExpiredToken', 'The provided token has expired.', { 'Token-0': token })
    }
    return secretFor(token)
  }
  return { startSession, secretOf }
}

function filler(mac: (text: string) => Buffer, endsAt: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(FILLER / MAC) }, (_, block) =>
    mac(`filler ${endsAt} ${block}`),
  )
  return Buffer.concat(blocks).subarray(0, FILLER)
}
