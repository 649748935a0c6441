import * as v from 'valibot'
import { caseRule, type CaseClosing, type CaseRule, type OfficeCase } from '#contract/api/office-cases.ts'
import type { Store } from '#gateway/db/store.ts'
import { scopeIn, type Scope } from './find-events.ts'

type Rule = {
  /** Which events count, as a condition on `audit_events e`. */
  counts: string
  by: 'associate' | 'associate and customer' | 'till'
}

const same = "e.action = 'decision' and e.outcome = 'done' and e.facts->>'result' = 'same'"

const rules: Record<CaseRule, Rule> = {
  sameCustomer: {
    counts: "e.action in ('view', 'look_up') and e.outcome = 'done' and e.customer_id is not null",
    by: 'associate and customer',
  },
  quickAnswers: { counts: `${same} and (e.facts->>'seconds')::numeric < 2`, by: 'associate' },
  answersWithoutPhoto: { counts: `${same} and e.facts->>'photo' is null`, by: 'associate' },
  revealsWithoutAnswer: {
    counts: `e.action = 'reveal' and e.outcome = 'done' and not exists (
      select 1 from audit_events d where d.action = 'decision' and d.outcome = 'done' and d.customer_id = e.customer_id
        and d.associate is not distinct from e.associate and d.till is not distinct from e.till
        and d.at > e.at - interval '12 hours' and d.at < e.at + interval '12 hours')`,
    by: 'associate',
  },
  answersTakenBack: { counts: "e.action = 'undo' and e.outcome = 'done'", by: 'associate' },
  nobodyFound: {
    counts: "e.action in ('look_up', 'view') and e.outcome = 'customer_not_found'",
    by: 'till',
  },
  canaries: { counts: "e.action = 'alarm' and e.outcome = 'canary'", by: 'associate and customer' },
}

/** The columns of a case. The till tells who it was where no associate was known. */
const columns = {
  associate: 'e.associate, case when e.associate is null then e.till end as till, null as customer_id',
  'associate and customer':
    'e.associate, case when e.associate is null then e.till end as till, e.customer_id',
  till: 'null as associate, e.till, null as customer_id',
}

const row = v.object({
  day: v.string(),
  associate: v.nullable(v.string()),
  till: v.nullable(v.string()),
  customer_id: v.nullable(v.string()),
  count: v.number(),
})

const closing = v.object({
  customer_id: v.nullable(v.string()),
  facts: v.object({
    rule: caseRule,
    day: v.string(),
    note: v.string(),
    ofAssociate: v.optional(v.string()),
    ofTill: v.optional(v.string()),
  }),
})

/** The most cases of one rule that are told. */
const mostCases = 100

type Span = { from: Date; to: Date; zone: string; scope: Scope }

/**
 * The cases of each rule: days on which there were more events than the limit, the latest days first. A case that was closed has its note.
 */
export async function findCases(
  store: Pick<Store, 'query'>,
  limits: Readonly<Record<CaseRule, number>>,
  span: Span,
): Promise<OfficeCase[]> {
  const closed = await closedSince(store, span.from)
  const found = await Promise.all(
    caseRule.options.map(async (rule) => {
      const cases = await casesOf(store, rule, limits[rule], span)
      return cases.map((each) => Object.assign(each, closed.get(keyOf(each))))
    }),
  )
  return found.flat().toSorted((one, other) => other.day.localeCompare(one.day))
}

/** Whether there is anything to close: any event that the rule counts on that day. */
export async function isCase(
  store: Pick<Store, 'query'>,
  meant: CaseClosing,
  scope: Scope,
): Promise<boolean> {
  // A day of any time zone lies within these three of UTC.
  const noon = Date.parse(`${meant.day}T12:00:00.000Z`)
  const span = {
    from: new Date(noon - 1.5 * dayLong),
    to: new Date(noon + 1.5 * dayLong),
    zone: meant.zone,
    scope,
  }
  const cases = await casesOf(store, meant.rule, 0, span, Number.MAX_SAFE_INTEGER)
  return cases.some((each) => keyOf(each) === keyOf(meant))
}

const dayLong = 86_400_000

async function casesOf(
  { query }: Pick<Store, 'query'>,
  rule: CaseRule,
  limit: number,
  { from, to, zone, scope }: Span,
  most = mostCases,
): Promise<OfficeCase[]> {
  const params: (string | number)[] = []
  const p = (value: string | number) => `$${params.push(value)}`
  const { counts, by } = rules[rule]
  const within = scope === 'all' ? '' : `and ${scopeIn(scope, p)}`
  const found = await query(
    `select to_char(e.at at time zone ${p(zone)}, 'YYYY-MM-DD') as day, ${columns[by]}, count(*)::integer as count
      from audit_events e where ${counts} and e.at >= ${p(from.toISOString())}::timestamptz
        and e.at < ${p(to.toISOString())}::timestamptz ${within}
      group by 1, 2, 3, 4 having count(*) > ${p(limit)} order by 1 desc, 5 desc limit ${p(most)}`,
    params,
  )
  return v.parse(v.array(row), found).map((each) => toCase(rule, each))
}

const toCase = (
  rule: CaseRule,
  { day, associate, till, customer_id, count }: v.InferOutput<typeof row>,
): OfficeCase => ({
  rule,
  day,
  ...(associate !== null && { associate }),
  ...(till !== null && { till }),
  ...(customer_id !== null && { customerId: customer_id }),
  count,
})

const keyOf = ({ rule, day, associate, till, customerId }: Omit<OfficeCase, 'count'>) =>
  JSON.stringify([rule, day, associate, till, customerId])

/** The notes of the cases that were closed, the last one of each. */
async function closedSince({ query }: Pick<Store, 'query'>, from: Date) {
  const found = await query(
    "select customer_id, facts from audit_events where action = 'case_close' and at >= $1 order by at, seq",
    [from.toISOString()],
  )
  return new Map(
    v.parse(v.array(closing), found).map(({ customer_id, facts }) => {
      const { rule, day, note, ofAssociate, ofTill } = facts
      return [
        JSON.stringify([rule, day, ofAssociate, ofTill, customer_id ?? undefined]),
        { closed: note },
      ] as const
    }),
  )
}
