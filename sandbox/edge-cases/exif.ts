/** Where a photo was taken, and how the camera was held (1 upright … 8, see Exif 2.32 §4.6.4). */
export type Exif = { orientation: number; latitude: Degrees; longitude: Degrees }

/** Degrees, minutes, seconds; north and east. */
type Degrees = readonly [degrees: number, minutes: number, seconds: number]

const SHORT = 3
const LONG = 4
const ASCII = 2
const RATIONAL = 5

/**
 * Puts an Exif block into a JPEG, right behind its start marker, as cameras do.
 * Format: CIPA DC-008 (Exif 2.32) and TIFF 6.0, little-endian.
 */
export function withExif(jpeg: Buffer, exif: Exif): Buffer {
  if (jpeg.readUInt16BE(0) !== 0xffd8) throw new Error('Not a JPEG')
  const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(exif)])
  const marker = Buffer.from([0xff, 0xe1, 0, 0])
  marker.writeUInt16BE(payload.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), marker, payload, jpeg.subarray(2)])
}

const HEADER_SIZE = 8
const IFD0_SIZE = 2 + 2 * 12 + 4
const GPS_AT = HEADER_SIZE + IFD0_SIZE
const GPS_SIZE = 2 + 4 * 12 + 4
const VALUES_AT = GPS_AT + GPS_SIZE

function tiff({ orientation, latitude, longitude }: Exif): Buffer {
  const header = Buffer.from([0x49, 0x49, 0x2a, 0x00, HEADER_SIZE, 0, 0, 0])
  const main = directory([entry(0x0112, SHORT, 1, orientation), entry(0x8825, LONG, 1, GPS_AT)])
  const gps = directory([
    entry(0x0001, ASCII, 2, 'N'.charCodeAt(0)),
    entry(0x0002, RATIONAL, 3, VALUES_AT),
    entry(0x0003, ASCII, 2, 'E'.charCodeAt(0)),
    entry(0x0004, RATIONAL, 3, VALUES_AT + 24),
  ])
  return Buffer.concat([header, main, gps, rationals(latitude), rationals(longitude)])
}

function directory(entries: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2)
  count.writeUInt16LE(entries.length)
  return Buffer.concat([count, ...entries, Buffer.alloc(4)])
}

function entry(tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt16LE(tag, 0)
  bytes.writeUInt16LE(type, 2)
  bytes.writeUInt32LE(count, 4)
  bytes.writeUInt32LE(value, 8)
  return bytes
}

function rationals(values: Degrees): Buffer {
  const bytes = Buffer.alloc(values.length * 8)
  for (const [position, value] of values.entries()) {
    bytes.writeUInt32LE(value, position * 8)
    bytes.writeUInt32LE(1, position * 8 + 4)
  }
  return bytes
}
