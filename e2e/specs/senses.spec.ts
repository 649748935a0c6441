import type { Locator, Page } from '@playwright/test'
import { openCounter, pauseAsAHand, photoOf, search, searchBox, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import { letColleagueChoosePin, show } from '../support/verifying.ts'

/** What of the element with the focus lies under something else, or out of view: all of it, or nothing worth a word. */
const hidden = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: element } = document
    // Beyond the last of the page.
    if (element === null || element === document.body) return undefined
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const places = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => ({ x: left + (right - left) * x, y: top + (bottom - top) * y })),
    )
    const isSeen = places.some(({ x, y }) => {
      const there = document.elementFromPoint(x, y)
      return there !== null && (element.contains(there) || there.contains(element))
    })
    return isSeen ? undefined : (element.getAttribute('aria-label') ?? element.textContent ?? '')
  })

for (const [width, height] of [
  [1366, 768],
  [390, 844],
  // As 1280 × 1024 look at 400 %.
  [320, 256],
] as const)
  test(`what has the focus is never under the answers or the search box, at ${width}×${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    await show(page)
    await searchBox(page).focus()
    const faults: string[] = []
    for (const key of ['Tab', 'Shift+Tab'])
      for (let step = 0; step < 30; step++) {
        await page.keyboard.press(key)
        const fault = await hidden(page)
        if (fault !== undefined) faults.push(`${key} ${step}: ${fault}`)
      }
    expect(faults).toEqual([])
  })

const outline = (element: Locator) =>
  element.evaluate((each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each)
    return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth)
  })

test('with forced colours what is chosen, pressed or has the focus can be told all the same', async ({
  page,
  shop,
}) => {
  await letColleagueChoosePin(shop.url)
  await page.emulateMedia({ forcedColors: 'active' })
  await openCounter(page)
  await page.keyboard.type('sophie')
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(21)
  await page.keyboard.press('ArrowDown')
  expect(await outline(page.getByRole('listbox').getByRole('option', { selected: true }))).toBeGreaterThan(0)
  expect(await outline(searchBox(page))).toBeGreaterThan(0)
  await pauseAsAHand(page)
  await search(page, 600_000_201)
  const photos = page.getByRole('list', { name: 'More photos' }).getByRole('button')
  await expect(photos).toHaveCount(5)
  expect(await outline(photos.first())).toBeGreaterThan(0)
  expect(await outline(photos.nth(1))).toBe(0)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await page.getByRole('button', { name: 'Not the same person' }).click()
  await page.getByRole('button', { name: 'Ask a colleague' }).click()
  const opinion = page.getByRole('dialog').getByRole('group').getByRole('button', { name: 'Not sure' })
  await expect(opinion.locator('svg')).toBeHidden()
  await opinion.click()
  await expect(opinion.locator('svg')).toBeVisible()
})

test('whoever wants less motion sees none', async ({ page, shop }) => {
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)
  await shop.control({ delays: { 565039505: 60_000 } })
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Customer 565039505')
  expect(await moving()).toBeGreaterThan(0)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await moving()).toBe(0)
})

test.describe('signed out', () => {
  test.use({ signedIn: false })

  test('what is wrong with a field is told with the field', async ({ page }) => {
    await page.goto('/')
    const till = page.getByLabel('Till', { exact: true })
    const password = page.getByLabel('Password')
    const pin = page.getByLabel('PIN to unlock')
    await expect(password).not.toHaveAttribute('aria-invalid', 'true')
    await password.fill('wrong')
    await page.keyboard.press('Enter')
    for (const field of [till, password]) {
      await expect(field).toHaveAttribute('aria-invalid', 'true')
      await expect(field).toHaveAccessibleDescription(/That till or password is wrong\./)
    }
    await expect(pin).not.toHaveAttribute('aria-invalid', 'true')
    await pin.fill('12')
    await page.getByLabel('once more').fill('12')
    await page.keyboard.press('Enter')
    await expect(pin).toHaveAttribute('aria-invalid', 'true')
    await expect(pin).toHaveAccessibleDescription('A PIN has 4 to 8 digits.')
    await pin.fill('1234')
    await page.getByLabel('once more').fill('1234')
    await password.fill('countersign-demo')
    await page.keyboard.press('Enter')
    await expect(title(page)).toHaveText('Who is at the till?')
    // The field that had the focus is gone.
    await expect(title(page)).toBeFocused()
    await page.getByRole('listitem').first().getByRole('button').click()
    await openCounter(page)
    await search(page, '+91 98')
    await expect(searchBox(page)).toHaveAttribute('aria-invalid', 'true')
    await expect(searchBox(page)).toHaveAccessibleDescription(/^That is too short for a mobile number\./)
    await page.getByRole('button', { name: 'Lock now' }).click()
    await page.getByLabel('PIN').fill('9999')
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('PIN')).toHaveAccessibleDescription(/That isn’t the PIN\./)
  })
})

test('the larger photo is moved without dragging: what is tapped comes to the middle', async ({ page }) => {
  await openCounter(page)
  await search(page, 565_040_002)
  await photoOf(page).getByRole('button').click()
  const dialog = page.getByRole('dialog')
  for (let step = 0; step < 4; step++) await dialog.getByRole('button', { name: 'Zoom in' }).click()
  const image = dialog.locator('img')
  const before = await image.boundingBox()
  await page.mouse.click(683, 284)
  const after = await image.boundingBox()
  expect((after?.y ?? 0) - (before?.y ?? 0)).toBeCloseTo(100, 0)
  expect(after?.x).toBeCloseTo(before?.x ?? 0, 0)
})
