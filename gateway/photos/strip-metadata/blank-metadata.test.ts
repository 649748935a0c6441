import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createMetadataBlanker, TruncatedImage } from './blank-metadata.ts'
import type { ImageFormat } from './image-format.ts'

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url))

const PHOTOS = [
  ['baseline.jpg', 'jpeg'],
  ['progressive.jpg', 'jpeg'],
  ['cmyk.jpg', 'jpeg'],
  ['full.png', 'png'],
  ['extended.webp', 'webp'],
  ['animated.webp', 'webp'],
  ['alpha.avif', 'avif'],
  ['grid.avif', 'avif'],
  ['sequence.avif', 'avif'],
  ['thumbnail.avif', 'avif'],
  ['thumbnail.heic', 'heic'],
] as const

function pass(format: ImageFormat, chunks: Iterable<Uint8Array>, declaredLength?: number) {
  const blanker = createMetadataBlanker(format, declaredLength)
  const output = Buffer.concat(Array.from(chunks, (chunk) => blanker.push(chunk)))
  return { output, end: () => blanker.end() }
}

function clean(format: ImageFormat, bytes: Uint8Array): Buffer {
  const { output, end } = pass(format, [bytes], bytes.length)
  end()
  return output
}

function complaintOf(end: () => void): unknown {
  try {
    end()
    return undefined
  } catch (error) {
    return error
  }
}

/** Cuts `bytes` at these offsets. */
const cut = (bytes: Buffer, places: number[]) =>
  [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length))

const exif = (orientation: number) =>
  Buffer.from([
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    18,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ])

test.each(PHOTOS)('%s keeps its length and loses everything personal', (name, format) => {
  const bytes = fixture(name)
  expect(bytes.includes('CANARY')).toBe(true)
  const output = clean(format, bytes)
  expect(output.length).toBe(bytes.length)
  expect(output.includes('CANARY')).toBe(false)
  expect(output.includes('<x:xmpmeta')).toBe(false)
  expect(output.includes('8BIM')).toBe(false)
})

test.each(PHOTOS)('%s comes out the same however the network cuts it', (name, format) => {
  const bytes = fixture(name)
  const whole = clean(format, bytes)
  expect(pass(format, cut(bytes, [...bytes.keys()])).output).toEqual(whole)
  const places = fc.array(fc.nat(bytes.length)).map((some) => some.toSorted((one, other) => one - other))
  fc.assert(
    fc.property(places, (some) => pass(format, cut(bytes, some)).output.equals(whole)),
    { numRuns: 60 },
  )
})

test.each(['lossy.webp', 'lossless.webp'])('%s, which has no metadata, passes unchanged', (name) => {
  expect(clean('webp', fixture(name))).toEqual(fixture(name))
})

test.each(PHOTOS)('cleaning %s twice changes nothing more', (name, format) => {
  const once = clean(format, fixture(name))
  expect(clean(format, once)).toEqual(once)
})

test.each(['baseline.jpg', 'progressive.jpg'])('%s still says which way is up, and nothing else', (name) => {
  const output = clean('jpeg', fixture(name))
  const segment = output.indexOf('Exif\0\0')
  const end = segment - 2 + output.readUInt16BE(segment - 2)
  expect(output.subarray(segment + 6, segment + 32)).toEqual(exif(6))
  expect(output.subarray(segment + 32, end).every((byte) => byte === 0)).toBe(true)
})

test('a JPEG without its metadata still has every table, profile and scan', () => {
  const bytes = fixture('baseline.jpg')
  const output = clean('jpeg', bytes)
  const from = bytes.lastIndexOf(Buffer.from([0xff, 0xdb, 0, 0x43]))
  expect(from).toBeGreaterThan(0)
  expect(output.subarray(from)).toEqual(bytes.subarray(from))
  const profile = bytes.lastIndexOf('ICC_PROFILE')
  expect(output.subarray(profile, profile + 480)).toEqual(bytes.subarray(profile, profile + 480))
})

test('a JPEG ends at its end: a second picture after it is blanked', () => {
  const bytes = Buffer.concat([fixture('cmyk.jpg'), fixture('baseline.jpg')])
  const output = clean('jpeg', bytes)
  expect(output.subarray(fixture('cmyk.jpg').length).every((byte) => byte === 0)).toBe(true)
})

test('the thumbnail in a JFIF header is blanked, its density stays', () => {
  const header = Buffer.from('\xff\xd8\xff\xe0\0\x13JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01RGB', 'latin1')
  const output = clean('jpeg', Buffer.concat([header, fixture('cmyk.jpg').subarray(2)]))
  expect(output.subarray(0, 18)).toEqual(header.subarray(0, 18))
  expect([...output.subarray(18, 23)]).toEqual([0, 0, 0, 0, 0])
})

