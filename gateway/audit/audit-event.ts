import { createHash } from 'node:crypto'
import type * as v from 'valibot'
import type { auditAction } from '#contract/api/office.ts'

export type AuditAction = v.InferOutput<typeof auditAction>

/** One event. It names no person: no names, no identifiers, no photos. */
export type AuditEvent = {
  action: AuditAction
  /** `done`, or the problem code of the refusal or failure. */
  outcome: string
  /** The user id of the customer, if the event is about one. */
  customerId?: string | undefined
  /** Further words and numbers of ours; `shown` contains the user ids of the rows of a list. */
  facts?: Readonly<Record<string, string | number | readonly string[]>>
}

/** Who did it, by ids that are not secret. */
export type Actor = {
  session?: string | undefined
  till?: string | undefined
  associate?: string | undefined
  requestId: string
}

/** One entry of a chain, as stored; `at` is ISO 8601 in UTC with milliseconds, hashes are hexadecimal. */
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
  /** The hash of the entry before it; 64 zeros in the first entry. */
  previous: string
  hash: string
}

export const noPrevious = '0'.repeat(64)

/** SHA-256 of an entry without its hash. */
export const hashOf = (entry: Omit<AuditEntry, 'hash'>): string =>
  createHash('sha256').update(canonical(entry)).digest('hex')

/**
 * JSON with exactly one spelling per value: members sorted by the UTF-16 code units of their names, no spaces, numbers as in
 * ECMAScript.
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
