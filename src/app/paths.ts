/** Every address of the app's screens, each spelled once. */

export const startPath = '/'
export const customerPattern = '/customers/:userId'
export const customerPairPattern = '/customers/:userId/or/:otherId'
export const customerPath = (userId: string) => `/customers/${encodeURIComponent(userId)}`
/** Two customers side by side. */
export const customerPairPath = (one: string, other: string) =>
  `${customerPath(one)}/or/${encodeURIComponent(other)}`

/** For managers: the paused look-ups. */
export const pausesPath = '/pauses'

/** For security officers and managers: who looked at which customer. */
export const officePath = '/office'

/** The page that till systems open. */
export const handOverPath = '/hand-over'

/** The page with which a phone takes a photo for a till. The secret is in the fragment, which is sent to nobody. */
export const phonePath = '/phone'

/** The self-test of this till, open to anybody. */
export const selfTestPath = '/self-test'
