import type { Page, Route } from '@playwright/test'
import { searchBox, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'

/** Holds the app's script back, as a slow line does. */
async function openWithoutScript(page: Page) {
  const held: Route[] = []
  await page.route('**/assets/app-*.js', (route) => void held.push(route))
  await page.goto('/', { waitUntil: 'commit' })
  await expect(searchBox(page)).toBeFocused()
  return async () => {
    await Promise.all(held.map((route) => route.continue()))
    await page.unroute('**/assets/app-*.js')
  }
}

test('what is typed before any script has run is kept, and typed on', async ({ page }) => {
  const release = await openWithoutScript(page)
  await page.keyboard.type('91485', { delay: 60 })
  await expect(searchBox(page)).toHaveValue('91485')
  await release()
  await expect(page.getByRole('combobox', { name: 'Find a customer' })).toHaveValue('91485')
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type('74269', { delay: 60 })
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Aditi Khan')
})

for (const [scanned, ends] of [
  ['a scan', 1],
  ['a scan that ends with two keys', 2],
] as const)
  test(`${scanned} before any script has run leads to the customer`, async ({ page }) => {
    const release = await openWithoutScript(page)
    await page.keyboard.type('CS-4000-0002')
    for (let end = 0; end < ends; end += 1) await page.keyboard.press('Enter')
    await release()
    await expect(title(page)).toHaveText('Rohan Mehta')
  })

test('of two scans the last one counts', async ({ page }) => {
  const release = await openWithoutScript(page)
  for (const code of ['CS-5000-0015', 'CS-4000-0002']) {
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }
  await release()
  await expect(title(page)).toHaveText('Rohan Mehta')
})

test('Enter before any script has run, with nothing typed, is answered in words', async ({ page }) => {
  const release = await openWithoutScript(page)
  await page.keyboard.press('Enter')
  await release()
  await expect(page.getByText('Type or scan something first.')).toBeVisible()
  await expect(searchBox(page)).toBeFocused()
})

test('nothing moves when the script takes over', async ({ page }) => {
  await page.addInitScript(() => {
    const moved: number[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.push('value' in entry ? Number(entry.value) : 0)
    }).observe({ type: 'layout-shift', buffered: true })
    Object.assign(window, { moved })
  })
  const release = await openWithoutScript(page)
  const before = await searchBox(page).boundingBox()
  await release()
  await expect(page.getByRole('combobox', { name: 'Find a customer' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  const after = await searchBox(page).boundingBox()
  expect(after?.x).toBeCloseTo(before?.x ?? 0, 0)
  expect(after?.y).toBeCloseTo(before?.y ?? 0, 0)
  expect(after?.height).toBeCloseTo(before?.height ?? 0, 0)
})
