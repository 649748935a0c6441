import { crc32, deflateSync } from 'node:zlib'

export type Rgb = readonly [red: number, green: number, blue: number]

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A truecolour PNG of one colour. Format: https://www.w3.org/TR/png-3/ */
export function solidPng(width: number, height: number, colour: Rgb): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from(colour))])
  return png(width, height, Buffer.concat(Array.from({ length: height }, () => row)))
}

/** A PNG whose bytes hold the words again and again, readable by whoever finds the file: nothing in it is compressed. */
export function speakingPng(width: number, height: number, words: string): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, words, 'latin1')])
  const scanLines = Buffer.concat(Array.from({ length: height }, () => row))
  return png(width, height, scanLines, Buffer.alloc(0), 0)
}

/**
 * A PNG file around raw scan lines (one filter byte, then RGB). The header may claim any size, true or not.
 *
 * @param level of compression; 0 stores the bytes as they are
 */
export function png(
  width: number,
  height: number,
  scanLines: Buffer,
  padding = Buffer.alloc(0),
  level = 6,
): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...(padding.length > 0 ? [chunk('paDd', padding)] : []),
    chunk('IDAT', deflateSync(scanLines, { level })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
