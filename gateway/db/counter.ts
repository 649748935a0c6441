import * as v from 'valibot'
import type { Store } from './store.ts'

/** How often something happened in its window, and the milliseconds until the window ends. */
export type Count = { count: number; milliseconds: number }

/**
 * What becomes of a counter that somebody adds to: where its window has ended, another begins. `$now` is the parameter that has the
 * time, in epoch milliseconds.
 */
export const addingTo = ($now: string) =>
  `on conflict (key) do update set
    points = case when counters.expire <= ${$now} then excluded.points else counters.points + excluded.points end,
    expire = case when counters.expire <= ${$now} then excluded.expire else counters.expire end`

/** Under what a counter is kept. */
const keyOf = (name: string, subject: string) => `${name}:${subject}`

/** The server's driver gives `bigint` as text. */
const counted = v.array(v.object({ points: v.number(), expire: v.pipe(v.unknown(), v.transform(Number)) }))

/**
 * Counts in the store, where all gateways count together: for each subject in a window that begins with its first. What is too much
 * the callers decide, by a policy that may change.
 *
 * @param name of what is counted, before every key
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

/** Lets go of what has ended. */
export const sweepCounters = ({ query }: Pick<Store, 'query'>, now: number) =>
  query('delete from counters where expire < $1', [now])
