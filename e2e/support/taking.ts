import type { Locator, Page } from '@playwright/test'
import { openCounter, photoOf, search } from './counter.ts'
import { expect, type Shop } from './fixtures.ts'

export const nobodys = 600_000_103
export const portrait = 'sandbox/portraits/p04.jpg'

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const dialog = (page: Page, name = 'Take photo') => page.getByRole('dialog', { name })
export const agrees = (page: Page) => page.getByRole('checkbox', { name: 'The customer agrees' })
export const shutter = (page: Page) => button(page, 'Take the picture')
export const taken = (page: Page) => page.getByRole('img', { name: 'The picture as it will be saved' })

export async function writes(shop: Shop) {
  const photos = (await shop.requests()).filter(({ at, path }) => at === 'api' && /Image/.test(path))
  return photos.map(({ method }) => method).filter((method) => method !== 'GET')
}

export async function show(page: Page, userId: number) {
  await openCounter(page)
  await search(page, userId)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', /none|shown/)
}

export const sayTheSame = async (page: Page) => {
  await page.getByRole('button', { name: /^Same person/ }).click()
  await expect(page.getByText('Receipt')).toBeVisible()
}

/** A file of a till, as it is chosen for a photo. */
export type Picture = { name: string; mimeType: string; buffer: Buffer }

/** The colours of the quarters of the picture below, upright: left and right above, left and right below. */
export const quarters = ['red', 'green', 'blue', 'yellow'] as const

/**
 * A JPEG that a browser draws: four coloured quarters with enough drawing in them to be sharp.
 *
 * @param size of the upright picture, in pixels
 * @param orientation how it is stored, by Exif
 */
export async function drawnPicture(
  page: Page,
  size: { width: number; height: number },
  orientation = 1,
): Promise<Picture> {
  const { width: w, height: h } = size
  /** From the upright picture to the stored one: https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, 4.6.4 */
  const stored = [
    [1, 0, 0, 1, 0, 0],
    [-1, 0, 0, 1, w, 0],
    [-1, 0, 0, -1, w, h],
    [1, 0, 0, -1, 0, h],
    [0, 1, 1, 0, 0, 0],
    [0, -1, 1, 0, 0, w],
    [0, -1, -1, 0, h, w],
    [0, 1, -1, 0, h, 0],
  ][orientation - 1]
  const base64 = await page.evaluate(drawing, { w, h, stored, colours: quarters, isTurned: orientation > 4 })
  const buffer = withOrientation(Buffer.from(base64, 'base64'), orientation)
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer }
}

type Drawing = {
  w: number
  h: number
  stored: number[] | undefined
  colours: readonly string[]
  isTurned: boolean
}

/** Runs in the browser. */
async function drawing({ w, h, stored, colours, isTurned }: Drawing): Promise<string> {
  const canvas = new OffscreenCanvas(isTurned ? h : w, isTurned ? w : h)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.setTransform(new DOMMatrix(stored))
  for (const [at, colour] of colours.entries()) {
    context.fillStyle = colour
    context.fillRect((at % 2) * (w / 2), Math.floor(at / 2) * (h / 2), w / 2, h / 2)
  }
  context.fillStyle = '#555'
  for (let x = 0; x < w; x += w / 40)
    for (let y = 0; y < h; y += h / 40) context.fillRect(x, y, w / 80, h / 80)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

/** Puts an Exif block with nothing but the orientation behind the start of a JPEG. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = [
    0x4d,
    0x4d,
    0,
    0x2a,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
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
  ]
  const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff)])
  const marker = Buffer.from([0xff, 0xe1, 0, payload.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), marker, payload, jpeg.subarray(2)])
}

/** A picture on the screen by its own pixels, reduced to 24 by 32: red, green and blue of each, row by row. */
export const pixelsOf = (picture: Locator) =>
  picture.evaluate(async (element) => {
    if (!(element instanceof HTMLImageElement || element instanceof HTMLCanvasElement))
      throw new Error('no picture')
    const bitmap = await createImageBitmap(element, {
      resizeWidth: 24,
      resizeHeight: 32,
      resizeQuality: 'high',
    })
    const context = new OffscreenCanvas(24, 32).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const { data } = context?.getImageData(0, 0, 24, 32) ?? { data: [] }
    return [...data].filter((_, at) => at % 4 < 3)
  })

/** The colours of the four quarters of a picture. */
export async function quartersOf(picture: Locator) {
  const pixels = await pixelsOf(picture)
  return [
    [6, 8],
    [18, 8],
    [6, 24],
    [18, 24],
  ].map(([x = 0, y = 0]) => {
    const at = (y * 24 + x) * 3
    const [red = 0, green = 0, blue = 0] = pixels.slice(at, at + 3)
    if (red > 140 && green > 140) return 'yellow'
    return red > Math.max(green, blue) ? 'red' : green > blue ? 'green' : 'blue'
  })
}

/** How much two pictures differ, on average of all pixels, 0 to 255. */
export const differenceOf = (one: number[], other: number[]) =>
  one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length
