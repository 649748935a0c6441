import { openCounter, photoOf, search, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'

test('the till, the associate and the time are faintly on the data and at the edge of the photo, off the face', async ({
  page,
}) => {
  await page.clock.install({ time: new Date(2026, 10, 24, 10, 42) })
  await openCounter(page)
  await search(page, 565_039_505)
  await expect(title(page)).toHaveText('Aditi Khan')
  const marks = page.locator('[data-mark]')
  await expect(marks.first()).toBeAttached()
  for (const mark of await marks.all())
    await expect(mark).toHaveAttribute('data-mark', /^\u2068till\.demo\u2069 · .+ · .*10:42/)
  const mark = photoOf(page).locator('[data-mark]')
  const [photoBox, markBox] = [await photoOf(page).getByRole('img').boundingBox(), await mark.boundingBox()]
  expect(markBox?.height).toBeLessThan((photoBox?.height ?? 0) * 0.06)
  expect((markBox?.y ?? 0) + (markBox?.height ?? 0)).toBeCloseTo(
    (photoBox?.y ?? 0) + (photoBox?.height ?? 0),
    -1,
  )
  await page.clock.runFor(60_000)
  await expect(mark).toHaveAttribute('data-mark', /10:43/)
})

test('a photo can’t be dragged out or saved by the menu, small or large', async ({ page }) => {
  await openCounter(page)
  await search(page, 565_039_505)
  const isRefused = (selector: string, type: string) =>
    page.locator(selector).evaluate((image, kind) => {
      const event = new MouseEvent(kind, { bubbles: true, cancelable: true })
      image.dispatchEvent(event)
      return event.defaultPrevented || (kind === 'dragstart' && image.getAttribute('draggable') === 'false')
    }, type)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  for (const kind of ['contextmenu', 'dragstart']) expect(await isRefused('figure img', kind)).toBe(true)
  await photoOf(page).getByRole('button').click()
  await expect(page.locator('dialog img')).toBeVisible()
  for (const kind of ['contextmenu', 'dragstart']) expect(await isRefused('dialog img', kind)).toBe(true)
  await expect(page.locator('dialog [data-mark]')).toBeAttached()
})

test('from sign-in to sign-out no request goes to another origin', async ({ page, baseURL }) => {
  const foreign: string[] = []
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== baseURL && protocol !== 'blob:') foreign.push(request.url())
  })
  await openCounter(page)
  await search(page, 565_040_002)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await page.getByRole('button', { name: 'r••••@example.com' }).first().click()
  await expect(page.getByText('rohan.mehta@example.com')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(title(page)).toHaveText('Sign in at the till')
  expect(foreign).toEqual([])
})
