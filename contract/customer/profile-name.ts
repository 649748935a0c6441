type Sourced = { source?: string | undefined }
type Named = { firstName?: string | undefined; lastName?: string | undefined }

/** Sorts profiles: the store's own (`INSTORE`) before those of other sources. */
export const storeFirst = (one: Sourced, other: Sourced) => Number(isStores(other)) - Number(isStores(one))

const isStores = ({ source }: Sourced) => source?.toUpperCase() === 'INSTORE'

/** First and last name of the first profile that has one; `undefined` if none has. */
export const nameOf = (profiles: readonly Named[]) =>
  profiles.map(fullName).find((name) => name !== undefined)

const fullName = ({ firstName, lastName }: Named) =>
  [firstName, lastName].filter((name) => name !== undefined).join(' ') || undefined
