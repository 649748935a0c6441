import { crc32, inflateSync } from 'node:zlib'

import { type Blanking, type Steps, blank, keep, peek, replace } from './blanking.ts'
import { fromLatin1, latin1, uint } from './byte-order.ts'
import type { PixelSize, Reading } from './image-format.ts'
import { orientationOnly, TIFF_LIMIT } from './orientation.ts'

// Chunks of https://www.w3.org/TR/png-3/#4Concepts.FormatTypes that say how pixels look. sPLT and hIST are hints that contain free
// text or have no use.
const NEEDED_TO_DECODE = new Set(
  'IHDR PLTE IDAT tRNS cHRM gAMA sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '),
)

// Ancillary, private, safe to copy: every reader must skip it. Zeros under the old name would be an invalid tEXt or tIME.
const BLANKED = fromLatin1('blNk')

// In bytes, as stored and unpacked. The largest profiles of printers have two megabytes.
const LONGEST_PROFILE = 1024 * 1024
const LONGEST_UNPACKED_PROFILE = 4 * 1024 * 1024

const LONGEST_CHUNK = 0x7fffffff
const ZEROS = new Uint8Array(16 * 1024)

/** The size in IHDR, which every PNG starts with. */
export function readPngSize(bytes: Uint8Array): Reading<PixelSize> {
  if (bytes.length < 24) return 'unknown-yet'
  if (uint(bytes, 8, 4) !== 13 || latin1(bytes, 12, 4) !== 'IHDR') return 'damaged'
  return { width: uint(bytes, 16, 4), height: uint(bytes, 20, 4) }
}

/** Keeps the chunks that make up the picture, and the orientation in eXIf. Blanks text, time, Exif and unknown chunks, and profiles that do not unpack. */
export function* blankPng(): Blanking {
  yield keep(8)
  for (;;) {
    const head = yield peek(8)
    const length = uint(head, 0, 4)
    const type = latin1(head, 4, 4)
    if (length > LONGEST_CHUNK || (type === 'IEND' && length > 0)) return 'damaged'
    if (type === 'IEND') break
    if (NEEDED_TO_DECODE.has(type) || (type === 'iCCP' && (yield* isSmallProfile(length))))
      yield keep(8 + length + 4)
    else yield* blankChunk(type, length)
  }
  yield keep(12)
  return 'whole'
}

/** Whether a colour profile can be unpacked, into no more than a profile has. A small chunk can unpack to gigabytes in a browser. */
function* isSmallProfile(length: number): Steps<boolean> {
  if (length > LONGEST_PROFILE) return false
  const profile = yield peek(length, 8)
  try {
    // The name, a zero, and the method of compression come first.
    return (
      inflateSync(profile.subarray(profile.indexOf(0) + 2), {
        maxOutputLength: LONGEST_UNPACKED_PROFILE,
      }).length > 0
    )
  } catch {
    return false
  }
}

function* blankChunk(type: string, length: number): Steps {
  const tiff = type === 'eXIf' ? yield peek(Math.min(length, TIFF_LIMIT), 8) : ZEROS.subarray(0, 0)
  const orientation = orientationOnly(tiff)
  const start = orientation === undefined ? BLANKED : Buffer.concat([fromLatin1(type), orientation])
  yield keep(4)
  yield replace(start)
  let checksum = crc32(start)
  // The checksum covers the bytes as they arrive, not the length that a file claims, so that a false length costs us nothing.
  for (let left = length + BLANKED.length - start.length; left > 0; left -= ZEROS.length) {
    const zeros = ZEROS.subarray(0, left)
    yield blank(zeros.length)
    checksum = crc32(zeros, checksum)
  }
  const ending = Buffer.alloc(4)
  ending.writeUInt32BE(checksum)
  yield replace(ending)
}
