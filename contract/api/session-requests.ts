import * as v from 'valibot'

/** Longer than any till code or password of the vendor, and short enough to be hashed cheaply. */
const typed = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

const pin = v.pipe(v.string(), v.regex(/^\d{4,8}$/))

/** The body of `POST /api/session`. The optional PIN unlocks this session and no other. */
export const signInRequest = v.strictObject({
  till: v.pipe(typed, v.trim(), v.nonEmpty()),
  password: typed,
  pin: v.optional(pin),
})

/**
 * The body of `POST /api/session/unlock`: the session's PIN, the till's password and a new PIN, or a till system's code; empty if there
 * is no sign-in.
 */
export const unlockRequest = v.strictObject({
  pin: v.optional(pin),
  till: v.optional(signInRequest.entries.till),
  password: v.optional(typed),
  code: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{22,64}$/))),
})

export type UnlockRequest = v.InferOutput<typeof unlockRequest>

/** The body of `POST /api/session/pin`: for an associate who did not sign in with our form. */
export const pinRequest = v.strictObject({ pin })

/**
 * The body of `POST /api/session/associate`. `associate` is the id of a person on the session's staff list. `pin` is the one that they
 * have chosen for the shift or, together with the till's password, the one that they choose now.
 */
export const associateRequest = v.strictObject({
  associate: typed,
  pin: v.optional(pin),
  password: v.optional(typed),
})
