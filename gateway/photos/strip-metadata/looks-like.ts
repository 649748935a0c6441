import { latin1 } from './byte-order.ts'

export type NotAnImage = 'html' | 'svg' | 'xml' | 'pdf' | 'gif' | 'json' | 'empty' | 'something-else'

// Tags with which a page without a doctype can begin, as browsers sniff them:
// https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
const HTML_NAMES = new Set(
  'html head body script iframe h1 div font table a style title b br p meta link'.split(' '),
)

/** What a file is if it is not a photo, for the log and for the tests; never a reason to pass it on. */
export function looksLike(bytes: Uint8Array): NotAnImage {
  if (bytes.length === 0) return 'empty'
  const text = latin1(bytes, 0, 4096).replace('\u00ef\u00bb\u00bf', '').trimStart().toLowerCase()
  if (text.startsWith('%pdf-')) return 'pdf'
  if (text.startsWith('gif8')) return 'gif'
  if (text.startsWith('{') || text.startsWith('[')) return 'json'
  return text.startsWith('<') ? markupLike(text) : 'something-else'
}

function markupLike(text: string): 'html' | 'svg' | 'xml' | 'something-else' {
  const withoutComments = text.replaceAll(/<!--[\s\S]*?(-->|$)/g, '')
  const first = /<(?:!doctype\s+)?([a-z][\w.:-]*)/.exec(withoutComments)?.[1]
  if (first === 'svg' || first?.endsWith(':svg') === true) return 'svg'
  if (first !== undefined && HTML_NAMES.has(first)) return 'html'
  return first !== undefined || text.startsWith('<?xml') ? 'xml' : 'something-else'
}
