/** Every address of ours, spelled once. */

export const startPath = '/'
export const customerPattern = '/customers/:userId'
export const customerPairPattern = '/customers/:userId/or/:otherId'
export const customerPath = (userId: string) => `/customers/${encodeURIComponent(userId)}`
/** Two customers side by side. */
export const customerPairPath = (one: string, other: string) =>
  `${customerPath(one)}/or/${encodeURIComponent(other)}`

/** For managers: whose look-ups are paused. */
export const pausesPath = '/pauses'

/** Where till systems open Countersign. */
export const handOverPath = '/hand-over'

/** Open to anybody: what this till can do. */
export const selfTestPath = '/self-test'
