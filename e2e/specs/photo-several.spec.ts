import type { Page } from '@playwright/test'
import { asked, expectNoBrokenImages, expectNoImage, pauseAsAHand, photoOf } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import { boxOf, touch } from '../support/touch.ts'

const taken = ['30 Apr 2025', '5 Nov 2022', '30 Mar 2019', '17 Sept 2016', '2 Jun 2013']

test('five photos: the newest is shown large, the others are offered by position and date, newest first', async ({
  page,
  shop,
}) => {
  await openFive(page)
  await expect(thumbnails(page)).toHaveCount(5)
  for (const [at, date] of taken.entries())
    await expect(thumbnails(page).nth(at)).toHaveAccessibleName(`Photo ${at + 1} of 5, ${date}`)
  await expectChosen(page, 0)
  await expect(page.getByRole('list', { name: 'More photos' }).locator('img')).toHaveCount(5)
  await expectNoBrokenImages(page)
  expect(await asked(shop)).toEqual({ api: 1, photos: 5 })
})

test('a click on a thumbnail shows that photo, and nothing is asked for again', async ({ page, shop }) => {
  await openFive(page)
  await expect.poll(() => asked(shop)).toEqual({ api: 1, photos: 5 })
  const first = await photoOf(page).locator('img').getAttribute('src')
  await thumbnails(page).nth(2).click()
  await expectChosen(page, 2)
  expect(await photoOf(page).locator('img').getAttribute('src')).not.toBe(first)
  expect(await asked(shop)).toEqual({ api: 1, photos: 5 })
})

test('the arrow keys step through the photos and stop at both ends', async ({ page }) => {
  await openFive(page)
  await page.getByRole('button', { name: 'Photo of Marisol Vega' }).focus()
  for (const at of [1, 2, 3, 4, 4]) {
    await page.keyboard.press('ArrowRight')
    await expectChosen(page, at)
  }
  for (const at of [3, 2, 1, 0, 0]) {
    await page.keyboard.press('ArrowLeft')
    await expectChosen(page, at)
  }
})

test('Tab reaches every thumbnail after the photo, and Enter chooses', async ({ page }) => {
  await openFive(page)
  await page.getByRole('button', { name: 'Photo of Marisol Vega' }).focus()
  for (const at of [0, 1, 2]) {
    await page.keyboard.press('Tab')
    await expect(thumbnails(page).nth(at)).toBeFocused()
  }
  await page.keyboard.press('Enter')
  await expectChosen(page, 2)
  await expect(thumbnails(page).nth(2)).toBeFocused()
})

test('19: a photo the vendor can’t find has its own calm place; the others are shown', async ({
  page,
  shop,
}) => {
  await page.goto('/customers/600000202')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  await expect(thumbnails(page)).toHaveCount(3)
  await expect(thumbnails(page).locator('img')).toHaveCount(2)
  const broken = thumbnails(page).filter({ hasNot: page.locator('img') })

  await broken.click()
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'failed')
  await expect(photoOf(page)).toContainText(
    'A photo is on file, but the loyalty service could not hand it out.',
  )
  await expectNoImage(photoOf(page))
  await expectNoBrokenImages(page)
  expect(await asked(shop)).toEqual({ api: 1, photos: 2 })

  await thumbnails(page).first().click()
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
})

test('from a photo that can’t be shown the arrow keys lead on too', async ({ page }) => {
  await page.goto('/customers/600000202')
  await page.getByRole('button', { name: 'Photo of Antonia Berger' }).focus()
  const states: (string | null)[] = []
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft']) {
    await page.keyboard.press(key)
    await expect(photoOf(page)).toHaveAttribute('data-photo-state', /shown|failed/)
    states.push(await photoOf(page).getAttribute('data-photo-state'))
  }
  expect(states).toEqual(['shown', 'failed', 'shown', 'shown'])
})

test('when every photo is refused each says so, and can be tried again for itself', async ({
  page,
  shop,
}) => {
  await shop.control({ photoStatus: 'refused' })
  await page.goto('/customers/600000201')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'failed')
  await expect.poll(() => asked(shop)).toEqual({ api: 1, photos: 5 })
  await thumbnails(page).nth(3).click()
  await expect(photoOf(page)).toContainText('The photo store didn’t hand the photo out.')
  await shop.control({ photoStatus: 'ok' })
  await photoOf(page).getByRole('button', { name: 'Try again' }).click()
  await expectChosen(page, 3)
  await expect(thumbnails(page).locator('img')).toHaveCount(1)
  await expectNoBrokenImages(page)
})

