/** What a scanned or pasted text declares itself to be. */
export type Payload =
  | { says: 'email'; text: string }
  | { says: 'phone'; text: string }
  | { says: 'url'; text: string }
  | { says: 'text'; text: string }

/** The prefix with which a scanner names the kind of barcode, such as `]C1` for GS1-128 (ISO/IEC 15424). */
const symbology = /^\][A-Za-z][0-9A-Za-z](?=.)/

const address =
  /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|blob|file|vbscript|intent|market|wifi):|www\.)/i

/** `bit.ly/3xyz`: a host of letters and a slash. A date or an id with slashes contains no such host. */
const bareAddress = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?\/(?!\/)/i

/**
 * Removes the usual wrappings of a code: a barcode's symbology prefix, `mailto:` (RFC 6068), `tel:` (RFC 3966), `sms:` (RFC 5724).
 * A link is only recognised, never followed.
 */
export function openPayload(written: string): Payload {
  const text = written.replace(symbology, '')
  const [, scheme, rest = ''] = /^(mailto|tel|smsto|sms) ?: ?(.*)$/i.exec(text) ?? []
  if (scheme !== undefined && scheme.toLowerCase() === 'mailto')
    return { says: 'email', text: decode(upTo(rest, '?')) }
  if (scheme !== undefined) return { says: 'phone', text: dialled(decode(rest)) }
  return address.test(text) || bareAddress.test(text) ? { says: 'url', text } : { says: 'text', text }
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
