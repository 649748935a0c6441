import path from 'node:path'
import * as v from 'valibot'
import { enrolField } from '#contract/api/enrolment.ts'
import { languages } from '#contract/store/languages.ts'
import { isTimeZone } from '#contract/store/time-zone.ts'
import { readSessionKeys } from '#gateway/crypto/keys.ts'
import { readPhotoOrigin } from '#gateway/photos/photo-origins.ts'
import { readPolicyFile } from '#gateway/privacy/policy-file.ts'
import { isDatabaseUrl, isExactOrigin, isNetwork, isOrigin, isPrivateUrl } from './addresses.ts'
import { checked, code, hostName, jsonFile, list, namedFile, oneOf, text, wholeNumber } from './entries.ts'
import { howToMakeKeys, rulesBroken } from './rules.ts'
import { withSecretFiles, type Environment } from './secret-files.ts'
import { isCountry, isCurrency, labelsOfFile, storeRulesOfFile } from './store.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const variables = v.object({
  PORT: wholeNumber('PORT', 0, 65_535, 8080),
  HOST: hostName('HOST'),
  ALLOWED_HOSTS: list(
    (each) => /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(each),
    'ALLOWED_HOSTS must be host names without port, separated by spaces: countersign.example.com.',
  ),
  TRUSTED_PROXIES: list(
    isNetwork,
    'TRUSTED_PROXIES must be addresses or networks separated by spaces, none wider than /8 (IPv6: /16): 10.0.0.5 10.42.0.0/16.',
  ),
  LOG_LEVEL: oneOf(logLevels, 'info', `LOG_LEVEL must be one of ${logLevels.join(', ')}.`),
  METRICS_PORT: wholeNumber('METRICS_PORT', 0, 65_535, 0),
  METRICS_HOST: hostName('METRICS_HOST'),
  SHUTDOWN_DELAY: wholeNumber('SHUTDOWN_DELAY', 0, 60, 0),
  SERVICE_WORKER: oneOf(['on', 'off'], 'on', 'SERVICE_WORKER must be on or off.'),

  CAPILLARY_URL: checked(
    isOrigin,
    'CAPILLARY_URL must be an https address without path, query or user, such as https://eu.api.capillarytech.com (http only on this machine).',
  ),
  CAPILLARY_KEY: text(),
  CAPILLARY_SECRET: text(),
  CAPILLARY_TILL: text(),
  CAPILLARY_TILL_PASSWORD: text(),
  PHOTO_ORIGINS: list(
    (each) => readPhotoOrigin(each) !== undefined,
    'PHOTO_ORIGINS must be origins separated by spaces, each https (http only on this machine), maybe with a path prefix ending in /: https://*.amazonaws.com https://s3-eu-west-1.amazonaws.com/fs.capillary.eu/',
  ),
  PHOTO_MAX_BYTES: wholeNumber('PHOTO_MAX_BYTES', 10_000, 50_000_000, 8_000_000),

  SIGN_IN: oneOf(['till', 'oidc', 'none', ''], '', 'SIGN_IN must be till, oidc or none.'),
  OIDC_ISSUER: text(),
  OIDC_CLIENT_ID: text(),
  OIDC_CLIENT_SECRET: text(),
  PUBLIC_URL: text(),
  OIDC_SCOPE: text('openid profile'),
  OIDC_ROLE_CLAIM: text('role'),
  OIDC_ASSOCIATE_ROLE: text('associate'),
  OIDC_MANAGER_ROLE: text('manager'),
  OIDC_OFFICER_ROLE: text('officer'),
  MANAGER_TILLS: text(),
  HIDE_AFTER: wholeNumber('HIDE_AFTER', 30, 3600, 90),
  LOCK_AFTER: wholeNumber('LOCK_AFTER', 30, 3600, 300),
  LOCK_KEEP: wholeNumber('LOCK_KEEP', 1, 60, 5),
  SESSION_IDLE: wholeNumber('SESSION_IDLE', 5, 720, 30),
  SESSION_MAX: wholeNumber('SESSION_MAX', 1, 24, 12),
  SESSION_KEYS: checked(
    (written) => readSessionKeys(written) !== undefined,
    `SESSION_KEYS must be keys of 32 bytes in base64url, separated by spaces. ${howToMakeKeys}`,
  ),

  DATA_DIR: text(),
  DATABASE_URL: checked(
    isDatabaseUrl,
    'DATABASE_URL must be the address of a PostgreSQL database, such as postgres://user:password@host/database.',
  ),

  AUDIT_ANCHOR: checked(
    (written) => isPrivateUrl(written) || path.isAbsolute(written),
    'AUDIT_ANCHOR must be the whole path of a file, or an https address without query (http only on this machine).',
  ),

  POLICY: namedFile(readPolicyFile),
  POS_ORIGINS: list(
    isExactOrigin,
    'POS_ORIGINS must be origins separated by spaces, each https (http only on this machine) without path or *: https://pos.example.com',
  ),
  API_KEYS: list(
    (key) => /^[\w.~+/=-]{32,}$/.test(key),
    'API_KEYS must be keys of at least 32 characters (letters, digits, . _ ~ + / = -), separated by spaces.',
  ),
  VERIFICATION_KEEP: wholeNumber('VERIFICATION_KEEP', 1, 3650, 30),
  RECEIPT_VALID: wholeNumber('RECEIPT_VALID', 1, 1440, 15),

  STORE_COUNTRY: code(
    isCountry,
    'STORE_COUNTRY must be a country code of ISO 3166-1, two letters, such as IN (the United Kingdom’s is GB).',
  ),
  STORE_RULES: jsonFile(
    'STORE_RULES',
    storeRulesOfFile,
    (place) => `STORE_RULES names a file with a mistake at "${place}".`,
  ),
  ENROL_FIELDS: list(
    (each) => v.is(enrolField, each),
    'ENROL_FIELDS must be fields separated by spaces, each mobile, email, extended.NAME or custom.NAME: email extended.gender.',
  ),
  STORE_TIME_ZONE: checked(isTimeZone, 'STORE_TIME_ZONE must be a time zone, such as Asia/Kolkata.'),
  STORE_CURRENCY: code(
    isCurrency,
    'STORE_CURRENCY must be a currency code of ISO 4217, three letters, such as INR.',
  ),
  SPEAK_NAMES: oneOf(['yes', 'no'], 'yes', 'SPEAK_NAMES must be yes or no.'),
  FIELD_LABELS: jsonFile(
    'FIELD_LABELS',
    labelsOfFile,
    () =>
      `FIELD_LABELS names a file that is not of the form { "field or value": { "language": "label" } }, languages being ${languages.join(', ')}.`,
  ),
})

export type Variables = v.InferOutput<typeof variables>

/** A variable left blank, as in a copied `.env.example`, is not set. */
const withoutBlanks = (written: Environment): Environment =>
  Object.fromEntries(
    Object.entries(written).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  )

/**
 * Everything that the gateway reads from its environment. Mistakes in the files of secrets are told first and alone, because the variables
 * that they would fill would count as missing.
 */
export const environment = v.pipe(
  v.record(v.string(), v.optional(v.string())),
  v.transform(withoutBlanks),
  v.rawTransform<Environment, Environment>(({ dataset, addIssue, NEVER }) => {
    const filled = withSecretFiles(dataset.value)
    if (!Array.isArray(filled)) return filled
    for (const message of filled) addIssue({ message })
    return NEVER
  }),
  variables,
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed) for (const message of rulesBroken(dataset.value)) addIssue({ message })
  }),
)
