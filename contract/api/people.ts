import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { isLongEnoughName, personName } from '#contract/customer/identifier.ts'

/** Nobody reads more rows than this at a counter: the associate should refine the search. */
export const mostPeople = 20

/** The body of `POST /api/search`: the beginning of a name, at least three letters. */
export const searchRequest = v.strictObject({
  text: v.pipe(personName, v.check(isLongEnoughName)),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostPeople)), mostPeople),
})

const person = v.object({
  userId: customerId,
  name: v.optional(v.string()),
  /**
   * The identifiers that the vendor says it matched. The mask shows enough for their owner to recognise them, and too little to
   * copy.
   */
  identifiers: v.array(v.object({ kind: v.string(), masked: v.string() })),
  /** What the search matched: `name`, or the kind of an identifier in the vendor's spelling. */
  matched: v.string(),
})

/** One row to choose from. */
export type Person = v.InferOutput<typeof person>

/** What `POST /api/search` answers: the first people, and the total number. */
export const peopleAnswer = v.object({
  people: v.array(person),
  total: v.number(),
})

export type PeopleAnswer = v.InferOutput<typeof peopleAnswer>
