import type { Variables } from './environment.ts'
import { hasCredentials } from './rules.ts'

export type Credentials =
  | { kind: 'oauth'; key: string; secret: string }
  | { kind: 'till'; code: string; password: string }

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
  roles: { associate: string; manager: string; officer: string }
}

/** How one signs in, without what the vendor is called with. */
export type SignInSetting = { signIn: 'till' | 'none' } | { signIn: 'oidc'; provider: Provider }

/** Whose credentials the vendor is called with: those of the till that signed in, or our own for everybody. */
export type Access =
  | { signIn: 'till' }
  | { signIn: 'none'; credentials: Credentials }
  | { signIn: 'oidc'; credentials: Credentials; provider: Provider }

export type Vendor =
  | { kind: 'sandbox'; signInSetting: SignInSetting }
  | { kind: 'capillary'; url: string; access: Access }

/** Where nobody's own credentials are used, the vendor is called with these. */
export function withCredentials(signInSetting: SignInSetting, credentials: Credentials): Access {
  switch (signInSetting.signIn) {
    case 'till':
      return { signIn: 'till' }
    case 'none':
      return { signIn: 'none', credentials }
    case 'oidc':
      return { ...signInSetting, credentials }
  }
}

export function vendorOf(env: Variables): Vendor {
  const signIn = env.SIGN_IN || (hasCredentials(env) ? 'none' : 'till')
  const signInSetting: SignInSetting = signIn === 'oidc' ? { signIn, provider: providerOf(env) } : { signIn }
  if (env.CAPILLARY_URL === '') return { kind: 'sandbox', signInSetting }
  const credentials: Credentials =
    env.CAPILLARY_KEY === ''
      ? { kind: 'till', code: env.CAPILLARY_TILL, password: env.CAPILLARY_TILL_PASSWORD }
      : { kind: 'oauth', key: env.CAPILLARY_KEY, secret: env.CAPILLARY_SECRET }
  const url = new URL(env.CAPILLARY_URL).origin
  return { kind: 'capillary', url, access: withCredentials(signInSetting, credentials) }
}

const providerOf = (env: Variables): Provider => ({
  issuer: env.OIDC_ISSUER,
  clientId: env.OIDC_CLIENT_ID,
  clientSecret: env.OIDC_CLIENT_SECRET || undefined,
  publicUrl: new URL(env.PUBLIC_URL).origin,
  scope: env.OIDC_SCOPE,
  roleClaim: env.OIDC_ROLE_CLAIM,
  roles: {
    associate: env.OIDC_ASSOCIATE_ROLE,
    manager: env.OIDC_MANAGER_ROLE,
    officer: env.OIDC_OFFICER_ROLE,
  },
})
