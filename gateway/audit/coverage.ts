import * as v from 'valibot'
import type { Store } from '#gateway/db/store.ts'

const row = v.object({
  /** The Monday with which the week begins, in UTC: `2026-11-30`. */
  week: v.string(),
  till: v.string(),
  /** Customers who were opened at the till in the week, each once. */
  customers: v.number(),
  /** Of these, customers of whom there was a photo when they were opened first. */
  withPhoto: v.number(),
  /** Customers of whom a photo was saved. */
  taken: v.number(),
})

export type Coverage = v.InferOutput<typeof row>

/** How many of the customers seen had a photo, by week and till, from the audit record. Times are ISO 8601. */
export async function coverageOf(
  { query }: Pick<Store, 'query'>,
  { from = '-infinity', to = 'infinity' }: { from?: string | undefined; to?: string | undefined },
): Promise<Coverage[]> {
  const rows = await query(
    `with done as (
      select to_char(date_trunc('week', at at time zone 'UTC'), 'YYYY-MM-DD') as week, coalesce(till, '') as till,
        customer_id, action, (facts->>'photos')::integer as photos, at, seq
      from audit_events
      where outcome = 'done' and customer_id is not null and at >= $1::timestamptz and at < $2::timestamptz
        and (action = 'photo_save' or (action in ('view', 'look_up') and jsonb_exists(facts, 'photos')))
    ), seen as (
      select distinct on (week, till, customer_id) week, till, customer_id, photos
      from done where photos is not null order by week, till, customer_id, at, seq
    ), taken as (
      select week, till, count(distinct customer_id)::integer as customers
      from done where action = 'photo_save' group by week, till
    )
    select week, till, count(*)::integer as customers, (count(*) filter (where photos > 0))::integer as "withPhoto",
      coalesce(max(taken.customers), 0) as taken
    from seen left join taken using (week, till) group by week, till order by week, till`,
    [from, to],
  )
  return v.parse(v.array(row), rows)
}
