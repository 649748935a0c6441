import * as v from 'valibot'
import { currencyOf } from '#contract/store/currencies.ts'
import { identifierKind } from '#contract/customer/identifier.ts'
import type { StoreRules } from '#contract/store/store-rules.ts'
import { keeperOf } from '#gateway/audit/anchors.ts'
import { readSessionKeys } from '#gateway/crypto/keys.ts'
import type { StorePlace } from '#gateway/db/open-store.ts'
import { readPhotoOrigin } from '#gateway/photos/photo-origins.ts'
import { defaultPolicy } from '#gateway/privacy/policy.ts'
import { environment, type Variables } from './environment.ts'
import { vendorOf } from './vendor.ts'

export type Config = v.InferOutput<typeof config>

/** In seconds, but for `lockKeep`: minutes, as the browser is told. */
export type SessionLimits = Config['sessionLimits']

/** Where sessions are kept and what seals them; without keys, they are made and kept beside the store. */
export type Keeping = Config['keeping']

/** The store's own systems: who may open Countersign, who may ask what came of a verification, and for how long. */
export type Pos = Config['pos']

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

const storePlaceOf = ({ DATABASE_URL, DATA_DIR }: Variables): StorePlace =>
  DATABASE_URL === ''
    ? { kind: 'embedded', folder: DATA_DIR || undefined }
    : { kind: 'server', url: DATABASE_URL }

const storeRulesOf = ({ STORE_COUNTRY, STORE_RULES: { content } }: Variables): StoreRules => ({
  kinds: identifierKind.options,
  ...content,
  country: content?.country ?? (STORE_COUNTRY || 'IN'),
})

const config = v.pipe(
  environment,
  v.transform((env) => ({
    port: env.PORT,
    host: env.HOST,
    logLevel: env.LOG_LEVEL ?? 'info',
    /** Addresses and networks of the proxies whose `X-Forwarded-*` headers are trusted; `loopback` is this machine. */
    trustedProxies: ['loopback', ...env.TRUSTED_PROXIES],
    /** The names that requests may have in `Host`, in lower case, besides those of this machine. */
    allowedHosts: [
      ...env.ALLOWED_HOSTS.map((name) => name.toLowerCase()),
      ...(URL.canParse(env.PUBLIC_URL) ? [new URL(env.PUBLIC_URL).hostname] : []),
    ],
    /** Where metrics are served; nowhere if it is not set. */
    metrics: env.METRICS_PORT === 0 ? undefined : { host: env.METRICS_HOST, port: env.METRICS_PORT },
    /** Seconds from the signal to end until the gateway takes no more. */
    shutdownDelay: env.SHUTDOWN_DELAY,
    /** Whether tills may keep the built app, so that a start needs no network. */
    keepsShell: env.SERVICE_WORKER === 'on',
    vendor: vendorOf(env),
    photoOrigins: env.PHOTO_ORIGINS.flatMap((each) => readPhotoOrigin(each) ?? []),
    photoMaxBytes: env.PHOTO_MAX_BYTES,
    /** Tills whose password only managers know, in lower case. */
    managerTills: env.MANAGER_TILLS === '' ? undefined : [...shopsOf(env.MANAGER_TILLS).keys()],
    /** The other tills of the shop of each manager's till, in lower case. */
    shopTills: shopsOf(env.MANAGER_TILLS),
    sessionLimits: {
      hideAfter: env.HIDE_AFTER,
      lockAfter: env.LOCK_AFTER,
      lockKeep: env.LOCK_KEEP,
      idle: env.SESSION_IDLE * 60,
      longest: env.SESSION_MAX * 3600,
    },
    keeping: { store: storePlaceOf(env), sessionKeys: readSessionKeys(env.SESSION_KEYS) },
    /** Keeps anchors of the audit record outside the database and the log. */
    keepAnchor: keeperOf(env.AUDIT_ANCHOR),
    policy: { file: env.POLICY.file, policy: env.POLICY.content ?? defaultPolicy },
    pos: {
      /** Exact origins of the till systems that may open Countersign or be gone back to. */
      origins: env.POS_ORIGINS,
      /** What a store's systems show themselves by. */
      apiKeys: env.API_KEYS,
      /** Days for which results are kept. */
      keepDays: env.VERIFICATION_KEEP,
      /** Minutes for which a receipt covers what it was given for. */
      receiptMinutes: env.RECEIPT_VALID,
    },
    storeRules: storeRulesOf(env),
    /** How the store writes times and sums. */
    local: {
      timeZone: env.STORE_TIME_ZONE || undefined,
      currency: env.STORE_CURRENCY || currencyOf(storeRulesOf(env).country),
      namesUnspoken: env.SPEAK_NAMES === 'no' || undefined,
    },
    /** What the store asks of new members beside the name and the identifier. */
    enrolFields: env.ENROL_FIELDS,
    /** What the store calls its own fields. */
    fieldLabels: env.FIELD_LABELS.content ?? {},
  })),
)

/** `till.office=till.one,till.two till.other`: each manager's till, and the other tills of its shop. */
const shopsOf = (written: string) =>
  new Map(
    written
      .toLowerCase()
      .split(/\s+/)
      .filter((each) => each !== '')
      .map((each) => {
        const [till = '', others = ''] = each.split('=')
        return [till, others.split(',').filter((other) => other !== '')] as const
      }),
  )

/**
 * Reads the environment once, at start, and the files that it names.
 *
 * @throws {ConfigMistakes} naming every mistake at once
 */
export function readConfig(written: Record<string, string | undefined>): Config {
  const reading = v.safeParse(config, written)
  if (!reading.success) throw new ConfigMistakes(reading.issues.map(({ message }) => message))
  return reading.output
}
