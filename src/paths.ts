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

export const customerCall = (userId: string) =>
  `/v2/customers/${encodeURIComponent(userId)}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`
export const sessionCall = '/api/session'
export const shopCall = '/api/shop'
export const findCall = '/api/find'
export const searchCall = '/api/search'
export const revealCall = (userId: string) => `/api/customers/${encodeURIComponent(userId)}/reveal`
export const challengeCall = (userId: string) => `/api/customers/${encodeURIComponent(userId)}/challenge`
export const limitsCall = '/api/limits'
