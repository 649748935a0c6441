import { createHash } from 'node:crypto'
import { readAccessToken } from '#contract/capillary/notes.ts'
import type { Credentials } from '#gateway/config/vendor.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Connection } from './connection.ts'
import { secondsToWait } from './outcome.ts'

/** How the gateway authenticates its calls to the vendor. */
export type Authentication = {
  headers(): Promise<Record<string, string>>
  /** Forgets the token in these headers. Returns false if there is no fresher token to try. */
  discard(refused: Record<string, string>): Promise<boolean>
}

/** Called for each call, with whether a valid token was at hand. */
export type NoteToken = (found: 'hit' | 'miss') => void

/** @see https://docs.capillarytech.com/reference/authorisation */
export function authenticate(
  credentials: Credentials,
  connection: Connection,
  noteToken: NoteToken = () => undefined,
): Authentication {
  return credentials.kind === 'till' ? byTill(credentials) : byClient(credentials, connection, noteToken)
}

const byTill = (till: { code: string; password: string }): Authentication => {
  const authorization = basic(till)
  return { headers: () => Promise.resolve({ authorization }), discard: () => Promise.resolve(false) }
}

/** The Basic header of a till. The vendor expects the password as a hex MD5 digest. That protects nothing; TLS does. */
export function basic({ code, password }: { code: string; password: string }): string {
  const digest = createHash('md5').update(password).digest('hex')
  return `Basic ${Buffer.from(`${code}:${digest}`).toString('base64')}`
}

type Token = { value: string; renewAt: number }

const tokenHeader = 'x-cap-api-oauth-token'

/** Used if the vendor states no lifetime: the shortest one it has been seen to use. */
const usualLifetimeSeconds = 300

/**
 * OAuth client credentials. All calls share one token until shortly before it expires. Calls that find it expired share one
 * renewal, which no caller's abort signal can stop: only the connection's own deadline ends it.
 *
 * @see https://docs.capillarytech.com/reference/oauth
 */
function byClient(
  { key, secret }: { key: string; secret: string },
  connection: Connection,
  noteToken: NoteToken,
): Authentication {
  let current: Token | undefined
  let renewal: Promise<Token> | undefined

  const renew = async (): Promise<Token> => {
    const answer = await connection.ask({
      method: 'POST',
      path: '/v3/oauth/token/generate',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key, secret }),
      signal: new AbortController().signal,
    })
    const vendorRequestId = answer.requestId
    if (answer.status === 429)
      throw new ProblemError('vendor_busy', { vendorRequestId, retryAfterSeconds: secondsToWait(answer) })
    if (answer.status >= 500) throw new ProblemError('vendor_down', { vendorRequestId })
    const token = readAccessToken(parsed(answer.text))
    if (token === undefined) throw new ProblemError('vendor_refused_credentials', { vendorRequestId })
    const lifetime = (token.ttlSeconds ?? usualLifetimeSeconds) * 1000
    return {
      value: token.accessToken,
      renewAt: performance.now() + lifetime - Math.min(30_000, lifetime / 5),
    }
  }

  return {
    async headers() {
      const isGood = current !== undefined && performance.now() < current.renewAt
      noteToken(isGood ? 'hit' : 'miss')
      if (current === undefined || !isGood) {
        renewal ??= renew().finally(() => (renewal = undefined))
        current = await renewal
      }
      return { [tokenHeader]: current.value }
    },
    async discard(refused) {
      if (current?.value === refused[tokenHeader]) current = undefined
      return true
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
