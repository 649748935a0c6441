import * as v from 'valibot'

/** Longer than any till code or password of the vendor, and short enough to be hashed without thought. */
const typed = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

const pin = v.pipe(v.string(), v.regex(/^\d{4,8}$/))

/** The id of somebody on the staff list of the session. */
const associate = typed

/** The body of `POST /api/session`. The PIN, if there is to be one, unlocks this session and no other. */
export const signInRequest = v.strictObject({
  till: v.pipe(typed, v.trim(), v.nonEmpty()),
  password: typed,
  pin: v.optional(pin),
  associate: v.optional(associate),
})

/** The body of `POST /api/session/unlock`: the session's PIN, or the till's password; nothing where there is no way to sign in. */
export const unlockRequest = v.strictObject({
  pin: v.optional(pin),
  till: v.optional(signInRequest.entries.till),
  password: v.optional(typed),
  associate: v.optional(associate),
})

export type UnlockRequest = v.InferOutput<typeof unlockRequest>

/** The body of `POST /api/session/pin`: for who has signed in without a form of ours. */
export const pinRequest = v.strictObject({ pin })

/** The body of `POST /api/session/associate`. */
export const associateRequest = v.strictObject({ associate })
