import * as client from 'openid-client'
import * as v from 'valibot'
import { inPlainText, unplainPlace } from '#contract/text.ts'
import type { SignInFault } from '#contract/api/session.ts'
import type { Provider } from '#gateway/config/vendor.ts'

/**
 * The values that the provider must return unchanged: https://www.rfc-editor.org/rfc/rfc7636 and
 * https://openid.net/specs/openid-connect-core-1_0.html#NonceNotes
 */
export type Checks = { state: string; nonce: string; verifier: string }

/** A person for whom the provider vouches. */
export type Person = { id: string; name: string; role: 'associate' | 'manager' | 'officer' }

/** The reason why a sign-in with the provider failed. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
  readonly fault: SignInFault
  /** For the log: the error codes of the library and the provider. Their texts may hold names. */
  readonly reason: Record<string, string>
  constructor(fault: SignInFault, cause?: unknown) {
    super(fault, { cause })
    this.fault = fault
    this.reason = reasonOf(cause)
  }
}

/** An error of ours, with a code as the library's errors have one. */
class ProviderUnfit extends Error {
  override readonly name = 'ProviderUnfit'
  readonly code: 'CLIENT_AUTHENTICATION_NOT_SUPPORTED' | 'AUTH_TIME_TOO_OLD'
  constructor(code: ProviderUnfit['code']) {
    super(code)
    this.code = code
  }
}

export type IdentityProvider = ReturnType<typeof openIdentityProvider>

/** Seconds by which our clock and the provider's clock may differ. */
const clockTolerance = 60
/** Seconds to wait for the provider. */
const patience = 5
/** Seconds since the provider last checked a password: as long as a sign-in may take. */
const longestSignIn = 600

const claims = v.looseObject({
  // Two people must not become one, so an id is refused where a name is made plain.
  sub: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.maxLength(200),
    v.check((id) => unplainPlace(id) === undefined),
  ),
  name: v.optional(v.pipe(v.unknown(), v.transform(inPlainText), v.string())),
  auth_time: v.optional(v.number()),
  preferred_username: v.optional(v.pipe(v.unknown(), v.transform(inPlainText), v.string())),
})

/**
 * The company's identity provider, checked by the gateway's clock. Its configuration is fetched at the first sign-in, so the
 * provider may start after the gateway.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html
 */
export function openIdentityProvider(provider: Provider, now: () => number) {
  const { issuer, clientId, clientSecret, publicUrl, scope, roleClaim, roles } = provider
  const redirectUri = `${publicUrl}/api/session/oidc/callback`
  let discovered: Promise<client.Configuration> | undefined

  const discover = () => {
    discovered ??= client.discovery(
      new URL(issuer),
      clientId,
      {
        [client.clockTolerance]: clockTolerance,
        [client.clockSkew]: Math.round((now() - Date.now()) / 1000),
      },
      clientSecret === undefined ? client.None() : withSecret(clientSecret),
      {
        timeout: patience,
        ...(issuer.startsWith('http:') ? { execute: [client.allowInsecureRequests] } : {}),
      },
    )
    return discovered.catch((cause: unknown) => {
      discovered = undefined
      throw new SignInRefused('provider_down', cause)
    })
  }

  return {
    /**
     * The address at which the browser signs in. Tills are shared, so the provider must always ask again who is there, even if it
     * remembers a session.
     */
    async begin(): Promise<{ url: string; checks: Checks }> {
      const configuration = await discover()
      const checks = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope,
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
        prompt: 'login',
        max_age: '0',
      })
      return { url: url.href, checks }
    },

    /**
     * Completes the sign-in.
     *
     * @param query the query of the address to which the provider sent the browser
     * @returns the person who signed in
     * @throws {SignInRefused}
     */
    async finish(query: string, { state, nonce, verifier }: Checks): Promise<Person> {
      const configuration = await discover()
      const tokens = await client
        .authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
        })
        .catch((fault: unknown) => {
          // The library wraps an error of ours in one of its own.
          const cause = fault instanceof Error && fault.cause instanceof ProviderUnfit ? fault.cause : fault
          throw new SignInRefused(faultOf(cause), cause)
        })
      const told = v.safeParse(claims, tokens.claims())
      if (!told.success) throw new SignInRefused('sign_in_failed')
      const { sub, name, preferred_username, auth_time } = told.output
      // Some providers do not state it, although they ask for the password each time.
      if (auth_time !== undefined && now() / 1000 - auth_time > longestSignIn + clockTolerance)
        throw new SignInRefused('clock_off', new ProviderUnfit('AUTH_TIME_TOO_OLD'))
      const held = rolesIn(told.output, roleClaim)
      const role = (['officer', 'manager', 'associate'] as const).find((each) => held.includes(roles[each]))
      if (role === undefined) throw new SignInRefused('no_role')
      return {
        id: sub,
        name: name?.trim() || preferred_username?.trim() || sub,
        role,
      }
    },
  }
}

/**
 * Shows the client's secret in the way that the provider's discovery document lists. Without a list it is `client_secret_basic`:
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
function withSecret(secret: string): client.ClientAuth {
  const [inForm, inHeader] = [client.ClientSecretPost(secret), client.ClientSecretBasic(secret)]
  return (server, ...asked) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    if (taken.includes('client_secret_post')) return inForm(server, ...asked)
    if (taken.includes('client_secret_basic')) return inHeader(server, ...asked)
    throw new ProviderUnfit('CLIENT_AUTHENTICATION_NOT_SUPPORTED')
  }
}

function rolesIn(told: Record<string, unknown>, claim: string): string[] {
  const within = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined
  // The claim's own name may contain dots: some providers name their claims by URLs.
  const value = told[claim] ?? claim.split('.').reduce(within, told)
  return [value].flat().filter((each) => typeof each === 'string')
}

const coded = v.object({ code: v.string() })
const codeForLog = v.object({ code: v.pipe(v.string(), v.regex(/^[A-Z_]{3,60}$/)) })
const errorForLog = v.object({ error: v.pipe(v.string(), v.regex(/^[a-z_]{3,60}$/)) })

function reasonOf(cause: unknown): Record<string, string> {
  const [code, error] = [v.safeParse(codeForLog, cause), v.safeParse(errorForLog, cause)]
  return { ...(code.success ? code.output : {}), ...(error.success ? error.output : {}) }
}

function faultOf(cause: unknown): SignInFault {
  if (cause instanceof client.AuthorizationResponseError)
    return cause.error === 'access_denied' ? 'cancelled' : 'sign_in_failed'
  const told = v.safeParse(coded, cause)
  const code = told.success ? told.output.code : ''
  if (cause instanceof ProviderUnfit) return 'sign_in_failed'
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'clock_off'
  const answer = cause instanceof Error ? cause.cause : undefined
  if (answer instanceof Response && answer.status >= 500) return 'provider_down'
  // The provider answered, but with no valid tokens, for example because the code was used before.
  const hasAnswered = cause instanceof client.ResponseBodyError || /^OAUTH_(?!TIMEOUT)/.test(code)
  return hasAnswered ? 'sign_in_failed' : 'provider_down'
}
