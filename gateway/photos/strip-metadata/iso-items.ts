import { latin1, uint } from './byte-order.ts'
import { type Box, boxesIn, findBox, type Range } from './iso-boxes.ts'

/** How one item relates to others, such as "a grid is made of tiles": `dimg`, `auxl`, `thmb`, … */
interface Reference {
  /** The offset of its box. */
  start: number
  type: string
  from: number
  to: number[]
}

/** The content of the `meta` box of an AVIF or HEIC. Offsets count from the start of the file. */
export interface Items {
  primary: number
  types: Map<number, string>
  places: Map<number, Range[]>
  references: Reference[]
  width: number
  height: number
}

const FULL_BOX = 4
// An extent can take zero bytes, so a small box can claim billions of them. A 200-megapixel grid of tiles has about 800.
const MOST_EXTENTS = 4096

/**
 * Reads the items of a still image. `bytes` begins at the file's start and reaches at least the end of `meta`.
 * Returns `undefined` if there is no primary item with a size, or if the location of an item is invalid.
 * Format: ISO/IEC 14496-12 §8.11 and ISO/IEC 23008-12 §6; https://aomediacodec.github.io/av1-avif/
 */
export function readItems(bytes: Uint8Array, meta: Box): Items | undefined {
  const find = (type: string) => findBox(bytes, type, meta.content + FULL_BOX, meta.end)
  const [pitm, iinf, iloc, iprp, iref] = [
    find('pitm'),
    find('iinf'),
    find('iloc'),
    find('iprp'),
    find('iref'),
  ]
  if (pitm === undefined || iinf === undefined || iloc === undefined || iprp === undefined) return undefined
  const primary = uint(bytes, pitm.content + FULL_BOX, versionOf(bytes, pitm) === 0 ? 2 : 4)
  const size = readSize(bytes, iprp, primary)
  const places = readPlaces(bytes, iloc, find('idat'))
  if (size === undefined || places === undefined) return undefined
  const references = iref === undefined ? [] : referencesIn(bytes, iref)
  return { primary, types: readTypes(bytes, iinf), places, references, ...size }
}

/** The version of a box, which is its first byte. */
const versionOf = (bytes: Uint8Array, box: Box): number => uint(bytes, box.content, 1)

/** The offset of the entries of `iinf`: after version, flags and count. */
export const itemInfosStart = (bytes: Uint8Array, iinf: Box): number =>
  iinf.content + FULL_BOX + (versionOf(bytes, iinf) === 0 ? 2 : 4)

/** The offset of the item type in an `infe` box: after version, flags, id and protection. Versions before 2 have no types. */
export function itemTypeOffset(bytes: Uint8Array, infe: Box): number | undefined {
  const version = versionOf(bytes, infe)
  const offset = infe.content + FULL_BOX + (version === 2 ? 2 : 4) + 2
  return version >= 2 && offset + 4 <= infe.end ? offset : undefined
}

export const itemId = (bytes: Uint8Array, infe: Box): number =>
  uint(bytes, infe.content + FULL_BOX, versionOf(bytes, infe) === 2 ? 2 : 4)

function readTypes(bytes: Uint8Array, iinf: Box): Map<number, string> {
  const types = new Map<number, string>()
  for (const infe of boxesIn(bytes, itemInfosStart(bytes, iinf), iinf.end)) {
    const offset = itemTypeOffset(bytes, infe)
    if (offset !== undefined) types.set(itemId(bytes, infe), latin1(bytes, offset, 4))
  }
  return types
}

export function referencesIn(bytes: Uint8Array, iref: Box): Reference[] {
  const width = versionOf(bytes, iref) === 0 ? 2 : 4
  return Array.from(boxesIn(bytes, iref.content + FULL_BOX, iref.end), ({ type, start, content, end }) => {
    const fits = Math.floor((end - content - width - 2) / width)
    const count = Math.max(0, Math.min(uint(bytes, content + width, 2), fits))
    const to = Array.from({ length: count }, (_, index) =>
      uint(bytes, content + width + 2 + index * width, width),
    )
    return { start, type, from: uint(bytes, content, width), to }
  })
}

/** The location of each item's bytes, by `iloc`: in the file, or in the `idat` box. */
function readPlaces(bytes: Uint8Array, iloc: Box, idat: Box | undefined): Items['places'] | undefined {
  let at = iloc.content + FULL_BOX
  const take = (size: number) => uint(bytes, (at += size) - size, size)
  const version = versionOf(bytes, iloc)
  const [offsetSize, lengthSize, baseSize, lastNibble] = [...nibbles(take(1)), ...nibbles(take(1))]
  const indexSize = version === 0 ? 0 : (lastNibble ?? 0)
  const places: Items['places'] = new Map()
  let extents = 0
  for (let left = take(version < 2 ? 2 : 4); left > 0 && at < iloc.end; left -= 1) {
    const id = take(version < 2 ? 2 : 4)
    const method = version === 0 ? 0 : take(2) % 16
    const isElsewhere = take(2) !== 0
    const base = take(baseSize ?? 0) + (method === 1 ? (idat?.content ?? 0) : 0)
    const count = take(2)
    extents += count
    // The item is built from other items' bytes (2), or has more extents than any photo.
    if (method > 1 || extents > MOST_EXTENTS) return undefined
    const ranges = Array.from({ length: count }, () => {
      take(indexSize)
      const start = base + take(offsetSize ?? 0)
      return { start, end: start + take(lengthSize ?? 0) }
    })
    if (!isElsewhere) places.set(id, ranges)
  }
  return places
}

const nibbles = (byte: number): [number, number] => [byte >> 4, byte % 16]

/** The `ispe` property that `ipma` assigns to the item. */
function readSize(bytes: Uint8Array, iprp: Box, item: number): { width: number; height: number } | undefined {
  const ipco = findBox(bytes, 'ipco', iprp.content, iprp.end)
  if (ipco === undefined) return undefined
  const properties = [...boxesIn(bytes, ipco.content, ipco.end)]
  for (const ipma of boxesIn(bytes, iprp.content, iprp.end)) {
    if (ipma.type !== 'ipma') continue
    for (const index of propertiesOf(bytes, ipma, item)) {
      const ispe = properties[index - 1]
      if (ispe?.type !== 'ispe') continue
      const at = ispe.content + FULL_BOX
      return { width: uint(bytes, at, 4), height: uint(bytes, at + 4, 4) }
    }
  }
  return undefined
}

/** The property numbers, counted from 1, of one item. */
function propertiesOf(bytes: Uint8Array, ipma: Box, item: number): number[] {
  const idSize = versionOf(bytes, ipma) === 0 ? 2 : 4
  const isWide = uint(bytes, ipma.content + 3, 1) % 2 === 1
  const width = isWide ? 2 : 1
  // The highest bit marks the property as essential.
  const mask = isWide ? 0x7fff : 0x7f
  let at = ipma.content + FULL_BOX + 4
  for (let left = uint(bytes, ipma.content + FULL_BOX, 4); left > 0 && at < ipma.end; left -= 1) {
    const id = uint(bytes, at, idSize)
    const count = uint(bytes, at + idSize, 1)
    const first = at + idSize + 1
    at = first + count * width
    if (id === item)
      return Array.from({ length: count }, (_, index) => uint(bytes, first + index * width, width) & mask)
  }
  return []
}
