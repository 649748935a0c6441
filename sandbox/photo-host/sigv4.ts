import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type S3Refusal, refusal } from './s3-refusal.ts'

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

/** What a presigned link says and S3 checks. Times are ms since the epoch; `path` is the raw, still encoded path. */
export type SignedRequest = { method: string; host: string; path: string; query: readonly QueryPair[] }

type QueryPair = readonly [name: string, value: string]
type Scope = { date: string; region: string }

const ALGORITHM = 'AWS4-HMAC-SHA256'
const A_WEEK = 604_800
const TOLERATED_SKEW = 15 * 60_000

/**
 * Presigns a link to an object of S3: the signature covers method, host, path and every query parameter, the body is
 * `UNSIGNED-PAYLOAD`. The parameters stand in the order of the vendor's own links.
 * Rule: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function presign(link: {
  url: URL
  credentials: Credentials
  region: string
  signedAt: number
  lifetimeSeconds: number
  method?: string
}): string {
  const { url, credentials, region } = link
  const date = amzDate(link.signedAt)
  const query: QueryPair[] = [...url.searchParams]
  if (credentials.sessionToken) query.push(['X-Amz-Security-Token', credentials.sessionToken])
  query.push(
    ['X-Amz-Algorithm', ALGORITHM],
    ['X-Amz-Date', date],
    ['X-Amz-SignedHeaders', 'host'],
    ['X-Amz-Expires', String(link.lifetimeSeconds)],
    ['X-Amz-Credential', `${credentials.accessKeyId}/${scopeOf({ date, region })}`],
  )
  const request = { method: link.method ?? 'GET', host: url.host, path: url.pathname, query }
  query.push(['X-Amz-Signature', signatureOf(request, { date, region }, credentials.secretAccessKey)])
  return `${url.origin}${url.pathname}?${query.map(encodePair).join('&')}`
}

/**
 * Judges a presigned request as S3 does, in S3's order: form of the parameters, key, time, session, signature.
 * `secretOf` finds the secret behind an access key id and its session token, or says why there is none.
 * Answers: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function verify(
  request: SignedRequest,
  now: number,
  secretOf: (accessKeyId: string, sessionToken: string | undefined) => string | S3Refusal,
): S3Refusal | undefined {
  const claim = readClaim(request.query)
  if ('code' in claim) return claim
  const age = now - claim.signedAt
  if (-age > TOLERATED_SKEW) return refusal(403, 'AccessDenied', 'Request is not yet valid')
  if (age > claim.lifetimeSeconds * 1000) return expired(claim, now)
  const secret = secretOf(claim.accessKeyId, claim.sessionToken)
  if (typeof secret !== 'string') return secret
  const unsigned = request.query.filter(([name]) => name !== 'X-Amz-Signature')
  const expected = signatureOf({ ...request, query: unsigned }, claim.scope, secret)
  return sameText(expected, claim.signature) ? undefined : doesNotMatch(claim)
}

/** The name-value pairs of a raw query string, decoded as S3 decodes them (a `+` stays a plus). */
export function readQuery(rawQuery: string): QueryPair[] {
  return rawQuery
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [decodeURIComponent(name), decodeURIComponent(value.join('='))]
    })
}

type Claim = {
  accessKeyId: string
  sessionToken: string | undefined
  signedAt: number
  lifetimeSeconds: number
  signature: string
  scope: Scope
}

function readClaim(query: readonly QueryPair[]): Claim | S3Refusal {
  const values = new Map(query)
  const value = (name: string) => values.get(`X-Amz-${name}`)
  const malformed = (message: string) => refusal(400, 'AuthorizationQueryParametersError', message)
  if (values.size !== query.length) return refusal(400, 'InvalidArgument', 'Duplicate query parameter')
  if (value('Algorithm') !== ALGORITHM) return malformed(`X-Amz-Algorithm only supports "${ALGORITHM}"`)
  const date = value('Date') ?? ''
  const signedAt = readAmzDate(date)
  if (signedAt === undefined) {
    return malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"")
  }
  const lifetime = value('Expires') ?? ''
  if (!/^-?\d+$/.test(lifetime)) return malformed('X-Amz-Expires should be a number')
  if (Number(lifetime) < 0) return malformed('X-Amz-Expires must be non-negative')
  if (Number(lifetime) > A_WEEK) {
    return malformed(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    )
  }
  const [accessKeyId = '', day, region = '', service, ending, ...more] = (value('Credential') ?? '').split(
    '/',
  )
  if (day !== date.slice(0, 8) || service !== 's3' || ending !== 'aws4_request' || more.length > 0) {
    return malformed('Error parsing the X-Amz-Credential parameter')
  }
  if (value('SignedHeaders') !== 'host') {
    return refusal(403, 'AccessDenied', 'There were headers present in the request which were not signed')
  }
  return {
    accessKeyId,
    sessionToken: value('Security-Token'),
    signedAt,
    lifetimeSeconds: Number(lifetime),
    signature: value('Signature') ?? '',
    scope: { date, region },
  }
}

function expired(claim: Claim, now: number): S3Refusal {
  return refusal(403, 'AccessDenied', 'Request has expired', {
    'X-Amz-Expires': String(claim.lifetimeSeconds),
    Expires: isoSeconds(claim.signedAt + claim.lifetimeSeconds * 1000),
    ServerTime: isoSeconds(now),
  })
}

function doesNotMatch(claim: Claim): S3Refusal {
  return refusal(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    { AWSAccessKeyId: claim.accessKeyId, SignatureProvided: claim.signature },
  )
}

function signatureOf(request: SignedRequest, scope: Scope, secret: string): string {
  const canonical = [
    request.method,
    encodePath(request.path),
    canonicalQuery(request.query),
    `host:${request.host}\n`,
    'host',
    'UNSIGNED-PAYLOAD',
  ].join('\n')
  const toSign = [ALGORITHM, scope.date, scopeOf(scope), sha256(canonical)].join('\n')
  const day = hmac(`AWS4${secret}`, scope.date.slice(0, 8))
  const signingKey = hmac(hmac(hmac(day, scope.region), 's3'), 'aws4_request')
  return hmac(signingKey, toSign).toString('hex')
}

const scopeOf = ({ date, region }: Scope) => `${date.slice(0, 8)}/${region}/s3/aws4_request`

function canonicalQuery(query: readonly QueryPair[]): string {
  const encoded = query.map(([name, value]) => ({ name: encode(name), value: encode(value) }))
  encoded.sort((a, b) => inCodeOrder(a.name, b.name) || inCodeOrder(a.value, b.value))
  return encoded.map(({ name, value }) => `${name}=${value}`).join('&')
}

// Code-unit order, which localeCompare is not.
const inCodeOrder = (a: string, b: string) => (a < b ? -1 : Number(a > b))

// encodeURIComponent leaves !'()* alone, RFC 3986 (and AWS) do not.
const encode = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const encodePair = ([name, value]: QueryPair) => `${encode(name)}=${encode(value)}`

// S3 alone among the services does not normalise the path: `//` and `..` are parts of a key, and so is `%2F` a slash.
const encodePath = (path: string) => encode(decodeURIComponent(path)).replaceAll('%2F', '/')

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const amzDate = (ms: number) => new Date(ms).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
const isoSeconds = (ms: number) => new Date(ms).toISOString().replace(/\.\d{3}/, '')

function readAmzDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(ms) ? undefined : ms
}

const sameText = (a: string, b: string) =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b))
