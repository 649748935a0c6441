import { createHash, randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import type { Store } from '#gateway/db/store.ts'

const row = v.object({ content_sealed: v.custom<Uint8Array>((value) => value instanceof Uint8Array) })

/** Milliseconds. The associate may have to sign in first. */
const holdsFor = 300_000

/** What a code may be used for. */
type Kind = 'request' | 'result' | 'associate'

export type OneTimeCodes = ReturnType<typeof oneTimeCodes>

/**
 * One-time codes that replace personal data in an address. Each can be used once, within five minutes, at any gateway. The store
 * keeps their hashes and their sealed contents.
 */
export function oneTimeCodes(store: Store, keys: SessionKeys, now: () => number) {
  const sealing = sealingFor('hand-over', keys)
  const hashOf = (code: string) => createHash('sha256').update(code).digest()
  return {
    /** @param kind what the code may be used for */
    async give(kind: Kind, content: object): Promise<string> {
      const code = randomBytes(24).toString('base64url')
      await store.query(
        'insert into one_time_codes (code_hash, content_sealed, expires_at) values ($1, $2, $3)',
        [hashOf(code), sealing.seal(JSON.stringify(content), kind), new Date(now() + holdsFor)],
      )
      return code
    },
    /** @returns the content, if the code is valid and unused; otherwise `undefined` */
    async take(kind: Kind, code: string): Promise<unknown> {
      const rows = await store.query(
        'delete from one_time_codes where code_hash = $1 and expires_at > $2 returning content_sealed',
        [hashOf(code), new Date(now())],
      )
      const [found] = v.parse(v.array(row), rows)
      const text = found && sealing.open(found.content_sealed, kind)
      return text === undefined ? undefined : JSON.parse(text)
    },
    async sweep() {
      await store.query('delete from one_time_codes where expires_at <= $1', [new Date(now())])
    },
  }
}
