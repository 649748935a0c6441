import { axeFaults } from '../support/axe.ts'
import { title } from '../support/counter.ts'
import { expect, serve, signIn, test } from '../support/fixtures.ts'

test.use({ signedIn: false })

test('another associate chooses a PIN with the till’s password, begins with an empty screen, and comes back with the PIN', async ({
  browser,
}) => {
  await using served = await serve()
  const context = await browser.newContext({ baseURL: served.url })
  await signIn(context, served.url, 'Asha Verma')
  const page = await context.newPage()
  const pickJonas = async () => {
    await page.locator('header').getByRole('button', { expanded: false }).last().click()
    await page.getByRole('button', { name: 'I am Jonas Lindqvist' }).click()
  }
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Aditi Khan')
  await pickJonas()
  const dialog = page.getByRole('dialog', { name: 'Switch to Jonas Lindqvist' })
  await expect(dialog.getByLabel('PIN, 4 to 8 digits')).toBeFocused()
  await page.keyboard.type('2468')
  await dialog.getByLabel('once more').fill('2468')
  await dialog.getByLabel('The till’s password').fill('wrong')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toHaveText(/password is wrong/)
  await expect(title(page)).toHaveText('Aditi Khan')
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByLabel('The till’s password').fill('countersign-demo')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/')
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('[data-customer]')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Jonas Lindqvist' })).toBeVisible()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(title(page)).toHaveText('Sign in at the till')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Jonas Lindqvist' }).click()
  await expect(title(page)).toHaveText('Switch to Jonas Lindqvist')
  await expect(page.getByLabel('PIN')).toBeFocused()
  await page.keyboard.type('1111')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('That isn’t the PIN.')
  await page.getByLabel('PIN').fill('2468')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Jonas Lindqvist' })).toBeVisible()
  await context.close()
})
