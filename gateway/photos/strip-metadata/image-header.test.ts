import { readFileSync } from 'node:fs'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { readImageHeader } from './image-header.ts'

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url))

const PHOTOS = [
  ['baseline.jpg', 'jpeg', 16, 24],
  ['progressive.jpg', 'jpeg', 16, 24],
  ['cmyk.jpg', 'jpeg', 16, 24],
  ['full.png', 'png', 16, 24],
  ['lossy.webp', 'webp', 16, 24],
  ['lossless.webp', 'webp', 16, 24],
  ['extended.webp', 'webp', 16, 24],
  ['animated.webp', 'webp', 16, 24],
  ['alpha.avif', 'avif', 16, 24],
  ['grid.avif', 'avif', 128, 128],
  ['sequence.avif', 'avif', 64, 64],
  ['thumbnail.avif', 'avif', 64, 96],
  ['thumbnail.heic', 'heic', 64, 96],
] as const

test.each(PHOTOS)('%s is a photo: %s of %i × %i', (name, format, width, height) => {
  const image = { kind: 'image', format, contentType: `image/${format}`, width, height }
  expect(readImageHeader(fixture(name))).toEqual(image)
})

test.each(PHOTOS)(
  'the first bytes of %s are never taken for something else, and suffice at some point',
  (name) => {
    const bytes = fixture(name)
    const answers = Array.from(bytes, (_, index) => readImageHeader(bytes.subarray(0, index + 1)))
    const known = answers.findIndex(({ kind }) => kind === 'image')
    expect(answers.slice(0, known).every(({ kind }) => kind === 'unknown-yet')).toBe(true)
    expect(answers.slice(known).every((answer) => answer.kind === 'image')).toBe(true)
    expect(known).toBeGreaterThan(10)
  },
)

test('a HEIC with the generic brands only is told from an AVIF by how it is coded', () => {
  for (const [name, format] of [
    ['thumbnail.heic', 'heic'],
    ['thumbnail.avif', 'avif'],
  ] as const) {
    const bytes = fixture(name)
    for (let at = 8; at < bytes.readUInt32BE(0); at += at === 8 ? 8 : 4) bytes.write('mif1', at, 'latin1')
    expect(readImageHeader(bytes)).toMatchObject({ kind: 'image', format })
  }
})

test('a video is no photo, though it starts like a HEIC', () => {
  const video = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42\0\0\xff\xffmdat', 'latin1')
  expect(readImageHeader(video)).toEqual({ kind: 'not-an-image', looksLike: 'something-else' })
})

const pngOf = (width: number, height: number) => {
  const png = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR--------\x08\x02\0\0\0', 'latin1')
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  return png
}

test.each([
  [40_000, 40_000],
  [0, 0],
  [4_294_967_295, 1],
])('a size of %i × %i is reported as it is', (width, height) => {
  expect(readImageHeader(pngOf(width, height))).toMatchObject({ kind: 'image', width, height })
})

test('a JPEG of 65,535 pixels each way is reported as it is', () => {
  const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xc2, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 17, 0)
  expect(readImageHeader(jpeg)).toMatchObject({ kind: 'image', width: 65_535, height: 65_535 })
})

const jpegWithSegmentsFirst = (count: number) => {
  const segment = Buffer.alloc(65_537, 0xaa)
  segment.set([0xff, 0xe1, 0xff, 0xff])
  const jpeg = fixture('baseline.jpg')
  return Buffer.concat([
    jpeg.subarray(0, 2),
    ...Array.from({ length: count }, () => segment),
    jpeg.subarray(2),
  ])
}

test('a JPEG with 192 KB of Exif before its size is a photo', () => {
  const bytes = jpegWithSegmentsFirst(3)
  expect(readImageHeader(bytes.subarray(0, 190_000))).toEqual({ kind: 'unknown-yet' })
  expect(readImageHeader(bytes)).toMatchObject({ format: 'jpeg', width: 16, height: 24 })
})

