import * as v from 'valibot'
import type { Store } from '#gateway/db/store.ts'
import { customersWindow } from './look-ups.ts'

const counted = v.tuple([v.object({ people: v.number() })])

/** The people whom lists showed to a subject, in the store, where all gateways count together. */
export function peopleShownIn({ query }: Pick<Store, 'query'>, now: () => number) {
  const since = () => new Date(now() - customersWindow)
  return {
    /** @returns how many different people lists have shown within the hour, including these */
    async add(subject: string, userIds: readonly string[]): Promise<number> {
      const rows = await query(
        `with listed as (select distinct value as customer_id from jsonb_array_elements_text($2::jsonb)),
        kept as (
          insert into shown_people (subject, customer_id, at) select $1, customer_id, $3 from listed order by customer_id
          on conflict (subject, customer_id) do update set at = excluded.at
        )
        select (select count(*) from listed)::integer + (
          select count(*) from shown_people
          where subject = $1 and at >= $4 and customer_id not in (select customer_id from listed)
        )::integer as people`,
        [subject, JSON.stringify(userIds), new Date(now()), since()],
      )
      return v.parse(counted, rows)[0].people
    },
    async forget(subject: string) {
      await query('delete from shown_people where subject = $1', [subject])
    },
    async sweep() {
      await query('delete from shown_people where at < $1', [since()])
    },
  }
}
