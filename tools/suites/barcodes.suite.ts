import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import readerModule from 'zxing-wasm/reader/zxing_reader.wasm?url&inline'
import { chromium, type Page } from 'playwright'
import { expect, test } from 'vitest'
import { createPixelReader } from '#src/pages/look-up/camera/pixel-reader.ts'
import { findBrowser, launchArgs } from '../scripts/browser.mjs'

/** `test/samples` of https://github.com/zxing-cpp/zxing-cpp */
const folder = process.env.BARCODES
if (folder === undefined)
  throw new Error('BARCODES names no folder. tools/suites/README.md says where to get it.')

/** Those of the kinds that the camera reads, and those with no code at all. */
const folders = readdirSync(folder).filter((name) =>
  /^(?:qrcode|ean13|code128|datamatrix|falsepositives)-\d$/.test(name),
)

const pictures = folders.flatMap((name) =>
  readdirSync(path.join(folder, name))
    .filter((file) => /\.(?:png|jpg|jpeg|webp)$/.test(file))
    .map((file) => ({ kind: name.replace(/-\d$/, ''), file: path.join(folder, name, file) })),
)

/** The browser's pixels of a picture, no longer than the frame of a camera that the product reads. */
async function pixelsOf(page: Page, file: string): Promise<ImageData> {
  const type = `image/${path.extname(file).slice(1).replace('jpg', 'jpeg')}`
  const { width, height, base64 } = await page.evaluate(
    async (address) => {
      const image = new Image()
      image.src = address
      await image.decode()
      const scale = Math.min(1, 1280 / Math.max(image.width, image.height))
      const canvas = document.createElement('canvas')
      Object.assign(canvas, {
        width: Math.round(image.width * scale),
        height: Math.round(image.height * scale),
      })
      const context = canvas.getContext('2d', { willReadFrequently: true })
      if (context === null) throw new Error('no canvas')
      context.fillStyle = 'white'
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.drawImage(image, 0, 0, canvas.width, canvas.height)
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
      const url = await new Promise<string>((resolve) => {
        const reader = new FileReader()
        reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
        reader.readAsDataURL(new Blob([data]))
      })
      return { width: canvas.width, height: canvas.height, base64: url.slice(url.indexOf(',') + 1) }
    },
    `data:${type};base64,${readFileSync(file).toString('base64')}`,
  )
  return { data: new Uint8ClampedArray(Buffer.from(base64, 'base64')), width, height, colorSpace: 'srgb' }
}

/** The text that the suite says is in the picture; some say it as bytes. */
function textOf(file: string) {
  const stem = file.replace(/\.\w+$/, '')
  if (existsSync(`${stem}.txt`)) return readFileSync(`${stem}.txt`, 'utf8')
  return existsSync(`${stem}.bin`) ? readFileSync(`${stem}.bin`, 'latin1') : undefined
}

test('no barcode is read as another', async () => {
  const read = await createPixelReader(await (await fetch(readerModule)).arrayBuffer())
  await using browser = await chromium.launch({ ...findBrowser(), args: launchArgs })
  const page = await browser.newPage()
  const counts = new Map<string, { right: number; unread: number; wrong: number }>()
  const wrong: string[] = []
  for (const { kind, file } of pictures) {
    // oxlint-disable-next-line no-await-in-loop -- one page decodes one picture at a time
    const text = await read(await pixelsOf(page, file))
    const count = counts.get(kind) ?? { right: 0, unread: 0, wrong: 0 }
    const expected = textOf(file)
    const outcome = text === undefined ? 'unread' : text === expected ? 'right' : 'wrong'
    counts.set(kind, { ...count, [outcome]: count[outcome] + 1 })
    if (outcome === 'wrong') wrong.push(`${file}: ${JSON.stringify(text)} for ${JSON.stringify(expected)}`)
  }
  console.table(Object.fromEntries(counts))
  console.log(wrong.join('\n'))
  expect(wrong).toEqual([])
})
