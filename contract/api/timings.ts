import * as v from 'valibot'

/** Milliseconds from an Enter. Nothing else is told of a look-up: not whose, not when, not by whom. */
const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60_000))

/** The body of `POST /api/timings`: how long a look-up took at this till, as it was seen there. */
export const timing = v.strictObject({
  /** Until the name was painted. */
  name: milliseconds,
  /** Until the photo was; missing where there was none. */
  photo: v.optional(milliseconds),
})

export type Timing = v.InferOutput<typeof timing>

const figures = v.object({ p50: v.number(), p95: v.number() })

/** What `GET /api/timings` answers: of this till's last look-ups, as far as this gateway has heard of them. */
export const tillSpeed = v.object({
  lookUps: v.number(),
  name: v.optional(figures),
  photo: v.optional(figures),
})

export type TillSpeed = v.InferOutput<typeof tillSpeed>
