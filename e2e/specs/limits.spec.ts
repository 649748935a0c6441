import type { Browser } from '@playwright/test'
import { axeFaults } from '../support/axe.ts'
import { openCounter, search, title } from '../support/counter.ts'
import { expect, serve, signIn, test } from '../support/fixtures.ts'

test.use({ signedIn: false })

async function openTill(browser: Browser, url: string) {
  const context = await browser.newContext({ baseURL: url })
  await signIn(context, url)
  return { context, page: await context.newPage() }
}

async function openOffice(browser: Browser, url: string) {
  const context = await browser.newContext({ baseURL: url })
  const data = { till: 'till.office', password: 'countersign-demo-office', pin: '1234' }
  await context.request.post(`${url}/api/session`, { headers: { origin: url }, data })
  return { context, page: await context.newPage() }
}

const strict = { POLICY: 'e2e/support/strict-policy.json' }

test('who looks many people up is told, then stopped; a manager lifts it at the till and the search goes on', async ({
  browser,
}) => {
  await using served = await serve(undefined, [], strict)
  const { context, page } = await openTill(browser, served.url)
  await openCounter(page)
  for (const [userId, name] of [
    [565_039_505, 'Aditi Khan'],
    [565_040_002, 'Rohan Mehta'],
  ] as const) {
    await search(page, userId)
    await expect(title(page)).toHaveText(name)
  }
  await expect(page.getByText('Too many look-ups. Answers come a little slower.')).toBeVisible()
  await search(page, 565_040_004)
  await expect(title(page)).toHaveText('Looking people up is paused.')
  expect(await axeFaults(page)).toEqual([])
  await page.getByLabel('Till').fill('till.demo')
  await page.getByLabel('Password').fill('countersign-demo')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Only a manager can do this.')).toBeVisible()
  await page.getByLabel('Till').fill('till.office')
  await page.getByLabel('Password').fill('countersign-demo-office')
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Harpreet Bedi')
  await context.close()
})

test('four numbers of people who are no members pause nobody: the fifth customer is found', async ({
  browser,
}) => {
  await using served = await serve(undefined, [], { POLICY: undefined })
  const { context, page } = await openTill(browser, served.url)
  await openCounter(page)
  for (const unknown of ['98765 00001', '98765 00012', '98765 00023', '98765 00034']) {
    await search(page, unknown)
    await expect(title(page)).toContainText('Nobody found')
  }
  await search(page, '91485 74269')
  await expect(title(page)).toHaveText('Aditi Khan')
  await context.close()
})

test('a manager sees who is paused and why, and lifts it from afar', async ({ browser }) => {
  await using served = await serve(undefined, [], strict)
  const till = await openTill(browser, served.url)
  const office = await openOffice(browser, served.url)
  await office.page.goto('/')
  await office.page.getByRole('button', { name: 'Paused look-ups' }).click()
  await expect(office.page.getByText('Nobody’s look-ups are paused.')).toBeVisible()
  await openCounter(till.page)
  for (const [userId, name] of [
    [565_039_505, 'Aditi Khan'],
    [565_040_002, 'Rohan Mehta'],
  ] as const) {
    await search(till.page, userId)
    await expect(title(till.page)).toHaveText(name)
  }
  await search(till.page, 565_040_004)
  await expect(title(till.page)).toHaveText('Looking people up is paused.')
  await office.page.reload()
  await expect(office.page.getByText('Too many look-ups.')).toBeVisible()
  expect(await axeFaults(office.page)).toEqual([])
  await office.page.getByRole('button', { name: /^Lift the pause of Associate/ }).click()
  await expect(office.page.getByText('Nobody’s look-ups are paused.')).toBeVisible()
  await search(till.page, 565_040_004)
  await expect(title(till.page)).toHaveText('Harpreet Bedi')
  await till.page.goto('/pauses')
  await expect(title(till.page)).toHaveText('Only a manager can do this.')
  await Promise.all([till.context.close(), office.context.close()])
})

test('a manager sees a customer as an associate does, and is told so', async ({ browser }) => {
  await using served = await serve()
  const { context, page } = await openOffice(browser, served.url)
  await openCounter(page)
  await search(page, 565_040_002)
  await expect(title(page)).toHaveText('Rohan Mehta')
  const purchases = page.locator('dt', { hasText: 'Lifetime purchases' }).locator('+ dd')
  await expect(purchases).not.toContainText('••••')
  await page.getByRole('button', { name: 'View as an associate' }).click()
  await expect(page.getByText('You see customers as an associate does.')).toBeVisible()
  await expect(purchases).toContainText('••••')
  await page.getByRole('button', { name: 'View as a manager again' }).click()
  await expect(purchases).not.toContainText('••••')
  await context.close()
})
