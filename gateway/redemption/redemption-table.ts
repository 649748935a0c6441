import * as v from 'valibot'
import type { Query, Store } from '#gateway/db/store.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'

const outcome = v.object({ id: v.optional(v.string()), after: v.optional(v.number()) })

export type Outcome = v.InferOutput<typeof outcome>

const row = v.pipe(
  v.object({
    key: v.string(),
    receipt: v.string(),
    customer_id: v.string(),
    points: v.number(),
    before: v.nullable(v.number()),
    outcome: v.nullable(outcome),
  }),
  v.transform(({ customer_id, before, ...rest }) => ({
    ...rest,
    userId: customer_id,
    before: before ?? undefined,
  })),
)

/** A redemption that was sent, or is about to be. Without an outcome, nobody knows whether the platform has it. */
export type KeptRedemption = v.InferOutput<typeof row>

const columns = 'key, receipt, customer_id, points, before, outcome'

/** On what a receipt is spent that is spent here; a till system's own names cannot be mistaken for it. */
export const spentOn = (key: string) => `redemption ${key}`

export type RedemptionTable = ReturnType<typeof redemptionTable>

/** The redemptions that were sent. A receipt is spent and its redemption kept in one step, so that two gateways never send both. */
export function redemptionTable(store: Store) {
  const read = async (query: Query, sql: string, params: Parameters<Query>[1]) =>
    v.parse(v.array(row), await query(sql, params))

  return {
    async find(key: string): Promise<KeptRedemption | undefined> {
      return (await read(store.query, `select ${columns} from redemptions where key = $1`, [key]))[0]
    },

    /**
     * Spends the receipt and keeps what is about to be sent.
     *
     * @returns what is kept already under this key, which must not be sent again
     * @throws {ProblemError} `receipt_over` if the receipt is spent or was taken back
     */
    begin(
      { key, receipt, userId, points, before }: Omit<KeptRedemption, 'outcome'>,
      now: number,
    ): Promise<KeptRedemption | undefined> {
      return store.transaction(async (query) => {
        await query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [spentOn(key)])
        const [known] = await read(query, `select ${columns} from redemptions where key = $1`, [key])
        if (known !== undefined) return known
        const spent = await query(
          `update verifications set spent_by = $2, spent_at = $3
            where receipt = $1 and undone_at is null and spent_by is null returning 1`,
          [receipt, spentOn(key), new Date(now)],
        )
        if (spent.length === 0) throw new ProblemError('receipt_over')
        await query(
          `insert into redemptions (key, receipt, customer_id, points, before, sent_at)
            values ($1, $2, $3, $4, $5, $6)`,
          [key, receipt, userId, points, before ?? null, new Date(now)],
        )
        return undefined
      })
    },

    /** Notes that the platform redeemed the points. */
    async end(key: string, told: Outcome) {
      await store.query('update redemptions set outcome = $2::jsonb where key = $1', [
        key,
        JSON.stringify(told),
      ])
    },

    /** Gives the receipt back: the platform refused the redemption, or it was never sent. */
    async takeBack({ key, receipt }: Pick<KeptRedemption, 'key' | 'receipt'>) {
      await store.transaction(async (query) => {
        await query('delete from redemptions where key = $1 and outcome is null', [key])
        await query(
          'update verifications set spent_by = null, spent_at = null where receipt = $1 and spent_by = $2',
          [receipt, spentOn(key)],
        )
      })
    },

    async sweep(before: number) {
      await store.query('delete from redemptions where sent_at < $1', [new Date(before)])
    },
  }
}
