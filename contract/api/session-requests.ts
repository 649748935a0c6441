import * as v from 'valibot'

/** Longer than any till code or password of the vendor, and short enough to be hashed cheaply. */
const typed = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

const pin = v.pipe(v.string(), v.regex(/^\d{4,8}$/))

/** The id of a person on the session's staff list. */
const associate = typed

/** The body of `POST /api/session`. The optional PIN unlocks this session and no other. */
export const signInRequest = v.strictObject({
  till: v.pipe(typed, v.trim(), v.nonEmpty()),
  password: typed,
  pin: v.optional(pin),
  associate: v.optional(associate),
})

/** The body of `POST /api/session/unlock`: the session's PIN, or the till's password and a new PIN; empty if there is no sign-in. */
export const unlockRequest = v.strictObject({
  pin: v.optional(pin),
  till: v.optional(signInRequest.entries.till),
  password: v.optional(typed),
  associate: v.optional(associate),
})

export type UnlockRequest = v.InferOutput<typeof unlockRequest>

/** The body of `POST /api/session/pin`: for an associate who did not sign in with our form. */
export const pinRequest = v.strictObject({ pin })

/** The body of `POST /api/session/associate`. */
export const associateRequest = v.strictObject({ associate })
