import { foldBlanks } from './fold.ts'
import { readContact } from './contact-card.ts'
import { readGs1 } from './gs1.ts'
import { separate } from './separate.ts'
import type { IdentifierKind } from '#contract/customer/identifier.ts'

/** One value of a text, and the kind that the text says it is: an identifier's, `phone`, `url`, or `text` if it says none. */
export type Field = { says: IdentifierKind | 'phone' | 'url' | 'text'; text: string }

/**
 * What a scanned or pasted text consists of.
 *
 * - `one`: a single value
 * - `of-one-person`: values that a contact card gives for one person
 * - `several`: values of which nobody said that they belong together
 */
export type Payload = { holds: 'one' | 'of-one-person' | 'several'; fields: [Field, ...Field[]] }

/** The prefix with which a scanner names the kind of barcode, such as `]C1` for GS1-128 (ISO/IEC 15424). */
const symbology = /^\][A-Za-z][0-9A-Za-z](?=.)/s

export const withoutSymbology = (text: string) => text.replace(symbology, '')

/** The symbologies that carry GS1 application identifiers. */
const gs1Symbology = /^\](?:C1|e0|d2|Q3|J1)/

const address =
  /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|blob|file|vbscript|intent|market|wifi):|www\.)/i

/** `bit.ly/3xyz`: a host of letters and a slash. A date or an id with slashes contains no such host. */
const bareAddress = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?\/(?!\/)/i

/** A link that opens a chat with a telephone number. https://faq.whatsapp.com/5913398998672934 */
const chat =
  /^(?:https?:\/\/)?(?:wa\.me\/|(?:api\.)?whatsapp\.com\/send\/?\?(?:.*&)?phone=|whatsapp:\/\/send\/?\?(?:.*&)?phone=)\+?(\d{5,20})(?:[/?&].*)?$/i

/**
 * Takes a text apart: the wrappings of a code (a barcode's symbology prefix, Code 39's asterisks), `mailto:` (RFC 6068), `tel:`
 * (RFC 3966), `sms:` (RFC 5724) and WhatsApp links, contact cards, JSON, GS1 application identifiers, magnetic tracks, and values
 * with separators between them. A link is only recognised, never followed.
 *
 * @param characters the text after `foldCharacters`
 */
export function openPayload(characters: string): Payload {
  const text = withoutSymbology(characters).trim()
  const contact = readContact(text)
  if (contact !== undefined) return contact
  const gs1 = readGs1(text, gs1Symbology.test(characters))
  if (gs1 !== undefined) return several(gs1.map((value) => ({ says: 'text', text: value })))
  const line = foldBlanks(text)
  const link = readLink(line)
  if (link !== undefined) return { holds: 'one', fields: [link] }
  return several(separate(text).map((value) => ({ says: 'text', text: value })))
}

function several(fields: Field[]): Payload {
  const distinct = fields.filter(({ text }, at) => fields.findIndex((each) => each.text === text) === at)
  const [first = { says: 'text', text: '' } as const, ...others] = distinct
  return { holds: others.length > 0 ? 'several' : 'one', fields: [first, ...others] }
}

function readLink(line: string): Field | undefined {
  const [, scheme, rest = ''] = /^(mailto|tel|smsto|sms) ?: ?(.*)$/i.exec(line) ?? []
  if (scheme !== undefined && scheme.toLowerCase() === 'mailto')
    return { says: 'email', text: decode(upTo(rest, '?')) }
  if (scheme !== undefined) return { says: 'phone', text: dialled(decode(rest)) }
  const [, chatWith] = chat.exec(line) ?? []
  if (chatWith !== undefined) return { says: 'phone', text: `+${chatWith}` }
  return address.test(line) || bareAddress.test(line) ? { says: 'url', text: line } : undefined
}

/** The number of a `tel:` link, with the country code that may stand separately in `phone-context`. */
function dialled(rest: string) {
  const number = upTo(upTo(upTo(rest, ';'), '?'), ':')
  const context = /;phone-context=(\+\d+)/i.exec(rest)?.[1]
  return context === undefined || number.startsWith('+') ? number : `${context} ${number}`
}

const upTo = (text: string, end: string) => text.split(end, 1).join('')

/** A stray percent sign makes a link undecodable, but it is still readable. */
function decode(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
