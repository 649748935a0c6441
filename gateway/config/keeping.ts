import { isLoopback } from './loopback.ts'
import { readSessionKeys, type SessionKeys } from '#gateway/crypto/keys.ts'
import type { StorePlace } from '#gateway/db/open-store.ts'
import { mistakesIn, type Environment } from './values.ts'

/** Where sessions are kept and what seals them; without keys, they are made and kept beside the store. */
export type Keeping = { store: StorePlace; sessionKeys?: SessionKeys }

const howToMakeOne = `Make one with: node -p "crypto.randomBytes(32).toString('base64url')"`

/**
 * Where the gateway keeps things. Keys are only made up where nobody else could need the same: by a gateway of its own, for its own
 * machine.
 *
 * @param host where the gateway is to listen
 * @returns the mistakes, where there are any
 */
export function readKeeping(env: Environment, host: string): Keeping | string[] {
  const [url, folder, written] = ['DATABASE_URL', 'DATA_DIR', 'SESSION_KEYS'].map((name) => env[name]?.trim())
  const sessionKeys = written === undefined ? undefined : readSessionKeys(written)
  const mistakes = mistakesIn([
    [
      url !== undefined && !isDatabaseUrl(url),
      'DATABASE_URL must be the address of a PostgreSQL database, such as postgres://user:password@host/database.',
    ],
    [
      url !== undefined && folder !== undefined,
      'Set either DATABASE_URL or DATA_DIR, not both: DATA_DIR is where the embedded database lives.',
    ],
    [
      written !== undefined && sessionKeys === undefined,
      `SESSION_KEYS must be keys of 32 bytes in base64url, separated by spaces. ${howToMakeOne}`,
    ],
    [
      written === undefined && (url !== undefined || !isLoopback(host)),
      `SESSION_KEYS must be set where DATABASE_URL is, or where HOST is not of this machine. ${howToMakeOne}`,
    ],
  ])
  if (mistakes.length > 0) return mistakes
  const store: StorePlace =
    url === undefined
      ? { kind: 'embedded', ...(folder === undefined ? {} : { folder }) }
      : { kind: 'server', url }
  return { store, ...(sessionKeys === undefined ? {} : { sessionKeys }) }
}

const isDatabaseUrl = (candidate: string) =>
  URL.canParse(candidate) && ['postgres:', 'postgresql:'].includes(new URL(candidate).protocol)
