import type { BrowserContext } from '@playwright/test'
import { title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'

const signInTitle = 'Sign in at the till'

/** What the gateway thinks of the session, whatever the screens show. */
const stateAtGateway =
  ({ request }: BrowserContext) =>
  async () =>
    (await (await request.get('/api/session')).json()).state

test('a lock that the gateway does not hear holds in every tab, through a reload, and is told until it is heard', async ({
  page,
  context,
}) => {
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Aditi Khan')
  const other = await context.newPage()
  await other.goto('/customers/600000201')
  await expect(title(other)).toHaveText('Marisol Vega')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(title(page)).toHaveText(/ is locked$/)
  await expect(title(other)).toHaveText(/ is locked$/)
  await page.close()
  await context.setOffline(false)
  await other.reload()
  await expect(title(other)).toHaveText(/ is locked$/)
  await expect(other.locator('[data-customer]')).toHaveCount(0)
  await expect.poll(stateAtGateway(context)).toBe('locked')
  await other.getByLabel('PIN').fill('1234')
  await other.keyboard.press('Enter')
  await expect(other.getByRole('button', { name: 'Lock now' })).toBeVisible()
  await other.reload()
  await expect(other.getByRole('button', { name: 'Lock now' })).toBeVisible()
  expect(await other.evaluate(() => localStorage.length)).toBe(0)
})

test('a sign-out that the gateway does not hear holds in every tab, through a reload, and is told until it is heard', async ({
  page,
  context,
}) => {
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Aditi Khan')
  const other = await context.newPage()
  await other.goto('/customers/600000201')
  await expect(title(other)).toHaveText('Marisol Vega')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(title(other)).toHaveText(signInTitle)
  await page.close()
  await context.setOffline(false)
  await other.reload()
  await expect(title(other)).toHaveText(signInTitle)
  await expect.poll(stateAtGateway(context)).toBe('signed-out')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(title(other)).toHaveText('Who is at the till?')
})

test('a lock is heard at an address that is not secure, where browsers have no locks for requests', async ({
  playwright,
  launchOptions,
  context,
  baseURL,
}) => {
  const address = new URL(baseURL)
  address.hostname = 'till.example'
  const args = [...(launchOptions.args ?? []), '--host-resolver-rules=MAP till.example 127.0.0.1']
  const browser = await playwright.chromium.launch({ ...launchOptions, args })
  const till = await browser.newContext()
  for (const { name, value } of await context.cookies())
    await till.addCookies([{ name, value, domain: address.hostname, path: '/' }])
  const page = await till.newPage()
  await page.goto(address.href)
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(title(page)).toHaveText(/ is locked$/)
  await expect.poll(stateAtGateway(context)).toBe('locked')
  await browser.close()
})