test('little-endian Exif says which way is up, too', () => {
  const tiff = Buffer.from('II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0', 'latin1')
  const segment = Buffer.concat([Buffer.from('\xff\xd8\xff\xe1\0\x22Exif\0\0', 'latin1'), tiff])
  const output = clean('jpeg', Buffer.concat([segment, fixture('cmyk.jpg').subarray(2)]))
  expect(output.subarray(12, 38)).toEqual(exif(8))
})

test('a PNG keeps its pixels and its orientation, and every checksum is right', () => {
  const output = clean('png', fixture('full.png'))
  const types: string[] = []
  for (let at = 8; at < output.length;) {
    const length = output.readUInt32BE(at)
    const type = output.toString('latin1', at + 4, at + 8)
    expect(output.readUInt32BE(at + 8 + length)).toBe(crc32(output.subarray(at + 4, at + 8 + length)))
    types.push(type)
    at += 12 + length
  }
  expect(new Set(types)).toEqual(new Set(['IHDR', 'iCCP', 'pHYs', 'eXIf', 'blNk', 'IDAT', 'IEND']))
  const orientation = output.indexOf('eXIf') + 4
  expect(output.subarray(orientation, orientation + 26)).toEqual(exif(6))
  const pixels = fixture('full.png').subarray(fixture('full.png').indexOf('IDAT'))
  expect(output.subarray(output.indexOf('IDAT'))).toEqual(pixels)
})

const pngChunk = (type: string, data: Buffer) => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const bytes = Buffer.alloc(named.length + 8)
  bytes.writeUInt32BE(data.length)
  named.copy(bytes, 4)
  bytes.writeUInt32BE(crc32(named), named.length + 4)
  return bytes
}

test.each([
  ['unpacks to more than any profile has', deflateSync(Buffer.alloc(5_000_000)), false],
  ['does not unpack', Buffer.from('not deflated'), false],
  ['is longer than any', Buffer.alloc(1_100_000), false],
  ['unpacks to what a printer needs', deflateSync(Buffer.alloc(2_000_000, 7)), true],
])('a profile of a PNG that %s', (_what, packed, isKept) => {
  const png = fixture('full.png')
  const profile = pngChunk('iCCP', Buffer.concat([Buffer.from('name\0\0', 'latin1'), packed]))
  const output = clean('png', Buffer.concat([png.subarray(0, 33), profile, png.subarray(33)]))
  const passed = output.subarray(33, 33 + profile.length)
  expect(passed.equals(profile)).toBe(isKept)
  expect(passed.subarray(4, 8).toString('latin1')).toBe(isKept ? 'iCCP' : 'blNk')
})

/** The boxes of a HEIC or AVIF, of which `meta` comes first, with the media data in front of it. */
function mediaFirst(bytes: Buffer): Buffer {
  const metaAt = bytes.readUInt32BE(0)
  const meta = Buffer.from(bytes.subarray(metaAt, metaAt + bytes.readUInt32BE(metaAt)))
  const iloc = meta.indexOf('iloc') - 4
  // Items of 20 bytes follow the head of 16. The base of those in the media data, whose method is 0, moves.
  for (let at = iloc + 16; at < iloc + meta.readUInt32BE(iloc); at += 20)
    if (meta.readUInt16BE(at + 2) === 0) meta.writeUInt32BE(meta.readUInt32BE(at + 6) - meta.length, at + 6)
  return Buffer.concat([bytes.subarray(0, metaAt), bytes.subarray(metaAt + meta.length), meta])
}

test('a HEIC whose media data comes before its description keeps its picture and loses the rest', () => {
  const bytes = mediaFirst(fixture('thumbnail.heic'))
  const output = clean('heic', bytes)
  expect(output.includes('CANARY')).toBe(false)
  const inOrder = clean('heic', fixture('thumbnail.heic'))
  const media = inOrder.indexOf('mdat') - 4
  const moved = output.indexOf('mdat') - 4
  expect(output.subarray(moved, moved + 1096)).toEqual(inOrder.subarray(media, media + 1096))
})

