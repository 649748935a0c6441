import * as v from 'valibot'
import { Masked } from '#contract/customer/masked.ts'

/*
 * The vendor's documents and samples disagree on types: booleans and numbers arrive as strings, objects as null or `{}`.
 * Each reader below accepts every plausible form and treats the rest as absent. None of them invents a value.
 */

const absent = undefined

/** Turns everything that the schema refuses (null, a wrong type) into "absent". */
const orAbsent = <const S extends v.GenericSchema>(schema: S) => v.fallback(v.optional(schema), absent)

const masked = v.instance(Masked)

/** Accepts what `schema` accepts, or a mask. */
export const orMask = <const S extends v.GenericSchema>(schema: S) => v.union([masked, schema])

const someText = v.pipe(
  v.union([
    v.string(),
    v.pipe(v.number(), v.finite(), v.transform(String)),
    v.pipe(
      masked,
      v.transform((mask) => mask.text),
    ),
  ]),
  v.trim(),
  v.nonEmpty(),
)

/** Trimmed text, or a number in place of text. Blank is absent. A masked value gives its readable part. */
export const text = orAbsent(someText)
/** The same, but a masked value stays a `Masked` that can be revealed. */
export const textOrMask = orAbsent(orMask(someText))

const someAmount = v.union([
  v.pipe(v.number(), v.finite()),
  v.pipe(v.string(), v.trim(), v.decimal(), v.transform(Number)),
])

/** A finite number, or its decimal notation as text. */
export const amount = orAbsent(someAmount)
export const amountOrMask = orAbsent(orMask(someAmount))

/** A boolean, or `"true"` / `"false"` in any case. */
export const flag = orAbsent(
  v.union([
    v.boolean(),
    v.pipe(
      v.string(),
      v.trim(),
      v.toLowerCase(),
      v.picklist(['true', 'false']),
      v.transform((word) => word === 'true'),
    ),
  ]),
)

const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/

const isRealMoment = (isoText: string) => !Number.isNaN(Date.parse(withColonInOffset(isoText)))

/** Some of the vendor's answers write `+0530`, which ECMAScript's date format does not allow. */
const withColonInOffset = (isoText: string) => isoText.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')

const someMoment = v.pipe(
  v.string(),
  v.trim(),
  v.regex(withZone),
  v.check(isRealMoment),
  v.transform((isoText) => new Date(withColonInOffset(isoText)).toISOString()),
)

/** A moment in time: ISO 8601 with a zone, normalised to UTC (`2025-02-28T06:16:17.000Z`). Without a zone it is absent. */
export const moment = orAbsent(someMoment)
export const momentOrMask = orAbsent(orMask(someMoment))

const zoneless = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2}))?/

const isRealLocalTime = (written: string) => {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = zoneless.exec(written) ?? []
  const asUtc = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const parsed = new Date(asUtc)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString() === asUtc
}

const someLocalTime = v.pipe(
  v.string(),
  v.trim(),
  v.regex(zoneless),
  v.check(isRealLocalTime),
  v.transform((written) => zoneless.exec(written)?.[0].replace(' ', 'T') ?? written),
)

/** A date, perhaps with a time, in an unstated time zone: `2025-04-30T12:25:56` or `2025-04-30`. It is never a moment in time. */
export const localTime = orAbsent(someLocalTime)
export const localTimeOrMask = orAbsent(orMask(someLocalTime))

/** An object whose parts may all be missing; any other value reads as an empty object. */
export const part = <const E extends v.ObjectEntries>(entries: E) =>
  v.pipe(
    v.optional(v.unknown(), {}),
    v.transform((candidate) => (candidate !== null && typeof candidate === 'object' ? candidate : {})),
    v.object(entries),
  )

/** A list; any other value reads as an empty list, and items that the schema refuses are left out. */
export const list = <const S extends v.GenericSchema>(item: S) =>
  v.pipe(
    v.fallback(v.optional(v.array(v.unknown()), []), []),
    v.transform((items) =>
      items.flatMap((candidate) => {
        const reading = v.safeParse(item, candidate)
        return reading.success ? [reading.output] : []
      }),
    ),
  )

const scalar = v.union([
  masked,
  v.pipe(v.string(), v.trim(), v.nonEmpty()),
  v.pipe(v.number(), v.finite()),
  v.boolean(),
])

export type Field = { key: string; value: v.InferOutput<typeof scalar> }

/** An open set of named values, in the vendor's order. Nulls, blanks and nested values are left out. */
export const fields = v.pipe(
  v.fallback(v.optional(v.record(v.string(), v.unknown()), {}), {}),
  v.transform((named) =>
    Object.entries(named).flatMap(([key, candidate]): Field[] => {
      const reading = v.safeParse(scalar, candidate)
      return reading.success ? [{ key, value: reading.output }] : []
    }),
  ),
)
