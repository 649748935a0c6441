import * as v from 'valibot'

const colleague = v.object({ id: v.string(), name: v.string() })

/** Why a sign-in with the company's identity provider came to nothing. */
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
 * Who is signed in at this till, as all of `/api/session` answers, but not for failures. Flat, of few functions: each one more is
 * paid for in the first load.
 */
export const session = v.object({
  state: v.picklist(['signed-out', 'open', 'locked']),
  /** How one signs in here; with `none` there is nothing to sign in with. */
  signIn: v.picklist(['till', 'oidc', 'none']),
  /** Only in the sandbox, while signed out or locked: what the form is filled with. */
  demo: v.optional(v.object({ till: v.string(), password: v.string() })),
  /** Who is signed in, also while locked. */
  who: v.optional(
    v.object({
      /** For the header, as the vendor calls them. */
      organisation: v.optional(v.string()),
      till: v.string(),
      associate: v.optional(colleague),
      role: v.picklist(['associate', 'manager']),
      hasPin: v.boolean(),
      /** Who may be picked; empty where the vendor does not list them. */
      staff: v.array(colleague),
    }),
  ),
  /** Told once, to the browser that was sent back by the identity provider. */
  fault: v.optional(signInFault),
  /** Seconds without activity until the screen locks itself. */
  lockAfter: v.number(),
  /** Minutes the work is kept after that. */
  lockKeep: v.number(),
})

export type Session = v.InferOutput<typeof session>
