import * as v from 'valibot'
import type { Store } from './store.ts'

/** The count in the current window, and the milliseconds until the window ends. */
export type Count = { count: number; milliseconds: number }

/**
 * The clause that adds to a counter, or starts a new window if the old one has ended. `$now` is the parameter with the time in
 * epoch milliseconds.
 */
export const addingTo = ($now: string) =>
  `on conflict (key) do update set
    points = case when counters.expire <= ${$now} then excluded.points else counters.points + excluded.points end,
    expire = case when counters.expire <= ${$now} then excluded.expire else counters.expire end`

/** The key under which a counter is stored. */
const keyOf = (name: string, subject: string) => `${name}:${subject}`

/** The server's driver returns `bigint` as text. */
const counted = v.array(v.object({ points: v.number(), expire: v.pipe(v.unknown(), v.transform(Number)) }))

/**
 * Counts in the store, where all gateways count together. The window of a subject begins with its first count. The limits are the
 * callers' concern, because the policy may change.
 *
 * @param name what is counted; it becomes part of every key
 */
export function counterIn({ query }: Pick<Store, 'query'>, name: string) {
  const ask = async (sql: string, params: Parameters<typeof query>[1]): Promise<Count> => {
    const [row] = v.parse(counted, await query(sql, params))
    return row === undefined
      ? { count: 0, milliseconds: 0 }
      : { count: row.points, milliseconds: Math.max(0, row.expire - Date.now()) }
  }
  return {
    add: (subject: string, seconds: number): Promise<Count> =>
      ask(
        `insert into counters (key, points, expire) values ($1, 1, $2) ${addingTo('$3')} returning points, expire`,
        [keyOf(name, subject), Date.now() + seconds * 1000, Date.now()],
      ),
    read: (subject: string): Promise<Count> =>
      ask('select points, expire from counters where key = $1 and expire > $2', [
        keyOf(name, subject),
        Date.now(),
      ]),
    async takeBack(subject: string) {
      await query('update counters set points = points - 1 where key = $1 and expire > $2', [
        keyOf(name, subject),
        Date.now(),
      ])
    },
    async forget(subject: string) {
      await query('delete from counters where key = $1', [keyOf(name, subject)])
    },
  }
}

/** Deletes counters whose window has ended. */
export const sweepCounters = ({ query }: Pick<Store, 'query'>, now: number) =>
  query('delete from counters where expire < $1', [now])
