import readerModule from 'zxing-wasm/reader/zxing_reader.wasm?url&inline'
import { prepareZXingModule, writeBarcode, type WriterOptions } from 'zxing-wasm/writer'
import writerModule from 'zxing-wasm/writer/zxing_writer.wasm?url&inline'
import { beforeAll, expect, test } from 'vitest'
import { createPixelReader } from './pixel-reader.ts'

const bytesOf = async (module: string) => (await fetch(module)).arrayBuffer()

let read: Awaited<ReturnType<typeof createPixelReader>>

beforeAll(async () => {
  read = await createPixelReader(await bytesOf(readerModule))
  const overrides = { wasmBinary: await bytesOf(writerModule) }
  await prepareZXingModule({ overrides, fireImmediately: true })
})

type Look = { angle?: number; paper?: number; ink?: number }

/** A code in the middle of a camera's picture, with four pixels for its narrowest line, turned by `angle` degrees. */
async function picture(text: string, options: WriterOptions, look: Look = {}): Promise<ImageData> {
  const { symbol, error } = await writeBarcode(text, { scale: 1, addQuietZones: true, ...options })
  if (error !== '') throw new Error(error)
  const { angle = 0, paper = 230, ink = 20 } = look
  const [sine, cosine] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)]
  return paint(1280, 720, (x, y) => {
    const [fromMiddleX, fromMiddleY] = [(x - 640) / 4, (y - 360) / 4]
    const column = Math.floor(fromMiddleX * cosine + fromMiddleY * sine + symbol.width / 2)
    const row = Math.floor(fromMiddleY * cosine - fromMiddleX * sine + symbol.height / 2)
    const isOutside = column < 0 || row < 0 || column >= symbol.width || row >= symbol.height
    return isOutside || symbol.data[row * symbol.width + column] !== 0 ? paper : ink
  })
}

/** A greyscale picture. */
function paint(width: number, height: number, grey: (x: number, y: number) => number): ImageData {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel++)
    data.fill(grey(pixel % width, Math.floor(pixel / width)), pixel * 4, pixel * 4 + 4)
  return { data, width, height, colorSpace: 'srgb' }
}

test.each<[what: string, WriterOptions, text: string]>([
  ['a QR code', { format: 'QRCode' }, '565039505'],
  ['a QR code in other scripts', { format: 'QRCode' }, 'Zoë, आदिति'],
  ['an EAN-13', { format: 'EAN13' }, '4006381333931'],
  ['an EAN-13 that begins with zeros', { format: 'EAN13' }, '0012345678905'],
  ['a Code 128', { format: 'Code128' }, 'CS-4000-0002'],
  ['a Code 128 of digits alone', { format: 'Code128' }, '000565039505'],
  ['a Data Matrix', { format: 'DataMatrix' }, '00420'],
])('%s is read as it was written', async (_what, options, text) => {
  expect(await read(await picture(text, options))).toBe(text)
})

test.each(['QRCode', 'DataMatrix'] as const)('the fields of GS1 in a %s are kept apart', async (format) => {
  const gs1 = await picture('(01)04012345123456(10)ABC(21)77', { format, options: 'gs1' })
  expect(await read(gs1)).toBe('010401234512345610ABC\u001D2177')
})

test.each([30, 90, 180, 270])('a code held %i degrees askew is read', async (angle) => {
  expect(await read(await picture('565039505', { format: 'QRCode' }, { angle }))).toBe('565039505')
})

test.each([90, 180])('bars held %i degrees askew are read', async (angle) => {
  expect(await read(await picture('CS-4000-0002', { format: 'Code128' }, { angle }))).toBe('CS-4000-0002')
})

test('a code that a telephone shows light on dark is read', async () => {
  const inverted = await picture('565039505', { format: 'QRCode' }, { paper: 20, ink: 230 })
  expect(await read(inverted)).toBe('565039505')
})

test('a code in bad light is read', async () => {
  const dim = await picture('4006381333931', { format: 'EAN13' }, { paper: 60, ink: 30 })
  expect(await read(dim)).toBe('4006381333931')
})

test.each<[what: string, grey: (x: number, y: number) => number]>([
  ['an empty wall', () => 128],
  ['the dark', () => 0],
  ['a striped shirt', (x) => (x % 40 < 20 ? 230 : 20)],
])('there is nothing to read in %s', async (_what, grey) => {
  expect(await read(paint(1280, 720, grey))).toBeUndefined()
})

test.each<[lines: number, read: string | undefined]>([
  [3, undefined],
  [12, '4006381333931'],
])('bars of which %i lines are in sight are read as %j', async (lines, text) => {
  const whole = await picture('4006381333931', { format: 'EAN13' })
  const isInSight = (y: number) => y >= 360 && y < 360 + lines
  const slit = paint(1280, 720, (x, y) => (isInSight(y) ? (whole.data[(y * 1280 + x) * 4] ?? 230) : 230))
  expect(await read(slit)).toBe(text)
})

test('other kinds of code are left alone', async () => {
  expect(await read(await picture('123456', { format: 'ITF' }))).toBeUndefined()
})