test.each([
  ['thumbnail.avif', 'avif'],
  ['thumbnail.heic', 'heic'],
] as const)('the handler of %s loses its name, and references to hidden items their type', (name, format) => {
  const bytes = fixture(name)
  const handler = bytes.indexOf('hdlr')
  const named = Buffer.from(bytes)
  named.write('R', handler + 28, 'latin1')
  const output = clean(format, named)
  expect(output.subarray(handler, handler + 28)).toEqual(bytes.subarray(handler, handler + 28))
  expect(output[handler + 28]).toBe(0)
  expect([output.includes('cdsc'), output.includes('thmb')]).toEqual([false, false])
  // The references of a picture to its tiles stay.
  expect(clean('avif', fixture('grid.avif')).includes('dimg')).toBe(true)
})

test('a WebP keeps its pixels, its profile and its orientation', () => {
  const bytes = fixture('extended.webp')
  const output = clean('webp', bytes)
  const metadata = bytes.indexOf('EXIF')
  expect(output.subarray(0, metadata + 8)).toEqual(bytes.subarray(0, metadata + 8))
  expect(output.subarray(metadata + 8, metadata + 34)).toEqual(exif(6))
  expect(output.subarray(metadata + 34, output.indexOf('XMP ')).every((byte) => byte === 0)).toBe(true)
})

test('an AVIF loses its Exif and XMP items and its thumbnail, and keeps its picture', () => {
  const bytes = fixture('thumbnail.avif')
  const output = clean('avif', bytes)
  expect(output.includes('Exif')).toBe(false)
  expect(output.includes('application/rdf+xml')).toBe(false)
  const startOfAv1 = Buffer.from([0x12, 0x00, 0x0a])
  const picture = bytes.indexOf(startOfAv1)
  const exifItem = bytes.indexOf('MM\0*') - 4

  expect(output.subarray(picture, exifItem)).toEqual(bytes.subarray(picture, exifItem))
  expect(output.indexOf(startOfAv1, picture + 3)).toBe(-1)
})

test('an animated AVIF becomes a still one', () => {
  const output = clean('avif', fixture('sequence.avif'))
  expect(output.includes('avis')).toBe(false)
  expect(output.includes('moov')).toBe(false)
})

test.each(PHOTOS)('%s that ends early is told from a whole one, wherever it ends', (name, format) => {
  const bytes = fixture(name)
  const lengths = [...bytes.keys()]
  const missed = lengths.filter((length) => {
    const { end } = pass(format, [bytes.subarray(0, length)], bytes.length)
    return !(complaintOf(end) instanceof TruncatedImage)
  })
  expect(missed).toEqual([])
})

test.each([
  ['cmyk.jpg', 'jpeg', 1],
  ['full.png', 'png', 1],
  ['lossy.webp', 'webp', 1],
  ['lossless.webp', 'webp', 1],
  ['grid.avif', 'avif', 1800],
  ['thumbnail.heic', 'heic', 700],
] as const)('%s that ends early is noticed without a declared length', (name, format, missing) => {
  const bytes = fixture(name)
  expect(pass(format, [bytes.subarray(0, -missing)]).end).toThrow(TruncatedImage)
  expect(pass(format, [bytes]).end).not.toThrow()
})

test('an AVIF that claims tens of thousands of pieces, which need no bytes to be claimed, is given up', () => {
  const bytes = fixture('thumbnail.avif')
  const iloc = bytes.indexOf('iloc') - 4
  const lastItem = iloc + bytes.readUInt32BE(iloc)
  // The picture does not need the last item. The item's only extent, 8 bytes, follows the number of extents.
  expect(bytes.readUInt16BE(lastItem - 10)).toBe(1)
  bytes.writeUInt16BE(65_535, lastItem - 10)
  const { output, end } = pass('avif', [bytes])
  expect(output.every((byte) => byte === 0)).toBe(true)
  expect(end).toThrow(TruncatedImage)
})

test('whatever a store sends, as many bytes come out as went in, or the photo is called truncated', () => {
  const input = fc.record({
    photo: fc.constantFrom(...PHOTOS),
    changes: fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 8 }),
    length: fc.nat(6000),
    chunk: fc.integer({ min: 1, max: 3000 }),
  })
  fc.assert(
    fc.property(input, ({ photo: [name, format], changes, length, chunk }) => {
      const bytes = fixture(name).subarray(0, length)
      for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value
      const places = Array.from(
        { length: Math.floor(bytes.length / chunk) },
        (_, index) => (index + 1) * chunk,
      )
      const { output, end } = pass(format, cut(bytes, places))
      const complaint = complaintOf(end)
      expect(complaint === undefined || complaint instanceof TruncatedImage).toBe(true)
      expect(output.length).toBeLessThanOrEqual(bytes.length)
      expect(output.length === bytes.length || complaint !== undefined).toBe(true)
    }),
    { numRuns: 3000 },
  )
})
