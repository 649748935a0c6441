import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { pause, type Pause } from '#contract/api/limits.ts'
import type { Store } from '#gateway/db/store.ts'
import type { Subject } from './subjects.ts'

const row = v.pipe(
  v.object({
    id: v.string(),
    subject: v.string(),
    kind: pause.entries.subject,
    name: v.nullable(v.string()),
    reason: pause.entries.reason,
    since: v.date(),
  }),
  v.transform(({ subject: key, kind, name, since, ...rest }) => ({
    key,
    pause: { ...rest, subject: kind, ...(name === null ? {} : { name }), since: since.toISOString() },
  })),
)

/** A pause, and the key of its subject. */
export type KeptPause = { key: string; pause: Pause }

const columns = 'id, subject, kind, name, reason, since'

/** The pauses, each in force until a manager lifts it. */
export function pausesIn({ query }: Pick<Store, 'query'>) {
  const read = async (sql: string, params: Parameters<typeof query>[1]): Promise<KeptPause[]> =>
    v.parse(v.array(row), await query(sql, params))
  return {
    of: (subjects: readonly Subject[]) =>
      read(
        `select ${columns} from pauses where subject in (${subjects.map((_, at) => `$${at + 1}`).join()})`,
        subjects.map(({ key }) => key),
      ),
    all: () => read(`select ${columns} from pauses order by since, id`, []),
    /** @returns false if the subject is paused already */
    async begin({ key, kind, name }: Subject, reason: Pause['reason'], now: number) {
      const id = randomBytes(9).toString('base64url')
      const rows = await query(
        `insert into pauses (${columns}) values ($1, $2, $3, $4, $5, $6) on conflict (subject) do nothing returning id`,
        [id, key, kind, name ?? null, reason, new Date(now)],
      )
      return rows.length > 0
    },
    async lift(id: string) {
      await query('delete from pauses where id = $1', [id])
    },
  }
}
