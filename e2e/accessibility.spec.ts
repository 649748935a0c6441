import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const figure = (state: string) => async (page: Page) =>
  expect(page.locator('figure').first()).toHaveAttribute('data-photo-state', state)
const heading = (words: string) => async (page: Page) =>
  expect(page.getByRole('heading', { level: 1 })).toContainText(words)

const states = [
  ['the look-up page', '/', async (page: Page) => expect(page.getByText('Try these')).toBeVisible()],
  ['a customer', '/customers/565039505', figure('shown')],
  ['a customer without a photo', '/customers/600000101', figure('none')],
  ['five photos', '/customers/600000201', figure('shown')],
  ['a photo that failed', '/customers/600000204', figure('failed')],
  ['a photo held back', '/customers/600000704', figure('withheld')],
  ['a photo still loading', '/customers/600000401', figure('loading')],
  ['a customer with a warning', '/customers/600000616', figure('shown')],
  ['a customer whose name is Arabic', '/customers/600000802', figure('shown')],
  ['a look-up under way', '/customers/600000609', figure('loading')],
  [
    'a vendor asked again',
    '/customers/600000601',
    async (page: Page) => expect(page.getByText(/Trying again in/)).toBeVisible(),
  ],
  ['a customer not found', '/customers/600000501', heading('No customer')],
  ['a merged customer', '/customers/600000504', heading('merged')],
  ['an answer about somebody else', '/customers/600000701', heading('another customer')],
] as const

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [state, path, arrived] of states) {
    test(`axe finds no fault with ${state} in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.goto(path)
      await arrived(page)
      await expectNoFaults(page)
    })
  }
}

test('axe finds no fault with a mistake in the search box, nor with the larger photo', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.type('abc\n')
  await expectNoFaults(page)
  await page.goto('/customers/565039505')
  await page.getByRole('button', { name: 'Photo of Aditi Khan' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoFaults(page)
})

for (const [width, height] of [
  [1366, 768],
  [1024, 768],
  [390, 844],
] as const) {
  test(`every control is at least 44 by 44 pixels, and nothing scrolls sideways, at ${width}×${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    for (const path of ['/', '/customers/600000201']) {
      await page.goto(path)
      await expect(page.getByText('Sandbox: invented customers')).toBeVisible()
      await page.waitForLoadState('networkidle')
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, a, input')].flatMap((control) => {
          const { width: w, height: h } = control.getBoundingClientRect()
          return w < 44 || h < 44 ? [`${control.textContent} ${w}×${h}`] : []
        }),
      )
      expect(small).toEqual([])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
    }
  })
}

async function expectNoFaults(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}
