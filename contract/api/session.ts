import * as v from 'valibot'

const colleague = v.object({ id: v.string(), name: v.string() })

/** Why a sign-in with the company's identity provider failed. */
export const signInFault = v.picklist([
  'cancelled',
  'no_role',
  'provider_down',
  'clock_off',
  'too_late',
  'sign_in_failed',
])

export type SignInFault = v.InferOutput<typeof signInFault>

/**
 * The session of this till: the answer of every `/api/session` call, except failures. The schema is flat and uses few validators,
 * because each further one adds to the first load.
 */
export const session = v.object({
  state: v.picklist(['signed-out', 'open', 'locked']),
  /** How to sign in here; `none` means that there is no sign-in. */
  signIn: v.picklist(['till', 'oidc', 'none']),
  /** Only in the sandbox, while signed out or locked: the values that fill in the form. */
  demo: v.optional(v.object({ till: v.string(), password: v.string() })),
  /** Who is signed in, also while locked. */
  who: v.optional(
    v.object({
      /** The name in the header, as the vendor has it. */
      organisation: v.optional(v.string()),
      till: v.string(),
      associate: v.optional(colleague),
      /** Identifies whose work is on screen: it differs for every session, till and associate. It is not a secret. */
      owner: v.string(),
      role: v.picklist(['associate', 'manager', 'officer']),
      hasPin: v.boolean(),
      /** The colleagues who can be picked; empty if the vendor does not list them. */
      staff: v.array(colleague),
    }),
  ),
  /** Sent once, to the browser that the identity provider has sent back. */
  fault: v.optional(signInFault),
  /** Seconds without activity until the customer is hidden. */
  hideAfter: v.number(),
  /** Seconds without activity until the screen locks itself. */
  lockAfter: v.number(),
  /** Minutes for which the locked screen keeps the work. */
  lockKeep: v.number(),
})

export type Session = v.InferOutput<typeof session>
