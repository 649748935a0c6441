import type { Page } from '@playwright/test'
import { openCounter, search, title, watchAnnouncements } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'

const rohan = 565_040_002
const whole = 'rohan.mehta@example.com'

async function openRohan(page: Page) {
  await openCounter(page)
  await search(page, rohan)
  await expect(title(page)).toHaveText('Rohan Mehta')
}

const email = (page: Page) =>
  page
    .getByRole('button', { name: 'r••••@example.com' })
    .or(page.getByRole('button', { name: whole }))
    .first()

/** Whatever the page holds, on screen or not. */
const holds = (page: Page, text: string) =>
  page.evaluate((wanted) => document.documentElement.outerHTML.includes(wanted), text)

test('a masked value is never in the page before somebody asks to see it, and in nothing that came over the wire', async ({
  page,
}) => {
  const received: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().includes('/customers/') || response.url().includes('/api/find'))
      received.push(response.text().catch(() => ''))
  })
  await openRohan(page)
  await expect(email(page)).toBeVisible()
  for (const secret of [whole, '1991-07-14', '400050']) {
    expect(await holds(page, secret)).toBe(false)
    expect((await Promise.all(received)).join('\n')).not.toContain(secret)
  }
})

test('a click shows a value for fifteen seconds, longer when asked to, and then it is gone from the page', async ({
  page,
}) => {
  await page.clock.install()
  await openRohan(page)
  await email(page).click()
  await expect(page.getByText(whole)).toBeVisible()
  await page.clock.runFor(10_000)
  await page.getByRole('button', { name: 'Keep showing' }).click()
  await page.clock.runFor(10_000)
  await expect(page.getByText(whole)).toBeVisible()
  await page.clock.runFor(6_000)
  await expect(page.getByText(whole)).toHaveCount(0)
  expect(await holds(page, whole)).toBe(false)
  await expect(email(page)).toBeFocused()
})

test('a value that is pressed and held is shown as long as it is held, with the pointer and with the space bar', async ({
  page,
}) => {
  await openRohan(page)
  await email(page).hover()
  await page.mouse.down()
  await expect(page.getByText(whole)).toBeVisible()
  // Longer than a click.
  await page.waitForTimeout(500)
  await page.mouse.up()
  await expect(page.getByText(whole)).toHaveCount(0)
  await email(page).focus()
  await page.keyboard.down('Space')
  await expect(page.getByText(whole)).toBeVisible()
  await page.waitForTimeout(500)
  await page.keyboard.up('Space')
  await expect(page.getByText(whole)).toHaveCount(0)
})

test('by keyboard a value is shown and hidden, and said aloud once it is shown', async ({ page }) => {
  await openRohan(page)
  await email(page).focus()
  const said = await watchAnnouncements(page)
  await page.keyboard.press('Enter')
  await expect(page.getByText(whole)).toBeVisible()
  expect((await said()).join()).toContain(whole)
  await page.keyboard.press('Enter')
  await expect(page.getByText(whole)).toHaveCount(0)
  await expect(email(page)).toBeFocused()
})

test('what is sensitive is shown for a reason only', async ({ page }) => {
  await openRohan(page)
  await page.getByRole('button', { name: '1991-••-••' }).click()
  await expect(page.getByText('Why do you need to see this?')).toBeVisible()
  expect(await holds(page, '14 Jul 1991')).toBe(false)
  await page.getByRole('button', { name: 'The customer asks' }).click()
  await expect(page.getByText('14 Jul 1991')).toBeVisible()
})

for (const [what, leave] of [
  ['the next customer', (page: Page) => search(page, 565_039_505)],
  ['a lock', (page: Page) => page.getByRole('button', { name: 'Lock now' }).click()],
  ['signing out', (page: Page) => page.getByRole('button', { name: 'Sign out' }).click()],
] as const)
  test(`${what} takes a value that is shown off the page`, async ({ page }) => {
    await openRohan(page)
    await email(page).click()
    await expect(page.getByText(whole)).toBeVisible()
    await leave(page)
    await expect(title(page)).not.toHaveText('Rohan Mehta')
    expect(await holds(page, whole)).toBe(false)
  })

test('a value that can’t be shown says so beside the field, and the field can be tried again', async ({
  page,
  shop,
}) => {
  await openRohan(page)
  await expect(email(page)).toBeVisible()
  await shop.control({ vendor: 'down' })
  await email(page).click()
  await expect(page.getByRole('alert')).toContainText('loyalty service')
  await shop.control({ vendor: 'ok' })
  await email(page).click()
  await expect(page.getByText(whole)).toBeVisible()
})
