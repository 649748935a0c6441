import type { Page } from '@playwright/test'
import { pauseAsAHand, photoOf } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import {
  agrees,
  button,
  differenceOf,
  dialog,
  drawnPicture,
  nobodys,
  pixelsOf,
  quarters,
  quartersOf,
  sayTheSame,
  show,
  taken,
  writes,
  type Picture,
} from '../support/taking.ts'
import { boxOf, touch } from '../support/touch.ts'

/** These tests choose files, so that they need no browser with a camera. */
async function choose(page: Page, picture: Picture) {
  await page.getByLabel('Photo from a file').setInputFiles(picture)
  await expect(taken(page)).toBeVisible()
}

async function openDialog(page: Page, userId = nobodys) {
  await show(page, userId)
  await button(page, 'Take photo').click()
}

const frame = (page: Page) => page.getByRole('application', { name: /^Move and zoom/ })
const save = async (page: Page) => {
  await agrees(page).check()
  await page.getByRole('button', { name: /^Use/ }).click()
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
}

for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8])
  test(`a picture that a camera stored by Exif orientation ${orientation} is upright`, async ({ page }) => {
    await openDialog(page)
    await choose(page, await drawnPicture(page, { width: 900, height: 1200 }, orientation))
    expect(await quartersOf(taken(page))).toEqual(quarters)
  })

test('what the frame shows after moving, zooming and turning is what is saved', async ({ page, shop }) => {
  await openDialog(page)
  await choose(page, await drawnPicture(page, { width: 2000, height: 1600 }))
  const whole = await pixelsOf(taken(page))
  await button(page, 'Rotate').click()
  expect(await quartersOf(taken(page))).toEqual(['blue', 'red', 'yellow', 'green'])
  await button(page, 'Zoom in').click()
  const { x, y, width, height } = await boxOf(frame(page))
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width, y + height, { steps: 5 })
  await page.mouse.up()
  const shown = await pixelsOf(taken(page))
  expect(differenceOf(shown, whole)).toBeGreaterThan(20)
  await save(page)
  const saved = photoOf(page).getByRole('img')
  expect(differenceOf(await pixelsOf(saved), shown)).toBeLessThan(8)
  expect(await saved.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBeGreaterThanOrEqual(800)
  expect(await writes(shop)).toEqual(['POST'])
})

test('with keys, the picture moves and zooms no further than its edges and the pixels of a photo', async ({
  page,
}) => {
  await openDialog(page)
  await choose(page, await drawnPicture(page, { width: 900, height: 1200 }))
  const whole = await pixelsOf(taken(page))
  await frame(page).focus()
  await page.keyboard.press('ArrowLeft')
  await pauseAsAHand(page)
  expect(await pixelsOf(taken(page))).toEqual(whole)
  for (let press = 0; press < 8; press++) await page.keyboard.press('+')
  await pauseAsAHand(page)
  const near = await pixelsOf(taken(page))
  await page.keyboard.press('+')
  await pauseAsAHand(page)
  expect(await pixelsOf(taken(page))).toEqual(near)
  for (let press = 0; press < 8; press++) await page.keyboard.press('ArrowUp')
  for (let press = 0; press < 8; press++) await page.keyboard.press('ArrowLeft')
  expect((await quartersOf(taken(page)))[0]).toBe('red')
  // The picture is drawn after the key.
  await expect.poll(async () => differenceOf(await pixelsOf(taken(page)), near)).toBeGreaterThan(10)
  for (let press = 0; press < 8; press++) await page.keyboard.press('-')
  await expect.poll(() => pixelsOf(taken(page))).toEqual(whole)
  await pauseAsAHand(page)
})

test('a picture of 40 megapixels is decoded while the page goes on, and saved as a photo', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const make = createImageBitmap
    const seen = { turns: 0 }
    Object.assign(window, {
      seen,
      async createImageBitmap(source: ImageBitmapSource, options: ImageBitmapOptions) {
        const timer = source instanceof Blob ? setInterval(() => (seen.turns += 1), 5) : undefined
        const bitmap = await make(source, options)
        clearInterval(timer)
        return bitmap
      },
    })
  })
  await openDialog(page)
  await choose(page, await drawnPicture(page, { width: 7296, height: 5472 }))
  expect(await page.evaluate(() => Reflect.get(window, 'seen').turns)).toBeGreaterThan(5)
  await save(page)
  expect(await quartersOf(photoOf(page).getByRole('img'))).toEqual(quarters)
})

test.describe('by touch', () => {
  test.use({ hasTouch: true })

  test('two fingers enlarge the picture, and one moves it', async ({ page }) => {
    await openDialog(page)
    await choose(page, await drawnPicture(page, { width: 1800, height: 2400 }))
    const { x, y, width, height } = await boxOf(frame(page))
    const [middle, left] = [y + height / 2, x + width / 2]
    await touch(page, [
      { from: { x: left - 20, y: middle }, to: { x: left - 60, y: middle } },
      { from: { x: left + 20, y: middle }, to: { x: left + 60, y: middle } },
    ])
    await touch(page, [{ from: { x: x + 20, y: y + 20 }, to: { x: x + width - 5, y: y + height - 5 } }])
    expect(await quartersOf(taken(page))).toEqual(['red', 'red', 'red', 'red'])
    await expect(dialog(page)).toBeVisible()
  })
})

test('a customer with five photos: the new one replaces the one that is chosen', async ({ page, shop }) => {
  await show(page, 600_000_201)
  await sayTheSame(page)
  await button(page, 'Replace photo').click()
  const choice = dialog(page, 'Replace photo').getByRole('group', {
    name: 'Which photo does the new one replace?',
  })
  await expect(choice.getByRole('radio')).toHaveCount(5)
  await expect(choice.getByRole('radio', { name: /^Photo 1 of 5/ })).toBeChecked()
  await choice.getByRole('radio', { name: /^Photo 3 of 5/ }).check()
  await choose(page, await drawnPicture(page, { width: 900, height: 1200 }))
  await agrees(page).check()
  await page.getByRole('button', { name: /^Use/ }).click()
  await expect(dialog(page, 'Replace photo')).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'More photos' }).getByRole('button')).toHaveCount(5)
  await expect(page.getByRole('button', { name: /30 Mar 2019/ })).toHaveCount(0)
  expect(await writes(shop)).toEqual(['POST', 'DELETE', 'POST'])
})
