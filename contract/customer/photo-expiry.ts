/** When a presigned link was signed (ISO 8601, UTC) and its stated lifetime in seconds. */
export type Expiry = { signedAt: string; lifetimeSeconds: number }

const basicIso = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/

/** S3's own upper bound for `X-Amz-Expires`: seven days. */
const longestLifetime = 604_800

/**
 * Reads `X-Amz-Date` and `X-Amz-Expires` from a presigned link, absolute or relative. If one is missing, malformed, negative or
 * longer than S3 allows, the expiry is unknown (`undefined`). The link may expire earlier, with the session that signed it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function readExpiry(link: string): Expiry | undefined {
  const query = new URLSearchParams(link.slice(link.indexOf('?') + 1))
  const signedAt = readBasicIso(query.get('X-Amz-Date') ?? '')
  const lifetime = query.get('X-Amz-Expires') ?? ''
  const lifetimeSeconds = /^\d{1,6}$/.test(lifetime) ? Number(lifetime) : 0
  if (!signedAt || lifetimeSeconds < 1 || lifetimeSeconds > longestLifetime) return undefined
  return { signedAt, lifetimeSeconds }
}

function readBasicIso(written: string) {
  const iso = written.replace(basicIso, '$1-$2-$3T$4:$5:$6.000Z')
  const parsed = new Date(iso)
  const isReal = !Number.isNaN(parsed.getTime()) && parsed.toISOString() === iso
  return isReal ? iso : undefined
}
