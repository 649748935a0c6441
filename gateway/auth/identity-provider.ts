import * as client from 'openid-client'
import * as v from 'valibot'
import type { SignInFault } from '#contract/api/session.ts'
import type { Provider } from '#gateway/config/provider.ts'

/** What has to come back as it was sent: https://www.rfc-editor.org/rfc/rfc7636 and https://openid.net/specs/openid-connect-core-1_0.html#NonceNotes */
export type Checks = { state: string; nonce: string; verifier: string }

/** Somebody the provider vouches for. */
export type Person = { id: string; name: string; role: 'associate' | 'manager' }

/** Why nobody came back from the provider. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
  readonly fault: SignInFault
  constructor(fault: SignInFault, cause?: unknown) {
    super(fault, { cause })
    this.fault = fault
  }
}

export type IdentityProvider = ReturnType<typeof openIdentityProvider>

/** Seconds by which our clock and the provider's may differ. */
const clockTolerance = 60
/** Seconds to wait for the provider. */
const patience = 5
/** Seconds since the provider last saw a password: as long as a sign-in may take. */
const longestSignIn = 600

const claims = v.looseObject({
  sub: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  name: v.optional(v.string()),
  preferred_username: v.optional(v.string()),
})

/**
 * The company's identity provider, judged by the gateway's clock. It is asked for what it can do at the first sign-in, so that it may start after the gateway.
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
      clientSecret === undefined ? client.None() : client.ClientSecretPost(clientSecret),
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
    /** Where the browser goes to sign in. Whoever shares a till proves anew who they are, whatever the provider remembers. */
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
     * Who has come back.
     *
     * @param query of the address the provider sent the browser to
     * @throws {SignInRefused}
     */
    async finish(query: string, { state, nonce, verifier }: Checks): Promise<Person> {
      const configuration = await discover()
      const tokens = await client
        .authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          maxAge: longestSignIn,
        })
        .catch((cause: unknown) => {
          throw new SignInRefused(faultOf(cause), cause)
        })
      const told = v.safeParse(claims, tokens.claims())
      if (!told.success) throw new SignInRefused('sign_in_failed')
      const { sub, name, preferred_username } = told.output
      const held = rolesIn(told.output, roleClaim)
      if (!held.includes(roles.manager) && !held.includes(roles.associate)) throw new SignInRefused('no_role')
      return {
        id: sub,
        name: name?.trim() || preferred_username?.trim() || sub,
        role: held.includes(roles.manager) ? 'manager' : 'associate',
      }
    },
  }
}

function rolesIn(told: Record<string, unknown>, claim: string): string[] {
  const within = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined
  // A claim's own name may have dots, as the addresses have that some providers name their claims by.
  const value = told[claim] ?? claim.split('.').reduce(within, told)
  return [value].flat().filter((each) => typeof each === 'string')
}

const coded = v.object({ code: v.string() })

function faultOf(cause: unknown): SignInFault {
  if (cause instanceof client.AuthorizationResponseError)
    return cause.error === 'access_denied' ? 'cancelled' : 'sign_in_failed'
  const told = v.safeParse(coded, cause)
  const code = told.success ? told.output.code : ''
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'clock_off'
  const answer = cause instanceof Error ? cause.cause : undefined
  if (answer instanceof Response && answer.status >= 500) return 'provider_down'
  // It answered, though not with tokens that are good: for a code that was used before, for one.
  const hasAnswered = cause instanceof client.ResponseBodyError || /^OAUTH_(?!TIMEOUT)/.test(code)
  return hasAnswered ? 'sign_in_failed' : 'provider_down'
}
