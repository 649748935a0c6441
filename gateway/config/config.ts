import * as v from 'valibot'
import type { StoreRules } from '#contract/store/store-rules.ts'
import { readPhotoOrigin, type PhotoOrigin } from '#gateway/photos/photo-origins.ts'
import { readKeeping, type Keeping } from './keeping.ts'
import { readLocal, type Local } from './local.ts'
import { readPos, type Pos } from './pos.ts'
import { readPolicing, type Policing } from './policy.ts'
import { readProxies, type Proxies } from './proxies.ts'
import { withSecretFiles } from './secret-files.ts'
import { readStoreRules } from './store-rules-file.ts'
import { wholeNumber, type Environment } from './values.ts'
import { readVendor, type Vendor } from './vendor.ts'

export type Config = Policing &
  Local &
  Proxies & {
    port: number
    host: string
    logLevel: (typeof logLevels)[number]
    vendor: Vendor
    photoOrigins: PhotoOrigin[]
    photoMaxBytes: number
    storeRules: StoreRules
    keeping: Keeping
    sessionLimits: SessionLimits
    pos: Pos
    /** Seconds from the signal to end until the gateway takes no more. */
    shutdownDelay: number
    /** Whether tills may keep the built app, so that a start needs no network. */
    keepsShell: boolean
    /** Where metrics are told; nowhere where it is not set. */
    metrics?: { host: string; port: number }
  }

/** In seconds, but for `lockKeep`: minutes, as the browser is told. */
export type SessionLimits = { lockAfter: number; lockKeep: number; idle: number; longest: number }

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

const usualHost = '127.0.0.1'

const hostName = (name: string) =>
  v.pipe(
    v.optional(v.string(), usualHost),
    v.trim(),
    v.regex(/^[\w.:-]+$/, `${name} must be a host name or an address to listen on.`),
  )

const environment = v.object({
  PORT: wholeNumber('PORT', 0, 65_535, 8080),
  HOST: hostName('HOST'),
  LOG_LEVEL: v.pipe(
    v.optional(v.string(), 'info'),
    v.trim(),
    v.picklist(logLevels, `LOG_LEVEL must be one of ${logLevels.join(', ')}.`),
  ),
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
  LOCK_AFTER: wholeNumber('LOCK_AFTER', 30, 3600, 90),
  LOCK_KEEP: wholeNumber('LOCK_KEEP', 1, 60, 5),
  SESSION_IDLE: wholeNumber('SESSION_IDLE', 5, 720, 30),
  SESSION_MAX: wholeNumber('SESSION_MAX', 1, 24, 12),
  SHUTDOWN_DELAY: wholeNumber('SHUTDOWN_DELAY', 0, 60, 0),
  SERVICE_WORKER: v.pipe(
    v.optional(v.string(), 'on'),
    v.trim(),
    v.picklist(['on', 'off'], 'SERVICE_WORKER must be on or off.'),
  ),
  METRICS_PORT: wholeNumber('METRICS_PORT', 0, 65_535, 0),
  METRICS_HOST: hostName('METRICS_HOST'),
})

/**
 * Reads the environment once, at start, and the files of store rules and of the policy where it names them.
 *
 * @throws {ConfigMistakes} naming every mistake at once
 */
export function readConfig(written: Record<string, string | undefined>): Config {
  // A variable left blank, as in a copied `.env.example`, is not set.
  const set: Environment = Object.fromEntries(Object.entries(written).filter(([, value]) => value?.trim()))
  const env = withSecretFiles(set)
  if (Array.isArray(env)) throw new ConfigMistakes(env)
  const host = env.HOST?.trim() ?? usualHost
  const reading = v.safeParse(environment, env)
  const vendor = readVendor(env, host)
  const keeping = readKeeping(env, host)
  const storeRules = readStoreRules(env)
  const policing = readPolicing(env)
  const pos = readPos(env)
  const local = readLocal(env)
  const proxies = readProxies(env)
  const mistakes = [
    ...(reading.success ? [] : reading.issues.map((issue) => issue.message)),
    ...[vendor, keeping, storeRules, policing, pos, local, proxies].flatMap((part) =>
      Array.isArray(part) ? part : [],
    ),
  ]
  if (
    !reading.success ||
    Array.isArray(vendor) ||
    Array.isArray(keeping) ||
    Array.isArray(storeRules) ||
    Array.isArray(policing) ||
    Array.isArray(pos) ||
    Array.isArray(local) ||
    Array.isArray(proxies)
  )
    throw new ConfigMistakes(mistakes)
  const { PORT, HOST, LOG_LEVEL, PHOTO_ORIGINS, PHOTO_MAX_BYTES, METRICS_PORT, METRICS_HOST, ...seconds } =
    reading.output
  return {
    port: PORT,
    host: HOST,
    logLevel: LOG_LEVEL,
    vendor,
    photoOrigins: PHOTO_ORIGINS,
    photoMaxBytes: PHOTO_MAX_BYTES,
    storeRules,
    keeping,
    ...policing,
    ...local,
    ...proxies,
    pos,
    shutdownDelay: seconds.SHUTDOWN_DELAY,
    keepsShell: seconds.SERVICE_WORKER === 'on',
    ...(METRICS_PORT === 0 ? {} : { metrics: { host: METRICS_HOST, port: METRICS_PORT } }),
    sessionLimits: {
      lockAfter: seconds.LOCK_AFTER,
      lockKeep: seconds.LOCK_KEEP,
      idle: seconds.SESSION_IDLE * 60,
      longest: seconds.SESSION_MAX * 3600,
    },
  }
}
