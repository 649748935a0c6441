import * as v from 'valibot'

/**
 * When a presigned link ends, and since when it is valid if it says so (ISO 8601, UTC). `kind` is the store or the delivery network
 * whose parameters it has.
 */
export type Expiry = { kind: string; startsAt: string | undefined; endsAt: string }

/** A parameter of the link by its name in lower case, or empty. */
type Parameter = (name: string) => string

/** The upper bound of S3 and of Google for a stated lifetime: seven days. */
const longestLifetime = 604_800

/**
 * Reads until when a presigned link is valid. The link may be absolute or relative, and its parameters may have any case. If they are
 * missing, malformed or outside what the store allows, the expiry is unknown (`undefined`). The link may expire earlier, with the
 * session that signed it.
 */
export function readExpiry(link: string): Expiry | undefined {
  const query = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(link.slice(link.indexOf('?') + 1)))
    if (!query.has(name.toLowerCase())) query.set(name.toLowerCase(), value)
  const parameter: Parameter = (name) => query.get(name) ?? ''
  for (const [kind, read] of kinds) {
    const validity = read(parameter)
    if (validity !== undefined) return { kind, ...validity }
  }
  return undefined
}

type Reader = (parameter: Parameter) => Omit<Expiry, 'kind'> | undefined

const kinds: [kind: string, read: Reader][] = [
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
  ['S3', signedFor('x-amz')],
  // https://cloud.google.com/storage/docs/authentication/signatures
  ['Google', signedFor('x-goog')],
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
  ['CloudFront', (parameter) => readPolicy(parameter('policy'))],
  // https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas
  ['Azure', (parameter) => validity(readIso(parameter('st')), readIso(parameter('se')))],
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
  ['Expires', (parameter) => validity(undefined, readEpoch(parameter('expires')))],
]

function signedFor(prefix: string): Reader {
  return (parameter) => {
    const startsAt = readBasicIso(parameter(`${prefix}-date`))
    const lifetime = parameter(`${prefix}-expires`)
    const seconds = /^\d{1,6}$/.test(lifetime) ? Number(lifetime) : 0
    if (startsAt === undefined || seconds > longestLifetime) return undefined
    return validity(startsAt, readTime(Date.parse(startsAt) + seconds * 1000))
  }
}

const validity = (startsAt: string | undefined, endsAt: string | undefined) =>
  endsAt === undefined || (startsAt !== undefined && startsAt >= endsAt) ? undefined : { startsAt, endsAt }

const epochCondition = v.optional(v.object({ 'AWS:EpochTime': v.number() }))

const policyOfCloudFront = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    Statement: v.tuple([
      v.object({
        Condition: v.object({ DateGreaterThan: epochCondition, DateLessThan: epochCondition }),
      }),
    ]),
  }),
)

/** The policy is base64 in which `-`, `_` and `~` stand for `+`, `=` and `/`. Its only statement says from when to when. */
function readPolicy(encoded: string) {
  const base64 = encoded.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) return undefined
  const reading = v.safeParse(policyOfCloudFront, atob(base64))
  if (!reading.success) return undefined
  const { DateGreaterThan, DateLessThan } = reading.output.Statement[0].Condition
  const epochOf = (condition: typeof DateLessThan) => readEpoch(condition?.['AWS:EpochTime'])
  return validity(epochOf(DateGreaterThan), epochOf(DateLessThan))
}

/** Seconds since 1970, as CloudFront and the older signatures of S3 and Google write them. */
const readEpoch = (seconds: string | number = '') =>
  /^\d{10}$/.test(String(seconds)) ? readTime(Number(seconds) * 1000) : undefined

const basicIso = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/

const readBasicIso = (written: string) =>
  basicIso.test(written) ? readExact(written.replace(basicIso, '$1-$2-$3T$4:$5:$6')) : undefined

const azureIso = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?(?:\.\d{1,7})?Z)?$/

/** Azure's forms of ISO 8601: a day, or minutes or seconds in UTC. */
function readIso(written: string) {
  const [, day, minutes = '00:00', seconds = ':00'] = azureIso.exec(written) ?? []
  return day === undefined ? undefined : readExact(`${day}T${minutes}${seconds}`)
}

/** @param iso to the second, without a zone */
function readExact(iso: string) {
  const time = readTime(Date.parse(`${iso}.000Z`))
  return time === `${iso}.000Z` ? time : undefined
}

function readTime(time: number) {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
