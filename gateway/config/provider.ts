import * as v from 'valibot'
import { isLoopback } from './loopback.ts'
import type { Environment } from './values.ts'

/** The company's identity provider, and how it tells who may do what. */
export type Provider = {
  issuer: string
  clientId: string
  clientSecret?: string
  /** Where browsers reach the gateway; the provider sends them back there. */
  publicUrl: string
  scope: string
  /** The claim that holds a role or a list of them; dots lead into nested claims, as in `realm_access.roles`. */
  roleClaim: string
  roles: { associate: string; manager: string }
}

const isOrigin = (candidate: string) =>
  isTrusted(candidate) && new URL(candidate).href === `${new URL(candidate).origin}/`

/** What is said to it stays between us: https, or this machine. */
const isTrusted = (candidate: string) => {
  if (!URL.canParse(candidate)) return false
  const { protocol, hostname, username, search, hash } = new URL(candidate)
  const isBare = username === '' && search === '' && hash === ''
  return isBare && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)))
}

const text = (name: string, usual: string) =>
  v.pipe(v.optional(v.string(), usual), v.trim(), v.regex(/^\S.*$/, `${name} must not be blank.`))

const environment = v.object({
  OIDC_ISSUER: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty('SIGN_IN=oidc needs OIDC_ISSUER: the address of the identity provider.'),
    v.check(isTrusted, 'OIDC_ISSUER must be an https address without query (http only on this machine).'),
  ),
  OIDC_CLIENT_ID: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty('SIGN_IN=oidc needs OIDC_CLIENT_ID: what the provider calls Countersign.'),
  ),
  OIDC_CLIENT_SECRET: v.optional(v.pipe(v.string(), v.trim())),
  OIDC_SCOPE: text('OIDC_SCOPE', 'openid profile'),
  OIDC_ROLE_CLAIM: text('OIDC_ROLE_CLAIM', 'role'),
  OIDC_ASSOCIATE_ROLE: text('OIDC_ASSOCIATE_ROLE', 'associate'),
  OIDC_MANAGER_ROLE: text('OIDC_MANAGER_ROLE', 'manager'),
  PUBLIC_URL: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty('SIGN_IN=oidc needs PUBLIC_URL: the address by which browsers reach Countersign.'),
    v.check(
      isOrigin,
      'PUBLIC_URL must be an https address without a path, such as https://countersign.example.com (http only on this machine).',
    ),
  ),
})

/**
 * Reads how to sign in with the company's identity provider.
 *
 * @returns the mistakes, where there are any
 */
export function readProvider(env: Environment): Provider | string[] {
  const reading = v.safeParse(environment, env)
  if (!reading.success) return reading.issues.map(({ message }) => message)
  const { output } = reading
  return {
    issuer: output.OIDC_ISSUER,
    clientId: output.OIDC_CLIENT_ID,
    ...(output.OIDC_CLIENT_SECRET === undefined ? {} : { clientSecret: output.OIDC_CLIENT_SECRET }),
    publicUrl: new URL(output.PUBLIC_URL).origin,
    scope: output.OIDC_SCOPE,
    roleClaim: output.OIDC_ROLE_CLAIM,
    roles: { associate: output.OIDC_ASSOCIATE_ROLE, manager: output.OIDC_MANAGER_ROLE },
  }
}
