/** Every address of ours, spelled once. */

export const startPath = '/'
export const customerPattern = '/customers/:userId'
export const customerPath = (userId: string) => `/customers/${encodeURIComponent(userId)}`

export const customerCall = (userId: string) =>
  `/v2/customers/${encodeURIComponent(userId)}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`
export const shopCall = '/api/shop'