test('the photo opens as large as its own pixels allow; keys zoom and move it; Escape returns', async ({
  page,
}) => {
  const large = await openLarge(page)
  await expect(large.level).toHaveText('64%')
  const whole = await large.box()
  expect(whole.height).toBeCloseTo(768, -1)

  for (const level of ['80%', '100%', '100%']) {
    await page.keyboard.press('+')
    await expect(large.level).toHaveText(level)
  }
  const zoomed = await large.box()
  expect([zoomed.width, zoomed.height]).toEqual([900, 1200])
  await pauseAsAHand(page)
  await page.keyboard.press('ArrowDown')
  expect((await large.box()).y).toBe(zoomed.y - 60)
  for (let presses = 0; presses < 10; presses++) await page.keyboard.press('ArrowUp')
  expect((await large.box()).y).toBe(0)
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('-')
  await expect(large.level).toHaveText('64%')
  expect(await large.box()).toEqual(whole)

  await page.keyboard.press('Escape')
  await expect(large.dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Photo of Aditi Khan' })).toBeFocused()
})

test('the wheel zooms where the pointer is, and dragging moves the photo no further than its edge', async ({
  page,
}) => {
  const large = await openLarge(page)
  await page.mouse.move(683, 100)
  await page.mouse.wheel(0, -100)
  await expect(large.level).toHaveText('80%')
  expect((await large.box()).y).toBeGreaterThan(-100)
  await page.mouse.wheel(0, -100)
  await expect(large.level).toHaveText('100%')

  const before = await large.box()
  await page.mouse.down()
  await page.mouse.move(683, 40, { steps: 4 })
  await page.mouse.up()
  expect((await large.box()).y).toBe(before.y - 60)
  await page.mouse.move(683, 600)
  await page.mouse.down()
  await page.mouse.move(683, 20, { steps: 8 })
  await page.mouse.up()
  expect((await large.box()).y).toBe(768 - 1200)
})

test('buttons do what the keys do, and the window closes by “Close” too', async ({ page }) => {
  const large = await openLarge(page)
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect(large.level).toHaveText('80%')
  await page.getByRole('button', { name: 'Zoom out' }).click()
  await expect(large.level).toHaveText('64%')
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(large.dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Photo of Aditi Khan' })).toBeFocused()
})

test('a small photo opens at its own size and is not blown up', async ({ page }) => {
  await page.goto('/customers/600000211')
  await page.getByRole('button', { name: 'Photo of Tiny Moreau' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('status')).toHaveText('100%')
  await page.keyboard.press('+')
  expect(await dialog.locator('img').boundingBox()).toMatchObject({ width: 120, height: 160 })
})

test('21: a renewal while the photo is open keeps zoom, place and every pixel', async ({ page, shop }) => {
  await page.clock.install()
  const large = await openLarge(page)
  await page.keyboard.press('+')
  await pauseAsAHand(page)
  await page.keyboard.press('ArrowDown')
  await expect(large.level).toHaveText('80%')
  // But for the mark of the time, at the upper edge.
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const clip = { x: 0, y: 40, width, height: height - 40 }
  const [box, pixels] = [await large.box(), await page.screenshot({ clip })]

  await shop.control({ apiDelay: 500, clockOffset: 46 * 60_000 })
  await page.clock.fastForward('46:00')
  await expect(page.locator('figure')).toHaveAttribute('data-photo-state', 'renewing')
  expect(pixels.equals(await page.screenshot({ clip }))).toBe(true)
  await expect(page.locator('figure')).toHaveAttribute('data-photo-state', 'shown')
  expect(pixels.equals(await page.screenshot({ clip }))).toBe(true)
  expect(await large.box()).toEqual(box)
  await expect(large.level).toHaveText('80%')
  expect((await asked(shop)).api).toBe(2)
})

test('a photo replaced while it is open takes the former one’s place without closing the window', async ({
  page,
  shop,
}) => {
  await page.clock.install()
  const large = await openLarge(page)
  const former = await large.dialog.locator('img').getAttribute('src')
  await shop.control({ versions: { 565039505: 2 } })
  await page.clock.fastForward('46:00')
  await expect(large.dialog.locator('img')).not.toHaveAttribute('src', former ?? '')
  await expect(large.dialog).toBeVisible()
  await expectNoBrokenImages(page)
})

test.describe('with fingers', () => {
  test.use({ hasTouch: true })

  test('a swipe shows the next photo, one back the former, a short one or one down nothing', async ({
    page,
  }) => {
    await openFive(page)
    for (const [from, to, at] of [
      [{ x: 300, y: 300 }, { x: 180, y: 310 }, 1],
      [{ x: 300, y: 300 }, { x: 180, y: 290 }, 2],
      [{ x: 180, y: 300 }, { x: 300, y: 300 }, 1],
      [{ x: 200, y: 300 }, { x: 220, y: 300 }, 1],
    ] as const) {
      await touch(page, [{ from, to }])
      await expectChosen(page, at)
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
  })

  test('two fingers that part on the photo open it', async ({ page }) => {
    await openFive(page)
    await touch(page, [
      { from: { x: 220, y: 300 }, to: { x: 150, y: 300 } },
      { from: { x: 240, y: 300 }, to: { x: 310, y: 300 } },
    ])
    await expect(page.getByRole('dialog')).toBeVisible()
  })

  test('two fingers that part zoom the open photo, one moves it', async ({ page }) => {
    const large = await openLarge(page)
    await touch(page, [
      { from: { x: 633, y: 384 }, to: { x: 583, y: 384 } },
      { from: { x: 733, y: 384 }, to: { x: 783, y: 384 } },
    ])
    await expect(large.level).toHaveText('100%')
    const before = await large.box()
    await touch(page, [{ from: { x: 683, y: 384 }, to: { x: 683, y: 334 } }])
    expect((await large.box()).y).toBeCloseTo(before.y - 50, 0)
  })
})

async function openFive(page: Page) {
  await page.goto('/customers/600000201')
  await expectChosen(page, 0)
}

const thumbnails = (page: Page) => page.getByRole('list', { name: 'More photos' }).getByRole('button')

async function expectChosen(page: Page, at: number) {
  await expect(thumbnails(page).nth(at)).toHaveAttribute('aria-current', 'true')
  await expect(page.locator('[aria-current=true]')).toHaveCount(1)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  await expect(photoOf(page)).toContainText(taken[at] ?? '')
}

async function openLarge(page: Page) {
  await page.goto('/customers/565039505')
  await page.getByRole('button', { name: 'Photo of Aditi Khan' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Photo of Aditi Khan, larger' })
  await expect(dialog.locator('img')).toBeVisible()
  return { dialog, level: dialog.getByRole('status'), box: () => boxOf(dialog.locator('img')) }
}
