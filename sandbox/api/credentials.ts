import { createHash, createHmac, randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from '#sandbox/answer.ts'
import type { SandboxState } from '#sandbox/state.ts'
import { json, refusedInXml, v1 } from './bodies.ts'

/** The tills of the sandbox: HTTP Basic with the MD5 of the password, as https://docs.capillarytech.com asks of a POS. */
export const TILL = { code: 'till.demo', password: 'countersign-demo' }
export const TILL_WITHOUT_STAFF = { code: 'till.two', password: 'countersign-demo-two' }
export const TILL_OF_MANAGER = { code: 'till.office', password: 'countersign-demo-office' }

/** The API client of the sandbox: exchanges key and secret for a token. https://docs.capillarytech.com/reference/oauth */
export const CLIENT = { key: 'countersign-demo-key', secret: 'countersign-demo-secret' }

const ISSUER = 'Capillary'
const SIGNING_KEY = randomUUID()

/** Says no as the vendor does, or nothing when the caller may go on. */
export function refusedCredentials(
  world: SandboxState,
  headers: IncomingHttpHeaders,
  path: string,
): Answer | undefined {
  const token = headers['x-cap-api-oauth-token']
  const refused = () => (path.startsWith('/v1.1/') ? v1(401, '401', 'true', 'Unauthorized') : refusedInXml())
  if (typeof token !== 'string') return tillOf(world, headers) === undefined ? refused() : undefined
  const endsAt = endOfToken(token)
  if (endsAt === undefined) return refused()
  if (world.now() < endsAt) return undefined
  return v1(401, '498', 'false', `Token expired at ${new Date(endsAt).toISOString().replace('Z', '+0000')}`)
}

/** Issues a token for key and secret; the wrong pair gets code 320001. */
export function generateToken(world: SandboxState, body: string): Answer {
  const { key, secret } = readPair(body)
  if (key !== CLIENT.key || secret !== CLIENT.secret) {
    return json({ data: null, errors: [{ code: 320001, message: 'Failed to generate OAuth token' }] }, 401)
  }
  const { tokenTtlSeconds } = world.switches
  const issued = Math.floor(world.now() / 1000)
  const claims = {
    iss: ISSUER,
    sub: 'countersign',
    client_id: key,
    org_id: 100737,
    iat: issued,
    exp: issued + tokenTtlSeconds,
  }
  const unsigned = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ ...claims, jti: randomUUID() })}`
  return json({
    data: { accessToken: `${unsigned}.${mac(unsigned)}`, ttlSeconds: tokenTtlSeconds },
    errors: null,
  })
}

/** The code of the till whose credentials these are. */
export const tillOf = (
  { switches }: SandboxState,
  { authorization }: IncomingHttpHeaders,
): string | undefined =>
  switches.tills === 'ok'
    ? [TILL, TILL_WITHOUT_STAFF, TILL_OF_MANAGER].find((till) => basic(till) === authorization)?.code
    : undefined

const basic = ({ code, password }: typeof TILL) => {
  const md5 = createHash('md5').update(password).digest('hex')
  return `Basic ${Buffer.from(`${code}:${md5}`).toString('base64')}`
}

function endOfToken(token: string): number | undefined {
  const [head = '', claims = '', signature] = token.split('.')
  if (signature !== mac(`${head}.${claims}`)) return undefined
  const { exp }: { exp?: unknown } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  return typeof exp === 'number' ? exp * 1000 : undefined
}

function readPair(body: string): { key?: unknown; secret?: unknown } {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const mac = (text: string) => createHmac('sha256', SIGNING_KEY).update(text).digest('base64url')
