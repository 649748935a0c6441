import * as v from 'valibot'
import { findRequest } from '#contract/customer/identifier.ts'

export type EmailReading =
  | { found: 'email'; email: string }
  | { found: 'two'; emails: [string, string] }
  | { found: 'none' }

/**
 * Reads the e-mail address in a folded text with an at sign: alone, in a sentence, in a mail program's `Anna <anna@…>`, or split by
 * a line break. The domain becomes lower case; the part before it stays unchanged, because only its own server knows whether case
 * matters (RFC 5321 section 2.4).
 *
 * @returns `undefined` if there is no at sign
 */
export function readEmail(written: string): EmailReading | undefined {
  if (!written.includes('@')) return undefined
  const [first, second] = new Set(written.split(/[\s,;<>()[\]"]+/).flatMap(asEmail))
  if (first !== undefined && second !== undefined) return { found: 'two', emails: [first, second] }
  const [email] = first === undefined ? asEmail(written.replaceAll(' ', '')) : [first]
  return email === undefined ? { found: 'none' } : { found: 'email', email }
}

function asEmail(word: string): string[] {
  const [, local, domain] = /^'?([^@]+)@([^@]+?)[.:!?']*$/.exec(word) ?? []
  if (local === undefined || domain === undefined) return []
  const value = `${local}@${domain.toLowerCase()}`
  return v.is(findRequest, { kind: 'email', value }) ? [value] : []
}
