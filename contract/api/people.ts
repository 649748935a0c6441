import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { personName } from '#contract/customer/identifier.ts'

/** More rows than this nobody reads at a counter: the search is to be refined. */
export const mostPeople = 20
const fewestLetters = 3

const hasLetters = (text: string) => (text.match(/\p{L}/gu) ?? []).length >= fewestLetters

/** The body of `POST /api/search`: the beginning of a name, at least three letters of it. */
export const searchRequest = v.strictObject({
  text: v.pipe(personName, v.check(hasLetters)),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostPeople)), mostPeople),
})

const person = v.object({
  userId: customerId,
  name: v.optional(v.string()),
  /** Those the vendor says were matched: enough to be told apart by whoever owns them, too little to be copied down. */
  identifiers: v.array(v.object({ kind: v.string(), masked: v.string() })),
  /** What the search matched: `name`, or the kind of an identifier as the vendor spells it. */
  matched: v.string(),
})

/** One row to choose from. */
export type Person = v.InferOutput<typeof person>

/** What `POST /api/search` answers: the first people, and how many there are in all. */
export const peopleAnswer = v.object({
  people: v.array(person),
  total: v.number(),
})

export type PeopleAnswer = v.InferOutput<typeof peopleAnswer>
