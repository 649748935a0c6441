import * as v from 'valibot'
import type { Store } from '#gateway/db/store.ts'
import type { AuditEntry } from './audit-event.ts'
import type { Checkpoint } from './checkpoint.ts'

const row = v.pipe(
  v.object({
    chain: v.string(),
    seq: v.number(),
    at: v.date(),
    session: v.nullable(v.string()),
    till: v.nullable(v.string()),
    associate: v.nullable(v.string()),
    customer_id: v.nullable(v.string()),
    action: v.string(),
    outcome: v.string(),
    facts: v.unknown(),
    request_id: v.string(),
    previous: v.string(),
    hash: v.string(),
  }),
  v.transform(({ at, customer_id, request_id, ...rest }): AuditEntry => ({
    ...rest,
    at: at.toISOString(),
    customerId: customer_id,
    requestId: request_id,
  })),
)

const columns =
  'chain, seq, at, session, till, associate, customer_id, action, outcome, facts, request_id, previous, hash'

/** The filters of a query on the record. Times are ISO 8601. */
export type AuditQuestion = {
  customerId?: string | undefined
  associate?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const counted = v.tuple([v.object({ entries: v.number() })])

/** The statements about audit events. Events are added and read, never changed, and deleted only up to a checkpoint. */
export function auditTable({ query }: Pick<Store, 'query'>) {
  const read = async (sql: string, params: Parameters<typeof query>[1]) =>
    v.parse(v.array(row), await query(`select ${columns} from audit_events ${sql}`, params))
  return {
    /** Adds all entries, or none. */
    async add(entries: readonly AuditEntry[]) {
      const rows = entries.map(({ customerId, requestId, ...rest }) => ({
        ...rest,
        customer_id: customerId,
        request_id: requestId,
      }))
      await query(
        `insert into audit_events (${columns})
        select ${columns} from jsonb_populate_recordset(null::audit_events, $1::jsonb)`,
        [JSON.stringify(rows)],
      )
    },
    /** The entry added last, by any gateway. */
    async latest(): Promise<AuditEntry | undefined> {
      return (await read('order by at desc, seq desc limit 1', []))[0]
    },
    chains: async (): Promise<string[]> =>
      v
        .parse(
          v.array(v.object({ chain: v.string() })),
          await query('select chain from audit_events group by chain order by min(at), chain', []),
        )
        .map(({ chain }) => chain),
    /** Entries of a chain from a position on, in order. */
    part: (chain: string, from: number, most: number) =>
      read('where chain = $1 and seq >= $2 order by seq limit $3', [chain, from, most]),
    /** The events about deleted entries. */
    forgot: () => read("where action = 'forgot' order by at, seq", []),
    /** The last entry of a chain's beginning that lies completely before a time. */
    async endBefore(chain: string, before: Date): Promise<Checkpoint | undefined> {
      const [end] = await read(
        `where chain = $1 and seq < coalesce(
          (select min(seq) from audit_events where chain = $1 and at >= $2), 2147483647) order by seq desc limit 1`,
        [chain, before],
      )
      return end && { chain, seq: end.seq, hash: end.hash }
    },
    /** The chain that a chain names as its predecessor; empty if it names none. */
    async formerOf(chain: string): Promise<string> {
      const rows = await query(
        "select coalesce(facts->>'formerChain', '') as former from audit_events where chain = $1 and seq = 1",
        [chain],
      )
      return v.parse(v.array(v.object({ former: v.string() })), rows)[0]?.former ?? ''
    },
    async countTo(chain: string, seq: number): Promise<number> {
      const rows = await query(
        'select count(*)::integer as entries from audit_events where chain = $1 and seq <= $2',
        [chain, seq],
      )
      return v.parse(counted, rows)[0].entries
    },
    /** Deletes a chain's entries from its beginning up to a checkpoint, at most `most` at once. */
    async letGo({ chain, seq, hash }: Checkpoint, at: Date, most: number) {
      await query(
        'insert into audit_checkpoints (chain, seq, hash, at) values ($1, $2, $3, $4) on conflict do nothing',
        [chain, seq, hash, at],
      )
      for (let gone = most; gone === most;) {
        // oxlint-disable-next-line no-await-in-loop -- a part after the other, so that gateways can write in between
        const rows = await query(
          `delete from audit_events where chain = $1 and seq in
            (select seq from audit_events where chain = $1 and seq <= $2 order by seq limit $3) returning 1`,
          [chain, seq, most],
        )
        gone = rows.length
      }
    },
    /** What was shown of a customer, or done by an associate, oldest first. */
    find: ({ customerId = '', associate = '', from = '-infinity', to = 'infinity' }: AuditQuestion) =>
      read(
        `where ($1 = '' or customer_id = $1 or jsonb_exists(facts->'shown', $1)) and ($2 = '' or associate = $2)
        and at >= $3::timestamptz and at < $4::timestamptz order by at, chain, seq`,
        [customerId, associate, from, to],
      ),
  }
}
