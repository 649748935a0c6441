import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'

const [width, height] = [640, 480]
const [wall, paper, ink] = [150, 235, 16]

/** Dots of paper that a QR code needs around it. */
const quietZone = 4

/** Chromium's flags for a camera that exists, and shows a pattern that is no code. */
export const aCamera = ['--use-fake-device-for-media-stream']

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
  const frame = [Buffer.from('FRAME\n'), luma, Buffer.alloc(luma.length / 2, 128)]
  await writeFile(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 C420\n`), ...frame]))
  return [...aCamera, `--use-file-for-fake-video-capture=${file}`]
}

async function qrCode(text: string) {
  const module = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')
  const overrides = { wasmBinary: new Uint8Array(await readFile(module)).buffer }
  await prepareZXingModule({ overrides, fireImmediately: true })
  const { symbol } = await writeBarcode(text, { format: 'QRCode', scale: 1, addQuietZones: false })
  return symbol
}
