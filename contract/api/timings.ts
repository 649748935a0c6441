import * as v from 'valibot'

/** Milliseconds since Enter. Nothing else about a look-up is reported: not whose, not when, not by whom. */
const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60_000))

/** The body of `POST /api/timings`: how long a look-up took, measured at this till. */
export const timing = v.strictObject({
  /** Until the name was painted. */
  name: milliseconds,
  /** Until the photo was painted; missing if there was no photo. */
  photo: v.optional(milliseconds),
})

export type Timing = v.InferOutput<typeof timing>

const figures = v.object({ p50: v.number(), p95: v.number() })

/** What `GET /api/timings` answers: figures about this till's last look-ups, as far as they were reported to this gateway. */
export const tillSpeed = v.object({
  lookUps: v.number(),
  name: v.optional(figures),
  photo: v.optional(figures),
})

export type TillSpeed = v.InferOutput<typeof tillSpeed>
