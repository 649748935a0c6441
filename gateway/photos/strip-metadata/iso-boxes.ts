import { latin1, uint } from './byte-order.ts'

/** A box of ISO/IEC 14496-12 §4.2, by offsets: its header begins at `start`, its content at `content`; both end before `end`. */
export interface Box {
  type: string
  start: number
  content: number
  end: number
}

export interface Range {
  start: number
  end: number
}

/** The length of a box's header in bytes: 16 with a 64-bit size, otherwise 8. */
export const headerSize = (start: Uint8Array): number => (uint(start, 0, 4) === 1 ? 16 : 8)

/** The box whose header is at the start of `bytes`. The box is at `start` of a container that ends before `limit`. */
export function readBox(bytes: Uint8Array, start: number, limit: number): Box | undefined {
  const header = headerSize(bytes)
  const stated = header === 16 ? uint(bytes, 8, 8) : uint(bytes, 0, 4)
  // Zero means "up to the end of the container".
  const end = stated === 0 ? limit : start + stated
  if (end < start + header || end > limit) return undefined
  return { type: latin1(bytes, 4, 4), start, content: start + header, end }
}

/** The boxes from `from` on, up to the first one that does not fit. */
export function* boxesIn(bytes: Uint8Array, from: number, to: number): Generator<Box> {
  let at = from
  while (at + 8 <= to) {
    const box = readBox(bytes.subarray(at, at + 16), at, to)
    if (box === undefined) return
    yield box
    at = box.end
  }
}

export function findBox(bytes: Uint8Array, type: string, from: number, to: number): Box | undefined {
  for (const box of boxesIn(bytes, from, to)) if (box.type === type) return box
  return undefined
}
