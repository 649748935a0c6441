import { latin1 } from './byte-order.ts'

export type NotAnImage =
  | 'html'
  | 'svg'
  | 'xml'
  | 'pdf'
  | 'json'
  | 'empty'
  | 'something-else'
  | 'another-picture'

/**
 * The first bytes of pictures that not every browser shows, or that are damaged where their size should stand; `?` is any character.
 * In this order: GIF, BMP, TIFF, JPEG XL, JPEG 2000, JPEG, PNG, WebP, AVIF and HEIC.
 */
const PICTURES = [
  'GIF8',
  'BM????\0\0\0\0',
  'II*\0',
  'MM\0*',
  '\u00ff\n',
  '\0\0\0\fJXL ',
  '\0\0\0\fjP  ',
  '\u00ff\u00d8\u00ff',
  '\u0089PNG\r\n\u001a\n',
  'RIFF????WEBP',
  '\0\0??ftypavi',
  '\0\0??ftyphe',
  '\0\0??ftypmi',
  '\0\0??ftypmsf1',
]

const beginsLike = (start: string, pattern: string) =>
  Array.from(pattern).every((each, at) => each === '?' || each === start[at])

export const isPicture = (what: NotAnImage) => what === 'another-picture'

// Tags with which a page without a doctype can begin, as browsers sniff them:
// https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
const HTML_NAMES = new Set(
  'html head body script iframe h1 div font table a style title b br p meta link'.split(' '),
)

/** What a file is if it is not a photo, for the log and for the tests; never a reason to pass it on. */
export function looksLike(bytes: Uint8Array): NotAnImage {
  if (bytes.length === 0) return 'empty'
  const start = latin1(bytes, 0, 4096)
  if (PICTURES.some((picture) => beginsLike(start, picture))) return 'another-picture'
  const text = start.replace('\u00ef\u00bb\u00bf', '').trimStart().toLowerCase()
  if (text.startsWith('%pdf-')) return 'pdf'
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
