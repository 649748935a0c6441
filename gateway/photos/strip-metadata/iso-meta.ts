import { fromLatin1, latin1 } from './byte-order.ts'
import { type Box, boxesIn, type Range } from './iso-boxes.ts'
import { itemId, itemInfosStart, itemTypeOffset, referencesIn } from './iso-items.ts'

const COPIED = new Set(['pitm', 'iloc', 'dinf', 'grpl'])

/** Of `hdlr`: version, flags, type and reserved bytes; a name for people follows. ISO/IEC 14496-12 §8.4.3 */
const HANDLER = 24

// Properties that say how pixels look: ISO/IEC 23008-12 §6.5 and
// https://aomediacodec.github.io/av1-avif/#image-item-and-properties.
// The others contain descriptions or times: udes, altt, crtt, mdft, …
const PIXEL_PROPERTIES = new Set(
  (
    'ispe pixi colr irot imir clap pasp auxC hvcC av1C a1op a1lx lsel lhvC rloc clli mdcv cclv amve ndwt ' +
    'oinf tols tois iscl subs'
  ).split(' '),
)

// Tracks need a moov box. The moov box is blanked, so these brands would promise missing content.
const STILL_BRANDS = new Map([
  ['avis', 'avif'],
  ['msf1', 'mif1'],
  ['hevc', 'heic'],
  ['hevx', 'heix'],
])

/** The parts of the `meta` box, and of the `idat` box within it, that a picture needs. */
interface Needs {
  needed: ReadonlySet<number>
  places: readonly Range[]
}

/** The `ftyp` box of a file whose animation, if any, is blanked. */
export function cleanFileType(bytes: Uint8Array, fileType: Box): Uint8Array {
  const cleaned = bytes.slice(fileType.start, fileType.end)
  for (let at = fileType.content - fileType.start; at + 4 <= cleaned.length; at += 4) {
    const brand = STILL_BRANDS.get(latin1(cleaned, at, 4))
    if (brand !== undefined) cleaned.set(fromLatin1(brand), at)
  }
  return cleaned
}

/**
 * A `meta` box of the same length that keeps only the structure. Unneeded items lose their type, so that no reader looks for Exif
 * in the zeros; the references to them and the
 * handler lose theirs; all items lose their names; descriptive properties lose their content.
 */
export function cleanMeta(bytes: Uint8Array, meta: Box, { needed, places }: Needs): Uint8Array {
  const cleaned = new Uint8Array(meta.end)
  const copy = (from: number, to: number) => cleaned.set(bytes.subarray(from, to), from)
  const isNeeded = (id: number) => needed.has(id)
  copy(meta.start, meta.content + 4)
  for (const box of boxesIn(bytes, meta.content + 4, meta.end)) {
    copy(box.start, box.content)
    if (COPIED.has(box.type)) copy(box.content, box.end)
    else if (box.type === 'hdlr') copy(box.content, Math.min(box.content + HANDLER, box.end))
    else if (box.type === 'iref') copy(box.content, box.end)
    else if (box.type === 'iinf') for (const part of itemInfoParts(bytes, box)) copy(part.start, part.end)
    else if (box.type === 'iprp') for (const part of propertyParts(bytes, box)) copy(part.start, part.end)
    else if (box.type === 'idat') for (const part of within(box, places)) copy(part.start, part.end)
    else cleaned.set(fromLatin1('free'), box.start + 4)
    if (box.type === 'iinf') hideItems(bytes, box, isNeeded, cleaned)
    if (box.type === 'iref') hideReferences(bytes, box, isNeeded, cleaned)
  }
  return cleaned.subarray(meta.start)
}

/** The ids and types of all items, without names and media types. */
function* itemInfoParts(bytes: Uint8Array, iinf: Box): Generator<Range> {
  yield { start: iinf.content, end: itemInfosStart(bytes, iinf) }
  for (const infe of boxesIn(bytes, itemInfosStart(bytes, iinf), iinf.end)) {
    const type = itemTypeOffset(bytes, infe)
    yield { start: infe.start, end: type === undefined ? infe.content + 1 : type + 4 }
  }
}

function hideItems(
  bytes: Uint8Array,
  iinf: Box,
  isNeeded: (id: number) => boolean,
  cleaned: Uint8Array,
): void {
  for (const infe of boxesIn(bytes, itemInfosStart(bytes, iinf), iinf.end)) {
    const type = itemTypeOffset(bytes, infe)
    if (type !== undefined && !isNeeded(itemId(bytes, infe))) cleaned.set(fromLatin1('blnk'), type)
  }
}

/** References from or to hidden items lose their type. Readers ignore types that they do not know, but refuse empty references. */
function hideReferences(
  bytes: Uint8Array,
  iref: Box,
  isNeeded: (id: number) => boolean,
  cleaned: Uint8Array,
): void {
  for (const { start, from, to } of referencesIn(bytes, iref))
    if (![from, ...to].every(isNeeded)) cleaned.set(fromLatin1('free'), start + 4)
}

function* propertyParts(bytes: Uint8Array, iprp: Box): Generator<Range> {
  for (const box of boxesIn(bytes, iprp.content, iprp.end)) {
    yield { start: box.start, end: box.type === 'ipma' ? box.end : box.content }
    if (box.type !== 'ipco') continue
    for (const property of boxesIn(bytes, box.content, box.end)) {
      const isKept = PIXEL_PROPERTIES.has(property.type)
      yield { start: property.start, end: isKept ? property.end : property.content }
    }
  }
}

function* within(box: Box, places: readonly Range[]): Generator<Range> {
  for (const { start, end } of places) {
    const from = Math.max(start, box.content)
    const to = Math.min(end, box.end)
    if (from < to) yield { start: from, end: to }
  }
}
