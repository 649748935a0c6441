import { createHash } from 'node:crypto'

export type AuditAction =
  | 'opened'
  | 'view'
  | 'look_up'
  | 'search'
  | 'photo'
  | 'sign_in'
  | 'unlock'
  | 'lock'
  | 'sign_out'
  | 'session_end'
  | 'associate'
  | 'reveal'
  | 'challenge'
  | 'code'
  | 'vouch'
  | 'pin'
  | 'second_opinion'
  | 'decision'
  | 'undo'
  | 'hand_over'
  | 'limit'
  | 'lift'
  | 'alarm'
  | 'refused'
  | 'forgot'

/** One thing somebody did, in words that name no person: no names, no identifiers, no photos. */
export type AuditEvent = {
  action: AuditAction
  /** `done`, or the problem code it was refused or failed with. */
  outcome: string
  /** The vendor's customer id, where it is about one. */
  customerId?: string | undefined
  /** Words and numbers of ours beside it; `shown` are the customer ids of the rows of a list. */
  facts?: Readonly<Record<string, string | number | readonly string[]>>
}

/** Who did it: ids that open nothing. */
export type Actor = {
  session?: string | undefined
  till?: string | undefined
  associate?: string | undefined
  requestId: string
}

/** A link of a chain, as it is kept; `at` is ISO 8601 in UTC with milliseconds, hashes are hexadecimal. */
export type AuditEntry = {
  chain: string
  seq: number
  at: string
  session: string | null
  till: string | null
  associate: string | null
  customerId: string | null
  action: string
  outcome: string
  facts: unknown
  requestId: string
  /** The hash of the entry before it; of the first, 64 zeros. */
  previous: string
  hash: string
}

export const noPrevious = '0'.repeat(64)

/** SHA-256 of all of an entry but the hash itself. */
export const hashOf = (entry: Omit<AuditEntry, 'hash'>): string =>
  createHash('sha256').update(canonical(entry)).digest('hex')

/**
 * JSON that is written in one way only: members sorted by their names' UTF-16 code units, no spaces, numbers as ECMAScript has them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = new Map<string, unknown>(Object.entries(value))
  // oxlint-disable-next-line unicorn/no-array-sort -- by code units, as the standard has it, which is what sorting does unasked
  const names = [...members.keys()].sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(members.get(name))}`).join(',')}}`
}
