import * as v from 'valibot'

/** The kinds of subject whose look-ups are counted together. */
const subjectKind = v.picklist(['associate', 'till', 'address'])

/** What was too much. */
export const pauseReason = v.picklist([
  'too_many',
  'too_many_people',
  'numbers_in_a_row',
  'too_few_found',
  'too_many_reveals',
])

export type PauseReason = v.InferOutput<typeof pauseReason>

/** A pause of look-ups, which lasts until a manager lifts it. */
export const pause = v.object({
  /** Identifies the pause; not a secret. */
  id: v.string(),
  subject: subjectKind,
  /** The associate's id or the till's code; missing for an address. */
  name: v.optional(v.string()),
  reason: pauseReason,
  /** ISO 8601 in UTC. */
  since: v.string(),
})

export type Pause = v.InferOutput<typeof pause>

/** What `GET /api/limits` answers to a manager. */
export const pauses = v.object({ pauses: v.array(pause) })

export type Pauses = v.InferOutput<typeof pauses>

/**
 * The body of `POST /api/limits/lift`. Without an id, it lifts the pauses that block this session. A manager's session needs
 * nothing more; other sessions, if tills sign in, need the code and password of a manager's till.
 */
export const liftRequest = v.strictObject({
  id: v.optional(v.pipe(v.string(), v.maxLength(100))),
  till: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200))),
  password: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))),
})
