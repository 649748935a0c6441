import * as v from 'valibot'

/** Digits only, no leading zero, at most 15: a longer number would lose digits in JSON and could become another customer's id. */
const pattern = /^[1-9]\d{0,14}$/

export const isCustomerId = (candidate: string) => pattern.test(candidate)

/** A user id from the wire: a whole number or its digits. It is kept as text, so that ids are only compared as strings. */
export const customerId = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger(), v.transform(String))]),
  v.regex(pattern),
)
