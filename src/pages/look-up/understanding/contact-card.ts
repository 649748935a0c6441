import type { IdentifierKind } from '#contract/customer/identifier.ts'
import { foldBlanks } from './fold.ts'
import type { Field, Payload } from './payload.ts'

/**
 * Reads what describes one person: a vCard (RFC 6350), a MECARD or MATMSG code (NTT DOCOMO), or a JSON object with members that name
 * an identifier. `undefined` for every other text.
 */
export function readContact(text: string): Payload | undefined {
  const fields = /^BEGIN:VCARD\b/i.test(text)
    ? linesOfCard(text).flatMap(readProperty)
    : /^(?:MECARD|MATMSG):/i.test(text)
      ? text
          .replace(/^[A-Z]+:/i, '')
          .split(/(?<!\\);/)
          .flatMap(readProperty)
      : undefined
  if (fields === undefined) return text.startsWith('{') ? readJson(text) : undefined
  const [first, ...others] = fields
  return first && { holds: 'of-one-person', fields: [first, ...others] }
}

/** A line that begins with a space continues the line before it. */
const linesOfCard = (text: string) => text.replace(/\r?\n[ \t]/g, '').split(/[\r\n]+/)

const kindOfProperty: Record<string, Field['says']> = { TEL: 'phone', EMAIL: 'email', TO: 'email' }

/** `TEL;TYPE=CELL:+91 …`, `item1.EMAIL:anna@…` */
function readProperty(line: string): Field[] {
  const [, property = '', value = ''] = /^\s*(?:[\w-]+\.)?([A-Z]+)(?:;[^:]*)?:(.*)$/is.exec(line) ?? []
  const says = kindOfProperty[property.toUpperCase()]
  const text = foldBlanks(value.replace(/\\([\\;:,])/g, '$1').replace(/^(?:tel|mailto):/i, ''))
  return says === undefined || text === '' ? [] : [{ says, text }]
}

/** What people call the members of a customer's code, in small letters without separators. */
const kindOfMember: [kind: IdentifierKind | 'phone', names: RegExp][] = [
  ['phone', /^(?:(?:mobile|phone|cell|contact|whatsapp)(?:no|number|phone)?|telephone|tel|msisdn)$/],
  ['email', /^(?:e?mail)(?:id|address)?$/],
  ['cardNumber', /^(?:loyalty|member|membership)?card(?:no|number|id)?$/],
  ['externalId', /^(?:external|ext|member|membership|loyalty)(?:id|no|number)$/],
  ['customerId', /^(?:user|customer|cust)?(?:id|no|number)$/],
]

function readJson(text: string): Payload | undefined {
  const fields = Object.entries(parse(text)).flatMap(([member, value]): Field[] => {
    const name = member.toLowerCase().replace(/[^a-z]/g, '')
    const [kind] = kindOfMember.find(([, names]) => names.test(name)) ?? []
    // A number beyond the safe integers has already lost digits.
    const isWhole = typeof value === 'string' || Number.isSafeInteger(value)
    return kind === undefined || !isWhole ? [] : [{ says: kind, text: foldBlanks(String(value)) }]
  })
  const [first, ...others] = fields
  return first && { holds: others.length > 0 ? 'several' : 'one', fields: [first, ...others] }
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
