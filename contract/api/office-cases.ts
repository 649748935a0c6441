import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { isTimeZone } from '#contract/store/time-zone.ts'

/** What is looked for in the record. Each rule counts events of one day and tells where there are more than its limit. */
export const caseRule = v.picklist([
  /** How often one associate opened one customer, found or by the number. */
  'sameCustomer',
  /** Answers "same person" of an associate after less than two seconds with the photo on the screen. */
  'quickAnswers',
  /** Answers "same person" of an associate without a photo on the screen. */
  'answersWithoutPhoto',
  /** Hidden values that an associate had shown, of customers about whom they gave no answer on that day. */
  'revealsWithoutAnswer',
  /** Answers that an associate took back. */
  'answersTakenBack',
  /** Look-ups at a till that found nobody. */
  'nobodyFound',
  /** Customers of the policy's `limits.canaries` whom an associate opened. */
  'canaries',
])

export type CaseRule = v.InferOutput<typeof caseRule>

export const caseLimit = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))

const day = v.pipe(v.string(), v.isoDate())

const told = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

/** What a case is about. A till is named where the rule counts by tills, or no associate was known. */
const about = {
  rule: caseRule,
  /** In the time zone that was asked for. */
  day,
  associate: v.optional(told),
  till: v.optional(told),
  customerId: v.optional(customerId),
}

export const officeCase = v.object({
  ...about,
  associateName: v.optional(v.string()),
  count: v.number(),
  /** What was noted when the case was closed. */
  closed: v.optional(v.string()),
})

export type OfficeCase = v.InferOutput<typeof officeCase>

/** The answer of `GET /api/office/cases`: the latest days first, and the limits that were applied. */
export const officeCases = v.object({
  limits: v.object(v.entriesFromList(caseRule.options, v.number())),
  cases: v.array(officeCase),
})

export type OfficeCases = v.InferOutput<typeof officeCases>

const timeZone = v.pipe(v.string(), v.maxLength(60), v.check(isTimeZone))

/** A limit as the query of an address has it. */
const limitInQuery = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number), caseLimit)

const daysInQuery = v.pipe(
  v.string(),
  v.regex(/^\d{1,3}$/),
  v.transform(Number),
  v.minValue(1),
  v.maxValue(400),
)

/** The query of `GET /api/office/cases`: the last days, and limits to try in place of the policy's. */
export const caseQuestion = v.strictObject({
  zone: timeZone,
  days: v.optional(daysInQuery, '28'),
  ...v.entriesFromList(caseRule.options, v.optional(limitInQuery)),
})

/** The body of `POST /api/office/cases/close`. */
export const caseClosing = v.strictObject({
  ...about,
  zone: timeZone,
  note: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200)),
})

export type CaseClosing = v.InferOutput<typeof caseClosing>
