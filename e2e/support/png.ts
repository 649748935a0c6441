import { inflateSync } from 'node:zlib'

export type Rgb = readonly [red: number, green: number, blue: number]

/** A screenshot as rows of three bytes a pixel. */
export type Pixels = { width: number; height: number; rgb: Uint8Array }

/** Reads a PNG as browsers write screenshots: eight bits a channel, with or without alpha, not interlaced (https://www.w3.org/TR/png-3/). */
export function readPng(file: Buffer): Pixels {
  const packed: Buffer[] = []
  let [width, height, channels] = [0, 0, 0]
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12) {
    const type = file.toString('latin1', at + 4, at + 8)
    const content = file.subarray(at + 8, at + 8 + file.readUInt32BE(at))
    if (type === 'IHDR') {
      width = content.readUInt32BE(0)
      height = content.readUInt32BE(4)
      channels = { 2: 3, 6: 4 }[content.readUInt8(9)] ?? 0
    }
    if (type === 'IDAT') packed.push(content)
  }
  if (channels === 0) throw new Error('a PNG of another kind than screenshots are')
  return { width, height, rgb: unfiltered(inflateSync(Buffer.concat(packed)), { width, height, channels }) }
}

type Shape = { width: number; height: number; channels: number }

function unfiltered(lines: Buffer, { width, height, channels }: Shape) {
  const stride = width * channels
  const rgb = new Uint8Array(width * height * 3)
  let above = new Uint8Array(stride)
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)]
    const line = Uint8Array.from(lines.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)))
    if (filter !== 0) for (let x = 0; x < stride; x++) line[x] = (line[x] ?? 0) + guess(x, line)
    for (let x = 0; x < width; x++)
      rgb.set(line.subarray(x * channels, x * channels + 3), (y * width + x) * 3)
    above = line

    function guess(x: number, current: Uint8Array) {
      const left = x < channels ? 0 : (current[x - channels] ?? 0)
      const up = above[x] ?? 0
      if (filter === 1) return left
      if (filter === 2) return up
      if (filter === 3) return (left + up) >> 1
      return paeth(left, up, x < channels ? 0 : (above[x - channels] ?? 0))
    }
  }
  return rgb
}

function paeth(left: number, up: number, corner: number) {
  const [toLeft, toUp, toCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/** Which of the colours some pixel has, within what scaling and colour management may change. */
export function coloursIn<Name>({ rgb }: Pixels, colours: Map<Name, Rgb>): Set<Name> {
  const found = new Set<Name>()
  const seen = new Set<number>()
  for (let at = 0; at < rgb.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = [rgb[at], rgb[at + 1], rgb[at + 2]]
    const packed = (red << 16) | (green << 8) | blue
    if (seen.has(packed)) continue
    seen.add(packed)
    for (const [name, [r, g, b]] of colours)
      if (Math.max(Math.abs(r - red), Math.abs(g - green), Math.abs(b - blue)) <= tolerance) found.add(name)
  }
  return found
}

const tolerance = 3

/** A part of a picture as text that equals only the same part of the same picture. */
export function cutOut({ width, rgb }: Pixels, box: { x: number; y: number; width: number; height: number }) {
  const rows = Array.from({ length: box.height }, (_, row) => {
    const start = ((box.y + row) * width + box.x) * 3
    return rgb.subarray(start, start + box.width * 3)
  })
  return Buffer.concat(rows).toString('base64')
}
