import { type Blanking, type Steps, blank, blankUntil, keep, keepUntil, peek, replace } from './blanking.ts'
import { latin1, uint } from './byte-order.ts'
import type { PixelSize, Reading } from './image-format.ts'
import { orientationOnly } from './orientation.ts'

// Markers of ITU-T T.81 table B.1, https://www.w3.org/Graphics/JPEG/itu-t81.pdf
const TEM = 0x01
const RST0 = 0xd0
const RST7 = 0xd7
const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee

const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
const DHT_DAC_DQT_DNL_DRI_DHP_EXP = [0xc4, 0xcc, 0xdb, 0xdc, 0xdd, 0xde, 0xdf]
const NEEDED_TO_DECODE = new Set([...FRAMES, ...DHT_DAC_DQT_DNL_DRI_DHP_EXP, SOS])

const EXIF = 'Exif\0\0'

const isWithoutLength = (marker: number): boolean =>
  marker === 0x00 || marker === TEM || (marker >= RST0 && marker <= RST7)

/** Many more than any camera writes. Without limits, a file without a size would be read again from its start with each chunk. */
const MOST_SEGMENTS = 2048
const MOST_STRAY_BYTES = 64 * 1024

/** The size in the frame header, which can follow megabytes of Exif, profiles, depth maps and further pictures. */
export function readJpegSize(bytes: Uint8Array): Reading<PixelSize> {
  let at = 2
  let stray = 0
  for (let segments = 0; segments < MOST_SEGMENTS; segments += 1) {
    // Decoders skip bytes between segments, so a file with a few stray bytes there is still a photo.
    for (; at < bytes.length && (bytes[at] !== 0xff || bytes[at + 1] === 0xff); at += 1) stray += 1
    if (stray > MOST_STRAY_BYTES) return 'damaged'
    if (at + 4 > bytes.length) return 'unknown-yet'
    const marker = uint(bytes, at + 1, 1)
    const length = isWithoutLength(marker) ? 0 : uint(bytes, at + 2, 2)
    if (marker === SOI || marker === EOI || marker === SOS) return 'damaged'
    if (!isWithoutLength(marker) && length < 2) return 'damaged'
    if (FRAMES.has(marker)) {
      if (at + 9 > bytes.length) return 'unknown-yet'
      return { height: uint(bytes, at + 5, 2), width: uint(bytes, at + 7, 2) }
    }
    at += 2 + length
  }
  return 'damaged'
}

/**
 * Keeps tables, frames, scans, JFIF (without its thumbnail), ICC profiles, the Adobe colour transform and the Exif orientation.
 * Blanks every other segment, also between the scans of a progressive file, and all bytes between segments.
 */
export function* blankJpeg(): Blanking {
  let scans = 0
  let isInScan = false
  yield keep(2)
  for (;;) {
    // Scan data contains many 0xff bytes that are not markers.
    yield isInScan ? keepUntil(0xff, isWithoutLength) : blankUntil(0xff)
    const marker = uint(yield peek(2), 1, 1)
    if (marker === 0xff) yield keep(1)
    else if (isWithoutLength(marker)) yield blank(2)
    else if (marker === EOI) break
    else {
      if (marker === SOI || !(yield* blankSegment(marker))) return 'damaged'
      isInScan = marker === SOS
      if (isInScan) scans += 1
    }
  }
  yield keep(2)
  return scans > 0 ? 'whole' : 'damaged'
}

/** Returns false if the segment has no valid length. */
function* blankSegment(marker: number): Steps<boolean> {
  const payload = uint(yield peek(4), 2, 2) - 2
  if (payload < 0) return false
  yield keep(4)
  if (marker === APP1) {
    yield replace(orientationSegment(yield peek(payload)))
    return true
  }
  const kept = Math.min(payload, neededBytes(marker, yield peek(Math.min(payload, 12))))
  yield keep(kept)
  yield blank(payload - kept)
  return true
}

/** How many bytes at the start of a segment are needed to show the picture. */
function neededBytes(marker: number, start: Uint8Array): number {
  if (NEEDED_TO_DECODE.has(marker)) return Infinity
  const label = latin1(start, 0, start.length)
  // JFIF: version, density; a thumbnail's size and pixels follow. https://www.w3.org/Graphics/JPEG/jfif3.pdf
  if (marker === APP0 && label.startsWith('JFIF\0')) return 12
  // https://www.color.org/technotes/ICC-Technote-ProfileEmbedding.pdf
  if (marker === APP2 && label.startsWith('ICC_PROFILE\0')) return Infinity
  // Without its last byte a CMYK picture has wrong colours. https://www.itu.int/rec/T-REC-T.872
  if (marker === APP14 && label.startsWith('Adobe')) return 12
  return 0
}

function orientationSegment(payload: Uint8Array): Uint8Array {
  const cleaned = new Uint8Array(payload.length)
  const isExif = latin1(payload, 0, EXIF.length) === EXIF
  const orientation = isExif ? orientationOnly(payload.subarray(EXIF.length)) : undefined
  if (orientation === undefined) return cleaned
  cleaned.set(payload.subarray(0, EXIF.length))
  cleaned.set(orientation, EXIF.length)
  return cleaned
}
