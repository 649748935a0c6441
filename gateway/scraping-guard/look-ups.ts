import * as v from 'valibot'
import { addingTo } from '#gateway/db/counter.ts'
import type { Store } from '#gateway/db/store.ts'
import { batched } from '#gateway/resilience/batch.ts'

/** One look-up or search, for the one subject for whom it is counted. */
export type LookUp = {
  subject: string
  kind: 'search' | 'find' | 'view'
  /** The customer who was opened; `null` if there was none, or no particular one. */
  customerId: string | null
  isMissed: boolean
}

const tally = v.object({
  /** False if the customer was opened before within the hour, as for a renewal: that is not another look-up. */
  is_look_up: v.boolean(),
  searches: v.number(),
  in_minute: v.number(),
  in_hour: v.number(),
  missed: v.number(),
  /** The number of customers opened within the hour, and of those opened in the last ten minutes whose ids are near this one's. */
  customers: v.number(),
  in_a_row: v.number(),
})

/** The counts, including this look-up. */
export type Tally = v.InferOutput<typeof tally>

/** The names of the counters, also used with `counterIn`. */
export const counted = {
  searches: 'searches a minute',
  inMinute: 'look-ups a minute',
  inHour: 'look-ups an hour',
  missed: 'missed an hour',
} as const

/** Milliseconds. */
const minute = 60_000
export const customersWindow = 3_600_000
const rowWindow = 600_000
/** User ids no further apart than this count as in a row. */
const nearby = 10

const soFar = (name: string) =>
  `coalesce((select points from added where key = '${name}:' || weighed.subject), 0)::integer`

/**
 * Records the opened customers, adds to the counters and reads them, for any number of look-ups. Rows are written in the order of
 * their keys, so that gateways that write the same rows wait for each other without a deadlock.
 */
const addAll = `
  with asked as (
    select * from jsonb_to_recordset($1::jsonb)
      as each (n integer, subject text, kind text, "customerId" text, "isMissed" boolean)
  ), fresh as (
    insert into opened_customers (subject, customer_id, at)
    select distinct subject, "customerId", $2::timestamptz from asked where "customerId" is not null
    order by subject, "customerId"
    on conflict (subject, customer_id) do update set at = excluded.at where opened_customers.at < $3
    returning subject, customer_id
  ), opened as (
    select asked.*,
      customer_id is not null and n = min(n) over (partition by asked.subject, customer_id) as is_new
    from asked left join fresh on fresh.subject = asked.subject and customer_id = "customerId"
  ), weighed as (
    select *, kind = 'find' or (kind = 'view' and ("customerId" is null or is_new)) as is_look_up from opened
  ), added as (
    insert into counters (key, points, expire)
    select name || ':' || subject, count(*), $5::bigint + lasts
    from weighed cross join lateral (values
      ('${counted.searches}', ${minute}, kind = 'search'),
      ('${counted.inMinute}', ${minute}, is_look_up),
      ('${counted.inHour}', ${customersWindow}, is_look_up),
      ('${counted.missed}', ${customersWindow}, "isMissed")
    ) as each (name, lasts, is_so)
    where is_so group by name, subject, lasts order by 1
    ${addingTo('$5')}
    returning key, points
  )
  select is_look_up,
    ${soFar(counted.searches)} - (count(*) filter (where kind = 'search') over later)::integer as searches,
    ${soFar(counted.inMinute)} - (count(*) filter (where is_look_up) over later)::integer as in_minute,
    ${soFar(counted.inHour)} - (count(*) filter (where is_look_up) over later)::integer as in_hour,
    ${soFar(counted.missed)} - (count(*) filter (where "isMissed") over later)::integer as missed,
    before.customers + (count(*) filter (where is_new) over (partition by subject order by n))::integer as customers,
    1 + before.in_a_row + (select count(*) from opened as beside
      where beside.subject = weighed.subject and beside.is_new and beside.n < weighed.n
      and abs(beside."customerId"::bigint - weighed."customerId"::bigint) between 1 and ${nearby})::integer as in_a_row
  from weighed cross join lateral (
    select count(*)::integer as customers,
      (count(*) filter (where at >= $4
        and abs(customer_id::bigint - weighed."customerId"::bigint) between 1 and ${nearby}))::integer as in_a_row
    from opened_customers as other
    where other.subject = weighed.subject and at >= $3 and weighed.is_look_up and weighed."customerId" is not null
  ) as before
  window later as (partition by subject order by n rows between 1 following and unbounded following)
  order by n`

/** The counts of look-ups, in the store, where all gateways count together. */
export function lookUpsIn({ query }: Pick<Store, 'query'>, now: () => number) {
  return {
    /** Counts a look-up. Look-ups counted in one batch get the same counts as if they came one after another. */
    add: batched<LookUp, Tally | undefined>(async (lookUps) => {
      const at = now()
      const rows = await query(addAll, [
        JSON.stringify(lookUps.map((each, n) => ({ n, ...each }))),
        new Date(at),
        new Date(at - customersWindow),
        new Date(at - rowWindow),
        at,
      ])
      const tallies = v.parse(v.array(tally), rows)
      const places = new Map(lookUps.map((each, n) => [each, tallies[n]]))
      return (each) => places.get(each)
    }),
    async forget(subject: string) {
      await query('delete from opened_customers where subject = $1', [subject])
    },
    async sweep() {
      await query('delete from opened_customers where at < $1', [new Date(now() - customersWindow)])
    },
  }
}
