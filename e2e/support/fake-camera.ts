import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'

const [width, height] = [640, 480]
const [wall, paper, ink] = [150, 235, 16]

/** Dots of paper that a QR code needs around it. */
const quietZone = 4

/** Chromium's flags for a camera that exists, and shows a pattern that is no code. */
export const aCamera = ['--use-fake-device-for-media-stream']

export const severalCameras = ['--use-fake-device-for-media-stream=device-count=2']

export const noCamera = ['--use-fake-device-for-media-stream=device-count=0']

/**
 * Chromium's flags for a camera in front of which somebody holds a QR code.
 *
 * @param file where its picture is kept, in the format of https://wiki.multimedia.cx/index.php/YUV4MPEG2
 */
export async function aCameraThatSees(text: string, file: string): Promise<string[]> {
  const { data, width: size } = await qrCode(text)
  const dot = Math.floor((height * 0.7) / size)
  const luma = Uint8Array.from({ length: width * height }, (_, at) => {
    const column = Math.floor(((at % width) - width / 2) / dot + size / 2)
    const row = Math.floor((Math.floor(at / width) - height / 2) / dot + size / 2)
    const isWithin = (margin: number) =>
      Math.min(column, row) >= -margin && Math.max(column, row) < size + margin
    if (isWithin(0) && data[row * size + column] === 0) return ink
    return isWithin(quietZone) ? paper : wall
  })
  return aCameraThatPlays(file, { width, height, luma, u: () => 128, v: () => 128 })
}

/** The colours of the picture before the camera below, as the saved photo has them: left and right as they are in front of it. */
export const inFront = { left: 'red', right: 'blue' } as const

/**
 * Chromium's flags for a camera in front of which there is something red on its left and something blue on its right, with enough
 * drawing in it to be sharp.
 */
export function aCameraThatTellsSides(file: string): Promise<string[]> {
  const [wide, high] = [1280, 960]
  const isLeft = (at: number, across: number) => at % across < across / 2
  const luma = Uint8Array.from({ length: wide * high }, (_, at) => {
    const isDark = (((at % wide) >> 4) + (Math.floor(at / wide) >> 4)) % 2 === 0
    return isDark ? 70 : 150
  })
  return aCameraThatPlays(file, {
    width: wide,
    height: high,
    luma,
    u: (at) => (isLeft(at, wide / 2) ? 100 : 200),
    v: (at) => (isLeft(at, wide / 2) ? 200 : 100),
  })
}

type Film = {
  width: number
  height: number
  luma: Uint8Array
  u: (at: number) => number
  v: (at: number) => number
}

async function aCameraThatPlays(file: string, { width: wide, height: high, luma, u, v }: Film) {
  const planes = [u, v].map((plane) => Uint8Array.from({ length: luma.length / 4 }, (_, at) => plane(at)))
  await writeFile(
    file,
    Buffer.concat([
      Buffer.from(`YUV4MPEG2 W${wide} H${high} F3:1 C420\n`),
      Buffer.from('FRAME\n'),
      luma,
      ...planes,
    ]),
  )
  return [...aCamera, `--use-file-for-fake-video-capture=${file}`]
}

async function qrCode(text: string) {
  const module = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')
  const overrides = { wasmBinary: new Uint8Array(await readFile(module)).buffer }
  await prepareZXingModule({ overrides, fireImmediately: true })
  const { symbol } = await writeBarcode(text, { format: 'QRCode', scale: 1, addQuietZones: false })
  return symbol
}
