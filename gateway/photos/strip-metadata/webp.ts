import { type Blanking, type Steps, blank, keep, peek, replace } from './blanking.ts'
import { fromLatin1, latin1, uintLittle } from './byte-order.ts'
import type { PixelSize, Reading } from './image-format.ts'
import { orientationOnly, TIFF_LIMIT } from './orientation.ts'

// Chunks of https://developers.google.com/speed/webp/docs/riff_container; VP8X says how large the canvas is, ANIM how it repeats.
const NEEDED_TO_DECODE = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ICCP'])
const FRAME_HEADER = 16

/** The size in the first chunk: of a lossy picture, a lossless picture, or the canvas of a picture with more chunks. */
export function readWebpSize(bytes: Uint8Array): Reading<PixelSize> {
  const type = latin1(bytes, 12, 4)
  if (bytes.length < (type === 'VP8L' ? 25 : 30)) return 'unknown-yet'
  switch (type) {
    case 'VP8 ': // a key frame's start code, then twice 14 bits and a scale: RFC 6386 §9.1
      if (uintLittle(bytes, 23, 3) !== 0x2a019d) return 'damaged'
      return { width: uintLittle(bytes, 26, 2) % 0x4000, height: uintLittle(bytes, 28, 2) % 0x4000 }
    case 'VP8L': {
      // a signature, then twice 14 bits, less one: https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification
      const packed = uintLittle(bytes, 21, 4)
      if (bytes[20] !== 0x2f) return 'damaged'
      return { width: (packed % 0x4000) + 1, height: (Math.floor(packed / 0x4000) % 0x4000) + 1 }
    }
    case 'VP8X':
      return { width: uintLittle(bytes, 24, 3) + 1, height: uintLittle(bytes, 27, 3) + 1 }
    default:
      return 'damaged'
  }
}

/** Keeps the chunks that make up the picture, and the orientation in EXIF. Blanks EXIF, XMP and unknown chunks. */
export function* blankWebp(): Blanking {
  const end = 8 + uintLittle(yield peek(12), 4, 4)
  if (end < 12) return 'damaged'
  yield keep(12)
  let at = 12
  while (end - at >= 8) {
    const head = yield peek(8)
    const type = latin1(head, 0, 4)
    // An animation frame is a header followed by ordinary chunks, which the loop reads next.
    const size = type === 'ANMF' ? FRAME_HEADER : uintLittle(head, 4, 4)
    if (at + 8 + size > end) return 'damaged'
    yield* blankChunk(type, size)
    const padding = Math.min(size % 2, end - at - 8 - size)
    yield blank(padding)
    at += 8 + size + padding
  }
  yield blank(end - at)
  return 'whole'
}

function* blankChunk(type: string, size: number): Steps {
  if (NEEDED_TO_DECODE.has(type) || type === 'ANMF') {
    yield keep(8 + size)
    return
  }
  const payload = type === 'EXIF' ? yield peek(Math.min(size, TIFF_LIMIT), 8) : fromLatin1('')
  // Some writers put the JPEG label before the TIFF block, which the standard does not allow.
  const tiff = latin1(payload, 0, 6) === 'Exif\0\0' ? payload.subarray(6) : payload
  const orientation = orientationOnly(tiff) ?? fromLatin1('')
  yield keep(8)
  yield replace(orientation)
  yield blank(size - orientation.length)
}
