import path from 'node:path'
import { isOrigin, isPrivateUrl } from './addresses.ts'
import type { Variables } from './environment.ts'
import { isLoopback } from './loopback.ts'

export const howToMakeKeys = `Make one with: node -p "crypto.randomBytes(32).toString('base64url')"`

/** The sentences of the rules over several variables that the environment breaks. Each rule is a sentence and when it is told. */
export const rulesBroken = (env: Variables): string[] =>
  Object.entries({
    ...vendorRules(env),
    ...(env.SIGN_IN === 'oidc' ? providerRules(env) : {}),
    ...storeRules(env),
  }).flatMap(([sentence, isBroken]) => (isBroken ? [sentence] : []))

export const hasCredentials = (env: Variables) =>
  [env.CAPILLARY_KEY, env.CAPILLARY_SECRET, env.CAPILLARY_TILL, env.CAPILLARY_TILL_PASSWORD].some(Boolean)

/**
 * A real vendor without sign-in never starts without credentials; the sandbox never takes any, so that a forgotten URL is noticed; and
 * only this machine is let in without sign-in.
 */
const vendorRules = (env: Variables) => ({
  'CAPILLARY_KEY and CAPILLARY_SECRET go together: one of them is missing.':
    (env.CAPILLARY_KEY === '') !== (env.CAPILLARY_SECRET === ''),
  'CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD go together: one of them is missing.':
    (env.CAPILLARY_TILL === '') !== (env.CAPILLARY_TILL_PASSWORD === ''),
  'Set either CAPILLARY_KEY and CAPILLARY_SECRET or CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD, not both.':
    env.CAPILLARY_KEY !== '' && env.CAPILLARY_TILL !== '',
  'There are credentials but no CAPILLARY_URL: set it, or remove them to run on the sandbox.':
    env.CAPILLARY_URL === '' && hasCredentials(env),
  'CAPILLARY_URL needs PHOTO_ORIGINS: the bucket of the photos, such as https://s3-eu-west-1.amazonaws.com/fs.capillary.eu/.':
    env.CAPILLARY_URL !== '' && env.PHOTO_ORIGINS.length === 0,
  'CAPILLARY_URL needs credentials where SIGN_IN is none or oidc: CAPILLARY_KEY and CAPILLARY_SECRET, or CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD.':
    env.CAPILLARY_URL !== '' && !hasCredentials(env) && (env.SIGN_IN === 'none' || env.SIGN_IN === 'oidc'),
  'SIGN_IN=none lets in whoever reaches the gateway: HOST must be of this machine, such as 127.0.0.1.':
    env.SIGN_IN === 'none' && !isLoopback(env.HOST),
  'SIGN_IN=till calls the vendor with the credentials of whoever signs in: remove CAPILLARY_KEY, CAPILLARY_SECRET, CAPILLARY_TILL and CAPILLARY_TILL_PASSWORD.':
    env.SIGN_IN === 'till' && hasCredentials(env),
  'With credentials of its own and a HOST that others reach, the gateway would let anybody in: set SIGN_IN=oidc, or SIGN_IN=till and remove the credentials, or set HOST=127.0.0.1.':
    env.SIGN_IN === '' && hasCredentials(env) && !isLoopback(env.HOST),
})

/** Without `SIGN_IN=oidc` these variables are not looked at. */
const providerRules = (env: Variables) => ({
  'SIGN_IN=oidc needs OIDC_ISSUER: the address of the identity provider.': env.OIDC_ISSUER === '',
  'OIDC_ISSUER must be an https address without query (http only on this machine).':
    env.OIDC_ISSUER !== '' && !isPrivateUrl(env.OIDC_ISSUER),
  'SIGN_IN=oidc needs OIDC_CLIENT_ID: what the provider calls Countersign.': env.OIDC_CLIENT_ID === '',
  'SIGN_IN=oidc needs PUBLIC_URL: the address by which browsers reach Countersign.': env.PUBLIC_URL === '',
  'PUBLIC_URL must be an https address without a path, such as https://countersign.example.com (http only on this machine).':
    env.PUBLIC_URL !== '' && !isOrigin(env.PUBLIC_URL),
})

/** The gateway makes its own keys only where no other gateway could need the same: with its own store, for its own machine. */
const storeRules = ({ STORE_RULES: { content }, ...env }: Variables) => ({
  'AUDIT_ANCHOR must not lie in DATA_DIR: whoever changes the one could change the other.':
    env.DATA_DIR !== '' &&
    env.AUDIT_ANCHOR !== '' &&
    path.resolve(env.AUDIT_ANCHOR).startsWith(path.join(path.resolve(env.DATA_DIR), path.sep)),
  'Set either DATABASE_URL or DATA_DIR, not both: DATA_DIR is where the embedded database lives.':
    env.DATABASE_URL !== '' && env.DATA_DIR !== '',
  [`SESSION_KEYS must be set where DATABASE_URL is, or where HOST is not of this machine. ${howToMakeKeys}`]:
    env.SESSION_KEYS === '' && (env.DATABASE_URL !== '' || !isLoopback(env.HOST)),
  'STORE_COUNTRY and the file that STORE_RULES names differ about the country.':
    env.STORE_COUNTRY !== '' && content?.country !== undefined && content.country !== env.STORE_COUNTRY,
})
