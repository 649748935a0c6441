import { isLoopback } from '../loopback.ts'
import { mistakesIn, type Environment } from './values.ts'

export type Credentials =
  | { kind: 'oauth'; key: string; secret: string }
  | { kind: 'till'; code: string; password: string }

/** Whose credentials the vendor is called with: those of the till that signed in, or our own for everybody. */
export type Access = { signIn: 'till' } | { signIn: 'none'; credentials: Credentials }

export type Vendor =
  | { kind: 'sandbox'; signIn: Access['signIn'] }
  | { kind: 'capillary'; url: string; access: Access }

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
      url !== undefined && !hasAny && signIn === 'none',
      'CAPILLARY_URL needs credentials where SIGN_IN=none: CAPILLARY_KEY and CAPILLARY_SECRET, or CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD.',
    ],
    [
      url !== undefined && !isVendorUrl(url),
      'CAPILLARY_URL must be an https address without path, query or user, such as https://eu.api.capillarytech.com (http only on this machine).',
    ],
  ])
  if (Array.isArray(signIn)) return [...signIn, ...mistakes]
  if (mistakes.length > 0) return mistakes
  if (url === undefined) return { kind: 'sandbox', signIn }
  const capillary = { kind: 'capillary', url: new URL(url).origin } as const
  if (signIn === 'till') return { ...capillary, access: { signIn } }
  const credentials: Credentials =
    key !== undefined && secret !== undefined
      ? { kind: 'oauth', key, secret }
      : { kind: 'till', code: code ?? '', password: password ?? '' }
  return { ...capillary, access: { signIn, credentials } }
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
      'With credentials of its own and a HOST that others reach, the gateway would let anybody in: set SIGN_IN=till and remove the credentials, or set HOST=127.0.0.1.',
    ],
  ])
  if (mistakes.length > 0) return mistakes
  const signIn = named ?? (hasCredentials ? 'none' : 'till')
  return signIn === 'till' || signIn === 'none'
    ? signIn
    : ['SIGN_IN must be till or none: there is no other way to sign in yet.']
}

function isVendorUrl(candidate: string) {
  if (!URL.canParse(candidate)) return false
  const url = new URL(candidate)
  const isBare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return isBare && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
}