test('a JPEG with two megabytes of depth maps and profiles before its size is a photo', () => {
  const bytes = jpegWithSegmentsFirst(32)
  expect(readImageHeader(bytes.subarray(0, 2_000_000))).toEqual({ kind: 'unknown-yet' })
  expect(readImageHeader(bytes)).toMatchObject({ format: 'jpeg', width: 16, height: 24 })
})

test.each([
  ['a JPEG with stray bytes in the place of segments', Buffer.alloc(70_000)],
  ['a JPEG of nothing but empty segments', Buffer.from('ffe10002'.repeat(3000), 'hex')],
])('%s is given up, not read again with each chunk', (_what, middle) => {
  const bytes = Buffer.concat([Buffer.from('ffd8ffe10002', 'hex'), middle])
  expect(readImageHeader(bytes)).toEqual({ kind: 'not-an-image', looksLike: 'another-picture' })
})

test('a HEIC whose media data comes before its description is a photo; a HEIC of nothing but boxes is given up', () => {
  const heic = fixture('thumbnail.heic')
  const fileType = heic.subarray(0, heic.readUInt32BE(0))
  const media = Buffer.concat([
    Buffer.from('00100000', 'hex'),
    Buffer.from('mdat'),
    Buffer.alloc(0x100000 - 8),
  ])
  const bytes = Buffer.concat([fileType, media, heic.subarray(fileType.length)])
  expect(readImageHeader(bytes.subarray(0, 1_000_000))).toEqual({ kind: 'unknown-yet' })
  expect(readImageHeader(bytes)).toMatchObject({ format: 'heic', width: 64, height: 96 })
  const boxes = Buffer.from('0000000866726565'.repeat(100), 'hex')
  expect(readImageHeader(Buffer.concat([fileType, boxes]))).toEqual({
    kind: 'not-an-image',
    looksLike: 'another-picture',
  })
})

test.each([
  ['empty', ''],
  ['html', '<!DOCTYPE html><title>Sign in to Shop WiFi</title>'],
  ['html', '\n\t<!-- portal --><HTML><body>'],
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  [
    'svg',
    '\u00ef\u00bb\u00bf<?xml version="1.0"?><!-- x --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"><svg>',
  ],
  ['svg', '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>'],
  ['xml', '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code></Error>'],
  ['pdf', '%PDF-1.7'],
  ['another-picture', 'GIF89a\x10\0\x10\0'],
  ['json', ' {"error":"gone"}'],
  ['another-picture', 'BM\x36\0\0\0\0\0\0\0'],
  ['another-picture', 'II*\0\x08\0\0\0'],
  ['another-picture', 'MM\0*\0\0\0\x08'],
  ['another-picture', '\0\0\0\x0cJXL \r\n\x87\n'],
  ['something-else', 'BM I am not a picture'],
  ['something-else', 'RIFF\x24\0\0\0WAVEfmt '],
  ['something-else', 'captive portal'],
] as const)('%s is refused: %j', (looksLike, text) => {
  expect(readImageHeader(Buffer.from(text, 'latin1'))).toEqual({ kind: 'not-an-image', looksLike })
})

test('whatever a store sends, reading its header ends with an answer', () => {
  const mutated = fc.record({
    photo: fc.constantFrom(...PHOTOS.map(([name]) => fixture(name))),
    changes: fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { maxLength: 12 }),
    length: fc.nat(4000),
  })
  const anything = mutated.map(({ photo, changes, length }) => {
    const bytes = Uint8Array.from(photo.subarray(0, length))
    for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
    return bytes
  })
  fc.assert(
    fc.property(fc.oneof(anything, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      const header = readImageHeader(bytes)
      if (header.kind !== 'image') return
      expect(Number.isSafeInteger(header.width) && header.width >= 0).toBe(true)
      expect(Number.isSafeInteger(header.height) && header.height >= 0).toBe(true)
    }),
    { numRuns: 3000 },
  )
})
