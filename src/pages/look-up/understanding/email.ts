import * as v from 'valibot'
import { findRequest } from '#contract/customer/identifier.ts'

export type EmailReading =
  | { found: 'email'; email: string }
  | { found: 'two'; emails: [string, string] }
  /** An address beside something that may belong to it: "anna, khan@…" may be one address with a comma typed for a dot. */
  | { found: 'part'; email: string }
  | { found: 'none' }

/** What may stand before an address without being a part of it. */
const label = /^(?:e-?mail|mail|courriel|correo|address)(?: address| id)? ?|^[\p{L}\p{M} .-]{1,30}: ?/iu

/** Quotes, brackets and punctuation around an address. */
const around = /^[\s'"“”„‟«»‘’‚<([,;:]+|[\s'"“”„‟«»‘’‚>)\],;.:!?/]+$/gu

/**
 * Reads the e-mail address in a folded text with an at sign: alone, after a label, in a mail program's `Anna <anna@…>`, or with blanks
 * beside its signs. The domain becomes lower case; the part before it stays unchanged, because only its own server knows whether
 * case matters (RFC 5321 section 2.4). An address is never cut out of a text that may be one longer address.
 *
 * @returns `undefined` if there is no at sign
 */
export function readEmail(written: string): EmailReading | undefined {
  if (!written.includes('@')) return undefined
  // The full stop of Chinese and Japanese keyboards, which IDNA maps to a dot.
  const text = written.replace(/[\u3002\uFF61]/g, '.')
  const [first, second] = new Set(text.split(/[\s,;<>()[\]"“”„«»|]+/).flatMap(asEmail))
  if (first !== undefined && second !== undefined) return { found: 'two', emails: [first, second] }
  const [whole] = wholeAddress(text, first)
  if (whole !== undefined) return { found: 'email', email: whole }
  return first === undefined ? { found: 'none' } : { found: 'part', email: first }
}

function wholeAddress(text: string, first: string | undefined) {
  const [, named] = /<([^<>]*@[^<>]*)>[\s,;]*$/.exec(text) ?? []
  const alone = (named ?? text).replace(around, '').replace(label, '').replace(around, '')
  const repeated = alone.split(/[\s,;]+/).flatMap(asEmail)
  if (repeated.length > 1 && repeated.length === alone.split(/[\s,;]+/).length) return repeated
  const joined = alone.replace(/ ?([@.]) ?/g, '$1')
  // Blanks in a domain are line ends that a copied text brought along, unless the address was whole before them.
  const [local = '', domain = ''] = joined.split(/(?=@)/)
  return asEmail(first === undefined ? `${local}${domain.replaceAll(' ', '')}` : joined)
}

function asEmail(word: string): string[] {
  const [, local, domain] = /^['’]?([^@]+)@([^@]+?)[.:!?/'’]*$/.exec(word) ?? []
  if (local === undefined || domain === undefined) return []
  const value = `${local}@${domain.toLowerCase()}`
  return v.is(findRequest, { kind: 'email', value }) ? [value] : []
}
