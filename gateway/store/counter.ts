import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Query, Store } from './store.ts'

/** How often something happened in its window, and the milliseconds until the window ends. */
export type Count = { count: number; milliseconds: number }

/** What is too much the callers decide, by a policy that may change: the library only counts. */
const unlimited = Number.MAX_SAFE_INTEGER

/**
 * Counts in the store, where all gateways count together: for each subject in a window that begins with its first.
 *
 * @param name of what is counted, before every key
 * @see https://github.com/animir/node-rate-limiter-flexible/wiki/PostgreSQL
 */
export function counterIn(store: Pick<Store, 'query'>, name: string) {
  const limiter = new RateLimiterPostgres({
    storeClient: { query: (asked: Statement) => run(store.query, asked) },
    storeType: 'client',
    tableName: 'counters',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points: unlimited,
    duration: 1,
  })
  return {
    async add(subject: string, seconds: number): Promise<Count> {
      const { consumedPoints, msBeforeNext } = await limiter.consume(subject, 1, { customDuration: seconds })
      return { count: consumedPoints, milliseconds: msBeforeNext }
    },
    async read(subject: string): Promise<Count> {
      const found = await limiter.get(subject)
      return found instanceof RateLimiterRes
        ? { count: found.consumedPoints, milliseconds: found.msBeforeNext }
        : { count: 0, milliseconds: 0 }
    },
    async takeBack(subject: string) {
      await limiter.reward(subject, 1)
    },
    async forget(subject: string) {
      await limiter.delete(subject)
    },
  }
}

type Statement = { text: string; values: (string | number | null)[] }

const run = async (query: Query, { text, values }: Statement) => {
  const rows = await query(text, values)
  return { rows: rows.map(asNumbers), rowCount: rows.length }
}

/** The server's driver gives `bigint` as text. */
const asNumbers = (row: Record<string, unknown>) => ({
  ...row,
  ...(typeof row['expire'] === 'string' ? { expire: Number(row['expire']) } : {}),
})

/** Lets go of what has ended. */
export const sweepCounters = ({ query }: Pick<Store, 'query'>, now: number) =>
  query('delete from counters where expire < $1', [now])
