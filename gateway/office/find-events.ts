import * as v from 'valibot'
import { eventsOnAPage, type OfficeQuestion } from '#contract/api/office.ts'
import type { Store } from '#gateway/db/store.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'

/** Whose events somebody may read: everybody's, or those of the tills of a shop, by their codes in lower case. */
export type Scope = 'all' | { tills: readonly string[] }

const row = v.object({
  chain: v.string(),
  seq: v.number(),
  at: v.date(),
  action: v.string(),
  outcome: v.string(),
  customer_id: v.nullable(v.string()),
  associate: v.nullable(v.string()),
  till: v.nullable(v.string()),
  facts: v.fallback(v.record(v.string(), v.unknown()), {}),
})

export type EventRow = v.InferOutput<typeof row>

const place = v.pipe(
  v.string(),
  v.parseJson(),
  v.tuple([v.pipe(v.string(), v.isoTimestamp()), v.string(), v.number()]),
)

/** A place in the record, from which the next page goes on. */
const cursorOf = ({ at, chain, seq }: EventRow) =>
  Buffer.from(JSON.stringify([at.toISOString(), chain, seq])).toString('base64url')

function placeIn(after: string) {
  const reading = v.safeParse(place, Buffer.from(after, 'base64url').toString())
  if (!reading.success) throw new ProblemError('bad_request', { path: 'after' })
  return reading.output
}

/**
 * A page of the audit record, the newest events first. A customer is also found in the lists that showed them.
 *
 * @param most events on the page
 * @throws {ProblemError} `bad_request` for a cursor that is none of ours
 */
export async function findEvents(
  { query }: Pick<Store, 'query'>,
  { customer, associate, till, action, purpose, from, to, after }: OfficeQuestion,
  scope: Scope,
  most = eventsOnAPage,
): Promise<{ rows: EventRow[]; next: string | undefined }> {
  const params: (string | number)[] = []
  const p = (value: string | number) => `$${params.push(value)}`
  const conditions = [
    customer !== undefined && `(customer_id = ${p(customer)} or facts->'shown' ? ${p(customer)})`,
    associate !== undefined && `associate = ${p(associate)}`,
    till !== undefined && `till = ${p(till)}`,
    action !== undefined && `action = ${p(action)}`,
    purpose !== undefined && `facts->>'purpose' = ${p(purpose)}`,
    from !== undefined && `at >= ${p(from)}::timestamptz`,
    to !== undefined && `at < ${p(to)}::timestamptz`,
    scope !== 'all' && scopeIn(scope, p),
    after !== undefined &&
      `(at, chain, seq) < (${placeIn(after)
        .map((each, index) => p(each) + casts[index])
        .join(', ')})`,
  ].filter((condition) => condition !== false)
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
  const found = await query(
    `select chain, seq, at, action, outcome, customer_id, associate, till, facts from audit_events ${where}
      order by at desc, chain desc, seq desc limit ${p(most + 1)}`,
    params,
  )
  const rows = v.parse(v.array(row), found)
  const last = rows.length > most ? rows[most - 1] : undefined
  return { rows: rows.slice(0, most), next: last && cursorOf(last) }
}

/** The condition for a scope, on the column `till`. */
export const scopeIn = ({ tills }: Exclude<Scope, 'all'>, p: (value: string) => string) =>
  `lower(till) in (select jsonb_array_elements_text(${p(JSON.stringify(tills))}::jsonb))`

const casts = ['::timestamptz', '', '::integer']
