import type { ImageFormat, PixelSize, Reading } from './image-format.ts'
import { readIsoMedia } from './iso-media.ts'
import { readJpegSize } from './jpeg.ts'
import { looksLike, type NotAnImage } from './looks-like.ts'
import { readPngSize } from './png.ts'
import { readWebpSize } from './webp.ts'

export type ImageHeader =
  | { kind: 'image'; format: ImageFormat; contentType: `image/${ImageFormat}`; width: number; height: number }
  | { kind: 'unknown-yet' }
  | { kind: 'not-an-image'; looksLike: NotAnImage }

interface Signature {
  /** The first bytes of the file; `undefined` matches any byte. */
  bytes: (number | undefined)[]
  read: (bytes: Uint8Array) => Reading<PixelSize & { format: ImageFormat }>
}

const signatureOf = (text: string) =>
  Array.from(text, (character) => (character === '?' ? undefined : character.charCodeAt(0)))

const SIGNATURES: Signature[] = [
  { bytes: [0xff, 0xd8, 0xff], read: (bytes) => withFormat('jpeg', readJpegSize(bytes)) },
  { bytes: signatureOf('\x89PNG\r\n\x1a\n'), read: (bytes) => withFormat('png', readPngSize(bytes)) },
  { bytes: signatureOf('RIFF????WEBP'), read: (bytes) => withFormat('webp', readWebpSize(bytes)) },
  { bytes: signatureOf('\0\0??ftyp'), read: readIsoMedia },
]

/**
 * Determines by its first bytes, never by a name or a Content-Type, whether a file is a photo that a browser may get, its format,
 * and its size in pixels as stored. A file may claim any size, including zero and 4,294,967,295; the caller decides what is too
 * large.
 * Signatures: https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern; GIF, BMP, TIFF and SVG are refused.
 *
 * @param bytes the file from its start. `unknown-yet` asks for more bytes, up to the whole file, because depth maps and further pictures
 *   may come before the size. If the file has no more bytes, it is truncated.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const reading = bytes.length === 0 ? 'damaged' : readHeader(bytes)
  if (typeof reading === 'object')
    return { kind: 'image', contentType: `image/${reading.format}`, ...reading }
  if (reading === 'unknown-yet') return { kind: 'unknown-yet' }
  return { kind: 'not-an-image', looksLike: looksLike(bytes) }
}

function readHeader(bytes: Uint8Array): ReturnType<Signature['read']> {
  const signature = SIGNATURES.find(({ bytes: expected }) =>
    expected.every((byte, index) => byte === undefined || index >= bytes.length || byte === bytes[index]),
  )
  if (signature === undefined) return 'damaged'
  return bytes.length < signature.bytes.length ? 'unknown-yet' : signature.read(bytes)
}

const withFormat = <F extends ImageFormat>(format: F, size: Reading<PixelSize>) =>
  typeof size === 'string' ? size : { format, ...size }
