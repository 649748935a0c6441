import * as v from 'valibot'
import type { StoreRules } from '#contract/store-rules.ts'
import { readPhotoOrigin, type PhotoOrigin } from './photos/photo-origins.ts'
import { readStoreRules } from './store-rules-file.ts'

export type Credentials =
  | { kind: 'oauth'; key: string; secret: string }
  | { kind: 'till'; code: string; password: string }

type Vendor = { kind: 'sandbox' } | { kind: 'capillary'; url: string; credentials: Credentials }

export type Config = {
  port: number
  host: string
  logLevel: (typeof logLevels)[number]
  vendor: Vendor
  photoOrigins: PhotoOrigin[]
  photoMaxBytes: number
  storeRules: StoreRules
}

/** The environment can't be used: every mistake in it, one sentence each, naming variables but never their values. */
export class ConfigMistakes extends Error {
  override readonly name = 'ConfigMistakes'
  readonly mistakes: string[]
  constructor(mistakes: string[]) {
    super(
      `The environment has ${mistakes.length} mistake(s):\n${mistakes.map((each) => `  - ${each}`).join('\n')}`,
    )
    this.mistakes = mistakes
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

const filled = v.optional(
  v.pipe(
    v.string(),
    v.trim(),
    v.transform((value) => value || undefined),
  ),
)

const wholeNumber = (name: string, least: number, most: number, usual: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.transform((value) => (value === '' ? usual : /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN)),
    v.check(
      (value) => value >= least && value <= most,
      `${name} must be a whole number from ${least} to ${most}.`,
    ),
  )

const environment = v.object({
  PORT: wholeNumber('PORT', 0, 65_535, 8080),
  HOST: v.pipe(
    v.optional(v.string(), '127.0.0.1'),
    v.trim(),
    v.regex(/^[\w.:-]+$/, 'HOST must be a host name or an address to listen on.'),
  ),
  LOG_LEVEL: v.pipe(
    v.optional(v.string(), 'info'),
    v.trim(),
    v.picklist(logLevels, `LOG_LEVEL must be one of ${logLevels.join(', ')}.`),
  ),
  CAPILLARY_URL: v.pipe(
    filled,
    v.check(
      (url) => url === undefined || isVendorUrl(url),
      'CAPILLARY_URL must be an https address without path, query or user, such as https://eu.api.capillarytech.com (http only on this machine).',
    ),
  ),
  CAPILLARY_KEY: filled,
  CAPILLARY_SECRET: filled,
  CAPILLARY_TILL: filled,
  CAPILLARY_TILL_PASSWORD: filled,
  PHOTO_ORIGINS: v.pipe(
    v.optional(v.string(), 'https://*.amazonaws.com'),
    v.trim(),
    v.transform((value) => value.split(/\s+/).map((each) => readPhotoOrigin(each))),
    v.check(
      (origins) => origins.every((origin) => origin !== undefined),
      'PHOTO_ORIGINS must be origins separated by spaces, each https (http only on this machine), maybe with a path prefix ending in /: https://*.amazonaws.com https://s3-eu-west-1.amazonaws.com/fs.capillary.eu/',
    ),
    v.transform((origins) => origins.filter((origin) => origin !== undefined)),
  ),
  PHOTO_MAX_BYTES: wholeNumber('PHOTO_MAX_BYTES', 10_000, 50_000_000, 8_000_000),
})

/**
 * Reads the environment once, at start, and the file of store rules where it names one.
 *
 * @throws {ConfigMistakes} naming every mistake at once
 */
export function readConfig(written: Record<string, string | undefined>): Config {
  // A variable left blank, as in a copied `.env.example`, is not set.
  const env = Object.fromEntries(Object.entries(written).filter(([, value]) => value?.trim()))
  const reading = v.safeParse(environment, env)
  const vendor = readVendor(env)
  const storeRules = readStoreRules(env)
  const mistakes = [
    ...(reading.success ? [] : reading.issues.map((issue) => issue.message)),
    ...(Array.isArray(vendor) ? vendor : []),
    ...(Array.isArray(storeRules) ? storeRules : []),
  ]
  if (!reading.success || Array.isArray(vendor) || Array.isArray(storeRules))
    throw new ConfigMistakes(mistakes)
  const { PORT, HOST, LOG_LEVEL, PHOTO_ORIGINS, PHOTO_MAX_BYTES } = reading.output
  return {
    port: PORT,
    host: HOST,
    logLevel: LOG_LEVEL,
    vendor,
    photoOrigins: PHOTO_ORIGINS,
    photoMaxBytes: PHOTO_MAX_BYTES,
    storeRules,
  }
}

/** A real vendor never starts without credentials; the sandbox never takes any, so that a forgotten URL is noticed. */
function readVendor(env: Record<string, string | undefined>): Vendor | string[] {
  const [url, key, secret, code, password] = [
    'CAPILLARY_URL',
    'CAPILLARY_KEY',
    'CAPILLARY_SECRET',
    'CAPILLARY_TILL',
    'CAPILLARY_TILL_PASSWORD',
  ].map((name) => env[name]?.trim() || undefined)
  const mistakes: string[] = []
  if ((key === undefined) !== (secret === undefined))
    mistakes.push('CAPILLARY_KEY and CAPILLARY_SECRET go together: one of them is missing.')
  if ((code === undefined) !== (password === undefined))
    mistakes.push('CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD go together: one of them is missing.')
  const hasAny = [key, secret, code, password].some((value) => value !== undefined)
  if (url === undefined && hasAny)
    mistakes.push('There are credentials but no CAPILLARY_URL: set it, or remove them to run on the sandbox.')
  if (url !== undefined && !hasAny)
    mistakes.push(
      'CAPILLARY_URL needs credentials: CAPILLARY_KEY and CAPILLARY_SECRET, or CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD.',
    )
  if (key !== undefined && code !== undefined)
    mistakes.push(
      'Set either CAPILLARY_KEY and CAPILLARY_SECRET or CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD, not both.',
    )
  if (mistakes.length > 0) return mistakes
  if (url === undefined) return { kind: 'sandbox' }
  const origin = URL.canParse(url) ? new URL(url).origin : url
  if (key !== undefined && secret !== undefined)
    return { kind: 'capillary', url: origin, credentials: { kind: 'oauth', key, secret } }
  return {
    kind: 'capillary',
    url: origin,
    credentials: { kind: 'till', code: code ?? '', password: password ?? '' },
  }
}

function isVendorUrl(candidate: string) {
  if (!URL.canParse(candidate)) return false
  const url = new URL(candidate)
  const isBare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return (
    isBare && (url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname)))
  )
}
