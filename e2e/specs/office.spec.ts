import type { Browser } from '@playwright/test'
import { axeFaults } from '../support/axe.ts'
import { openCounter, search, title } from '../support/counter.ts'
import { expect, serve, signIn, test } from '../support/fixtures.ts'
import { startIn } from '../support/speak.ts'
import { same } from '../support/verifying.ts'

/** A shop of its own: at one till an associate looks at a customer and answers; at the other a manager is signed in. */
async function openShop(browser: Browser) {
  const served = await serve()
  const till = await browser.newContext({ baseURL: served.url })
  await signIn(till, served.url)
  const atTill = await till.newPage()
  await openCounter(atTill)
  await search(atTill, 565_040_002)
  await expect(title(atTill)).toHaveText('Rohan Mehta')
  await same(atTill).click()
  await expect(atTill.getByText('Noted: same person')).toBeVisible()
  const office = await browser.newContext({ baseURL: served.url })
  await office.request.post('/api/session', {
    headers: { origin: served.url },
    data: { till: 'till.office', password: 'countersign-demo-office', pin: '1234' },
  })
  return {
    atTill,
    office,
    page: await office.newPage(),
    async [Symbol.asyncDispose]() {
      await Promise.all([till.close(), office.close()])
      await served[Symbol.asyncDispose]()
    },
  }
}

test('who saw a customer is one field and one Enter, by the keyboard', async ({ browser }) => {
  await using shop = await openShop(browser)
  const { page } = shop
  await page.goto('/office')
  await page.getByLabel('Customer number').fill('565040002')
  await page.keyboard.press('Enter')
  const answered = page.getByRole('row').filter({ hasText: 'Answered' })
  await expect(answered).toContainText('565040002')
  await expect(answered).toContainText(/result same/)
  await expect(page.getByRole('row').filter({ hasText: 'Looked up' })).toHaveCount(1)
  expect(await axeFaults(page)).toEqual([])
})

test('a filter that finds nothing says how to widen it, and the events can be saved', async ({ browser }) => {
  await using shop = await openShop(browser)
  const { page } = shop
  await page.goto('/office')
  await page.getByLabel('What was done').selectOption('Photo removed')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByText('No event found.')).toBeVisible()
  await expect(page.getByText('Take a filter away, or choose more days.')).toBeVisible()
  await page.getByLabel('What was done').selectOption('Answered')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Answered' })).toHaveCount(1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save as CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('countersign-events.csv')
})

test('the session of a till is ended with one act', async ({ browser }) => {
  await using shop = await openShop(browser)
  const { page, atTill } = shop
  await page.goto('/office')
  await page.getByRole('button', { name: /^End the session of/ }).click()
  await expect(page.getByRole('button', { name: /^End the session of/ })).toHaveCount(0)
  await search(atTill, 565_039_505)
  await expect(atTill.getByRole('button', { name: 'Sign in' })).toBeVisible()
})

test('what other limits would have found is tried, leads to its events, and is closed with a note', async ({
  browser,
}) => {
  await using shop = await openShop(browser)
  const { page } = shop
  await page.goto('/office')
  const section = page.getByRole('region', { name: 'What stands out' })
  await expect(section.getByText('Nothing stands out.')).toBeVisible()
  await section.getByText('Try other limits').click()
  await section.getByLabel('One customer opened by one associate').fill('0')
  await page.keyboard.press('Enter')
  const found = section.getByRole('listitem').filter({ hasText: 'One customer opened by one associate' })
  await expect(found).toContainText('1 on this day, limit 0')
  await expect(section.getByText('Cases with these limits: 1')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])

  await found.getByRole('button', { name: 'Show the events' }).click()
  await expect(page.getByLabel('Customer number')).toHaveValue('565040002')
  const events = page.getByRole('table').getByRole('row')
  await expect(events.filter({ hasText: 'Signed in' })).toHaveCount(0)
  await expect(events.filter({ hasText: 'Looked up' })).toHaveCount(1)

  await found.getByRole('button', { name: 'Close the case' }).click()
  await found.getByLabel('Note').fill('A return in two parts.')
  await page.keyboard.press('Enter')
  await expect(found).toContainText('Closed: A return in two parts.')
  await expect(found.getByRole('button', { name: 'Close the case' })).toHaveCount(0)
})

test('an associate is told that this is for managers', async ({ page }) => {
  await page.goto('/office')
  await expect(page.getByRole('alert').first()).toContainText('manager')
  await expect(page.getByRole('table')).toHaveCount(0)
})

for (const [width, height] of [
  [1366, 768],
  [390, 844],
] as const)
  test(`in Arabic, at ${width} pixels, nothing is wider than the page`, async ({ browser }) => {
    await using shop = await openShop(browser)
    const { page } = shop
    await page.setViewportSize({ width, height })
    await startIn(page, 'ar')
    await page.goto('/office')
    await expect(page.getByRole('heading', { name: 'سجل البحث' })).toBeVisible()
    await expect(page.getByRole('table')).toBeVisible()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(await axeFaults(page)).toEqual([])
  })
