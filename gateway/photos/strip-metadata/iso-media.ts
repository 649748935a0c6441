import { type Blanking, type Steps, blank, keep, peek, replace } from './blanking.ts'
import { fromLatin1, latin1 } from './byte-order.ts'
import type { PixelSize, Reading } from './image-format.ts'
import { type Box, headerSize, type Range, readBox } from './iso-boxes.ts'
import { type Items, readItems } from './iso-items.ts'
import { cleanFileType, cleanMeta } from './iso-meta.ts'

const META_LIMIT = 512 * 1024
/** More than any camera writes before `meta`: the file type, and the media data of some. */
const MOST_BOXES_BEFORE_META = 64
// The brands of still images and image sequences: https://mp4ra.org/registered-types/brands
const BRANDS = /^(avi[fs]|hei[cxms]|hev[cxms]|mi[fa][1f]|msf1)$/
const CODINGS = new Map<string, 'avif' | 'heic'>([
  ['av01', 'avif'],
  ['hvc1', 'heic'],
  ['hev1', 'heic'],
])

const PICTURES = new Set(['grid', 'iovl', 'iden', 'tmap', ...CODINGS.keys()])

interface Still {
  format: 'avif' | 'heic'
  size: PixelSize
  /** The items that make up the picture. */
  needed: ReadonlySet<number>
  /** Their byte ranges in the file, in order and without overlaps. */
  places: Range[]
}

/** The size from `ispe`, and the format by the coding of the primary item, not by the brands. */
export function readIsoMedia(bytes: Uint8Array): Reading<PixelSize & { format: 'avif' | 'heic' }> {
  if (bytes.length < 16) return 'unknown-yet'
  const fileType = readBox(bytes, 0, Infinity)
  if (fileType === undefined) return 'damaged'
  if (fileType.end > bytes.length) return 'unknown-yet'
  if (!hasImageBrand(bytes, fileType)) return 'damaged'
  let at = fileType.end
  for (let boxes = 0; at + 16 <= bytes.length; boxes += 1) {
    if (boxes > MOST_BOXES_BEFORE_META) return 'damaged'
    const box = readBox(bytes.subarray(at, at + 16), at, Infinity)
    if (box === undefined) return 'damaged'
    at = box.end
    if (box.type !== 'meta') continue
    if (box.end - box.start > META_LIMIT) return 'damaged'
    if (box.end > bytes.length) return 'unknown-yet'
    const still = readStill(bytes, box)
    return still === undefined ? 'damaged' : { format: still.format, ...still.size }
  }
  return 'unknown-yet'
}

function hasImageBrand(bytes: Uint8Array, fileType: Box): boolean {
  for (let at = fileType.content; at + 4 <= fileType.end; at += 4)
    if (BRANDS.test(latin1(bytes, at, 4))) return true
  return false
}

/**
 * Keeps the file type, the description of the primary item and the bytes of the items that it is made of. Everything else is
 * blanked: Exif, XMP, thumbnails, further pictures, the tracks of an animation, unknown boxes. Nothing of Exif must stay, because
 * `irot` and `imir` turn these pictures: ISO/IEC 23008-12 §6.5.10.
 */
export function* blankIsoMedia(): Blanking {
  const meta = yield* findMeta()
  if (meta === undefined) return 'damaged'
  const start = yield peek(meta.end)
  const still = readStill(start, meta)
  const lastByte = still?.places.at(-1)?.end ?? 0
  if (still === undefined || lastByte === 0) return 'damaged'

  const places = [...still.places]
  let at = 0
  while (at < Math.max(lastByte, meta.end)) {
    const box = yield* nextBox(0, at)
    if (box === undefined) return 'damaged'
    if (at === meta.start) yield replace(cleanMeta(start, meta, still))
    else if (at < meta.start && box.type === 'ftyp') yield replace(cleanFileType(start, box))
    else yield* blankBox(box, places, lastByte)
    at = box.end
  }
  return 'whole'
}

/** Everything before `meta` is buffered, because only `meta` tells which bytes may pass. */
function* findMeta(): Steps<Box | undefined> {
  let at = 0
  for (let boxes = 0; boxes <= MOST_BOXES_BEFORE_META; boxes += 1) {
    const box = yield* nextBox(at, at)
    if (box === undefined || box.end === Infinity) return undefined
    if (box.type === 'meta') return box.end - box.start <= META_LIMIT ? box : undefined
    at = box.end
  }
  return undefined
}

/** The box `ahead` bytes from here, which is `at` bytes into the file. */
function* nextBox(ahead: number, at: number): Steps<Box | undefined> {
  const header = headerSize(yield peek(8, ahead))
  return readBox(yield peek(header, ahead), at, Infinity)
}

/** Blanks a box except for the ranges within it, which it takes from the front of `places`. */
function* blankBox(box: Box, places: Range[], lastByte: number): Steps {
  yield keep(4)
  // A box declared as free space may contain zeros.
  yield box.type === 'mdat' ? keep(4) : replace(fromLatin1('free'))
  yield keep(box.content - box.start - 8)
  // A box without an end is as long as the file. Processing stops at its last needed byte.
  const end = Math.min(box.end, lastByte)
  let at = box.content
  while (at < end) {
    const place = places[0] ?? { start: Infinity, end: Infinity }
    const from = Math.min(Math.max(place.start, at), end)
    const to = Math.max(Math.min(place.end, end), from)
    yield blank(from - at)
    yield box.type === 'mdat' ? keep(to - from) : blank(to - from)
    if (place.end <= end) places.shift()
    at = to
  }
  if (Number.isFinite(box.end)) yield blank(box.end - Math.max(at, box.content))
}

function readStill(bytes: Uint8Array, meta: Box): Still | undefined {
  const items = readItems(bytes, meta)
  if (items === undefined) return undefined
  const needed = neededItems(items)
  const codings = [...needed].map((id) => CODINGS.get(items.types.get(id) ?? ''))
  const format = codings.find((coding) => coding !== undefined)
  if (format === undefined) return undefined
  const places = inOrder([...needed].flatMap((id) => items.places.get(id) ?? []))
  return { format, size: { width: items.width, height: items.height }, needed, places }
}

/** The primary item, the items it is derived from, and its alpha plane and similar; not its thumbnails. */
function neededItems({ primary, types, references }: Items): Set<number> {
  const leads = new Map<number, number[]>()
  const lead = (from: number, to: number[]) => {
    const known = leads.get(from)
    if (known === undefined) leads.set(from, [...to])
    else for (const id of to) known.push(id)
  }
  for (const { type, from, to } of references) {
    if (type === 'dimg' || type === 'base' || type === 'prem') lead(from, to)
    if (type === 'auxl') for (const master of to) lead(master, [from])
  }
  const needed = new Set([primary])
  // Iteration over a Set also visits items added during the loop.
  for (const id of needed)
    for (const next of leads.get(id) ?? []) if (PICTURES.has(types.get(next) ?? '')) needed.add(next)
  return needed
}

/** Sorts the ranges, and joins overlapping and empty ones. */
function inOrder(ranges: Range[]): Range[] {
  const joined: Range[] = []
  for (const range of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1)
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else joined.push({ ...range })
  }
  return joined
}
