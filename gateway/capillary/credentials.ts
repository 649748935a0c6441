import { createHash } from 'node:crypto'
import { readAccessToken } from '#contract/capillary/notes.ts'
import type { Credentials } from '#gateway/config/vendor.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Connection } from './connection.ts'
import { secondsToWait } from './outcome.ts'

/** How calls to the vendor are authenticated. */
export type Authentication = {
  headers(): Promise<Record<string, string>>
  /** Forgets the token that these headers carried. False where there is nothing fresher to try with. */
  discard(refused: Record<string, string>): Promise<boolean>
}

/** Told of each call whether a token was there for it. */
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

/** The header of a till. The vendor wants the password as the hex digest of its MD5, which protects nothing: TLS does. */
export function basic({ code, password }: { code: string; password: string }): string {
  const digest = createHash('md5').update(password).digest('hex')
  return `Basic ${Buffer.from(`${code}:${digest}`).toString('base64')}`
}

type Token = { value: string; renewAt: number }

const tokenHeader = 'x-cap-api-oauth-token'

/** Where the vendor names no lifetime, the shortest it is seen to use. */
const usualLifetimeSeconds = 300

/**
 * OAuth client credentials. One token serves all calls until shortly before its end; however many calls find it gone, one renewal
 * runs, on nobody's abort signal but the connection's own deadline.
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
