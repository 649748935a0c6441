import * as v from 'valibot'
import type { Store } from '../store/store.ts'

const counted = v.array(
  v.object({ subject: v.string(), is_new: v.boolean(), customers: v.number(), in_a_row: v.number() }),
)

/** Milliseconds. */
export const customersWindow = 3_600_000
const rowWindow = 600_000
/** Numbers no further apart than this are in a row. */
const nearby = 10

/** Whom each subject has opened within the hour. */
export function openedCustomers({ query }: Pick<Store, 'query'>) {
  return {
    /**
     * Notes that subjects opened a customer.
     *
     * @returns for each, whether that was the first time within the hour, how many customers it makes, and how many of the last ten minutes have numbers beside this one's
     */
    async add(subjects: readonly string[], customerId: string, now: number) {
      const rows = await query(
        `with fresh as (
          insert into opened_customers (subject, customer_id, at)
          select subject, $2, $3 from jsonb_array_elements_text($1::jsonb) as asked (subject)
          on conflict (subject, customer_id) do update set at = excluded.at where opened_customers.at < $4
          returning subject
        )
        select asked.subject,
          exists (select 1 from fresh where fresh.subject = asked.subject) as is_new,
          1 + (select count(*) from opened_customers as other
            where other.subject = asked.subject and at >= $4 and customer_id <> $2)::integer as customers,
          1 + (select count(*) from opened_customers as other
            where other.subject = asked.subject and at >= $5 and customer_id <> $2
            and abs(customer_id::bigint - $2::bigint) <= $6)::integer as in_a_row
        from jsonb_array_elements_text($1::jsonb) as asked (subject)`,
        [
          JSON.stringify(subjects),
          customerId,
          new Date(now),
          new Date(now - customersWindow),
          new Date(now - rowWindow),
          nearby,
        ],
      )
      return v.parse(counted, rows)
    },
    async forget(subject: string) {
      await query('delete from opened_customers where subject = $1', [subject])
    },
    async sweep(now: number) {
      await query('delete from opened_customers where at < $1', [new Date(now - customersWindow)])
    },
  }
}
