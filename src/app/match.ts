import type { IdentifierKind } from '#contract/customer/identifier.ts'

/** What the customer gave, and that it led to the record on screen. */
export type Match = {
  userId: string
  kind: IdentifierKind
  value: string
  isScanned: boolean
}

let latest: Match | undefined

/** Kept in memory only: the value may be personal, and belongs into no address, history entry or storage. */
export const keepMatch = (match: Match | undefined) => {
  latest = match
}

/** The match of this customer, if the last look-up led to them. */
export const matchOf = (userId: string) => (latest?.userId === userId ? latest : undefined)
