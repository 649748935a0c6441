import { isLoopback } from './loopback.ts'
import { readProvider, type Provider } from './provider.ts'
import { mistakesIn, type Environment } from './values.ts'

export type Credentials =
  | { kind: 'oauth'; key: string; secret: string }
  | { kind: 'till'; code: string; password: string }

/** Whose credentials the vendor is called with: those of the till that signed in, or our own for everybody. */
export type Access =
  | { signIn: 'till' }
  | { signIn: 'none'; credentials: Credentials }
  | { signIn: 'oidc'; credentials: Credentials; provider: Provider }

/** How one signs in, without what the vendor is called with. */
export type WayIn = { signIn: 'till' | 'none' } | { signIn: 'oidc'; provider: Provider }

export type Vendor = { kind: 'sandbox'; wayIn: WayIn } | { kind: 'capillary'; url: string; access: Access }

const names = [
  'CAPILLARY_URL',
  'CAPILLARY_KEY',
  'CAPILLARY_SECRET',
  'CAPILLARY_TILL',
  'CAPILLARY_TILL_PASSWORD',
] as const

/**
 * Whom to ask, and who may. A real vendor without sign-in never starts without credentials; the sandbox never takes any, so that a
 * forgotten URL is noticed; and nobody but this machine is ever let in without sign-in.
 *
 * @param host where the gateway is to listen
 * @returns the mistakes, where there are any
 */
export function readVendor(env: Environment, host: string): Vendor | string[] {
  const [url, key, secret, code, password] = names.map((name) => env[name]?.trim() || undefined)
  const hasAny = [key, secret, code, password].some((value) => value !== undefined)
  const signIn = readSignIn(env, hasAny, isLoopback(host))
  const mistakes = mistakesIn([
    [
      (key === undefined) !== (secret === undefined),
      'CAPILLARY_KEY and CAPILLARY_SECRET go together: one of them is missing.',
    ],
    [
      (code === undefined) !== (password === undefined),
      'CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD go together: one of them is missing.',
    ],
    [
      key !== undefined && code !== undefined,
      'Set either CAPILLARY_KEY and CAPILLARY_SECRET or CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD, not both.',
    ],
    [
      url === undefined && hasAny,
      'There are credentials but no CAPILLARY_URL: set it, or remove them to run on the sandbox.',
    ],
    [
      url !== undefined && !hasAny && (signIn === 'none' || signIn === 'oidc'),
      'CAPILLARY_URL needs credentials where SIGN_IN is none or oidc: CAPILLARY_KEY and CAPILLARY_SECRET, or CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD.',
    ],
    [
      url !== undefined && !isVendorUrl(url),
      'CAPILLARY_URL must be an https address without path, query or user, such as https://eu.api.capillarytech.com (http only on this machine).',
    ],
  ])
  const provider = signIn === 'oidc' ? readProvider(env) : undefined
  const others = [signIn, provider].flatMap((part) => (Array.isArray(part) ? part : []))
  if (Array.isArray(signIn) || Array.isArray(provider) || mistakes.length > 0) return [...others, ...mistakes]
  const wayIn: WayIn =
    signIn === 'oidc' && provider !== undefined
      ? { signIn, provider }
      : { signIn: signIn === 'none' ? 'none' : 'till' }
  if (url === undefined) return { kind: 'sandbox', wayIn }
  const capillary = { kind: 'capillary', url: new URL(url).origin } as const
  if (wayIn.signIn === 'till') return { ...capillary, access: { signIn: wayIn.signIn } }
  const credentials: Credentials =
    key !== undefined && secret !== undefined
      ? { kind: 'oauth', key, secret }
      : { kind: 'till', code: code ?? '', password: password ?? '' }
  return { ...capillary, access: withCredentials(wayIn, credentials) }
}

/** Where nobody's own credentials are used, the vendor is called with these. */
export function withCredentials(wayIn: WayIn, credentials: Credentials): Access {
  switch (wayIn.signIn) {
    case 'till':
      return { signIn: 'till' }
    case 'none':
      return { signIn: 'none', credentials }
    case 'oidc':
      return { ...wayIn, credentials }
  }
}

function readSignIn({ SIGN_IN }: Environment, hasCredentials: boolean, isPrivate: boolean) {
  const named = SIGN_IN?.trim()
  const mistakes = mistakesIn([
    [
      named === 'none' && !isPrivate,
      'SIGN_IN=none lets in whoever reaches the gateway: HOST must be of this machine, such as 127.0.0.1.',
    ],
    [
      named === 'till' && hasCredentials,
      'SIGN_IN=till calls the vendor with the credentials of whoever signs in: remove CAPILLARY_KEY, CAPILLARY_SECRET, CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD.',
    ],
    [
      named === undefined && hasCredentials && !isPrivate,
      'With credentials of its own and a HOST that others reach, the gateway would let anybody in: set SIGN_IN=oidc, or SIGN_IN=till and remove the credentials, or set HOST=127.0.0.1.',
    ],
  ])
  if (mistakes.length > 0) return mistakes
  const signIn = named ?? (hasCredentials ? 'none' : 'till')
  return signIn === 'till' || signIn === 'oidc' || signIn === 'none'
    ? signIn
    : ['SIGN_IN must be till, oidc or none.']
}

function isVendorUrl(candidate: string) {
  if (!URL.canParse(candidate)) return false
  const url = new URL(candidate)
  const isBare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return isBare && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
}
