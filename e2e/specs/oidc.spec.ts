import { axeFaults } from '../support/axe.ts'
import { atCompany as test, choosePerson, serveCompany } from '../support/company.ts'
import { photoOf, search, title } from '../support/counter.ts'
import { expect } from '../support/fixtures.ts'

test.use({ signedIn: false })

const signInTitle = 'Sign in at the counter'
const pinTitle = 'Choose a PIN for this shift'

test('by keyboard to the company’s sign-in and back, a PIN, and at work', async ({ page, company }) => {
  await page.goto(company.url)
  await expect(title(page)).toHaveText(signInTitle)
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Demo identity provider')
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText(pinTitle)
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.type('2468', { delay: 60 })
  await page.keyboard.press('Tab')
  await page.keyboard.type('2468', { delay: 60 })
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Find a customer')).toBeFocused()
  await expect(page).toHaveURL(`${company.url}/`)
  await search(page, 565039505)
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
})

test('the same person unlocks by PIN or by signing in again and is back at the customer', async ({
  page,
  company,
}) => {
  await page.goto(`${company.url}/customers/565039505`)
  await page.getByRole('button', { name: 'Sign in with your company account' }).click()
  await choosePerson(page, /Asha Verma/)
  await page.getByLabel('PIN').fill('2468')
  await page.getByLabel('once more').fill('2468')
  await page.getByRole('button', { name: 'Use this PIN' }).click()
  // Nobody was signed in before, so that the address may be what another associate left.
  await expect(page).toHaveURL(`${company.url}/`)
  await search(page, 565039505)
  await expect(title(page)).toHaveText('Aditi Khan')

  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(title(page)).toHaveText(/ is locked$/)
  await page.getByLabel('PIN').fill('2468')
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Aditi Khan')

  await page.getByRole('button', { name: 'Lock now' }).click()
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await choosePerson(page, /Asha Verma/)
  await page.getByRole('button', { name: 'Go on without a PIN' }).click()
  await expect(title(page)).toHaveText('Aditi Khan')
})

test('another person who signs in at a locked screen begins anew', async ({ page, company }) => {
  await page.goto(company.url)
  await page.getByRole('button', { name: 'Sign in with your company account' }).click()
  await choosePerson(page, /Asha Verma/)
  await page.getByRole('button', { name: 'Go on without a PIN' }).click()
  await search(page, 565039505)
  await expect(title(page)).toHaveText('Aditi Khan')

  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(page.getByRole('button', { name: 'Sign in again' })).toBeFocused()
  await page.keyboard.press('Enter')
  await choosePerson(page, /Margarida Sousa/)
  await expect(title(page)).toHaveText(pinTitle)
  await expect(page).toHaveURL(`${company.url}/`)
})

test('whoever cancels, or has no role, is told why, and is not sent round again', async ({
  page,
  company,
}) => {
  await page.goto(company.url)
  for (const [person, words] of [
    [/Cancel/, 'The sign-in was cancelled.'],
    [/Otto Brandt/, 'Your company account isn’t set up for the counter.'],
  ] as const) {
    await page.getByRole('button', { name: 'Sign in with your company account' }).click()
    await choosePerson(page, person)
    await expect(title(page)).toHaveText(signInTitle)
    await expect(page.getByRole('alert')).toContainText(words)
  }
  await page.reload()
  await expect(title(page)).toHaveText(signInTitle)
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a provider that is down is told to be, on our own page', async ({ page }) => {
  await using company = await serveCompany()
  company.stopProvider()
  await page.goto(company.url)
  await page.getByRole('button', { name: 'Sign in with your company account' }).click()
  await expect(page.getByRole('alert')).toContainText('Couldn’t reach your company’s sign-in.')
  expect(await axeFaults(page)).toEqual([])
})

test('signing out ends the session, and the next one has to prove who they are', async ({
  page,
  company,
}) => {
  await page.goto(company.url)
  await page.getByRole('button', { name: 'Sign in with your company account' }).click()
  await choosePerson(page, /Asha Verma/)
  await page.getByRole('button', { name: 'Go on without a PIN' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(title(page)).toHaveText(signInTitle)
  await page.goBack()
  await expect(title(page)).not.toHaveText('Aditi Khan')
  await page.goto(company.url)
  await page.getByRole('button', { name: 'Sign in with your company account' }).click()
  await expect(title(page)).toHaveText('Demo identity provider')
})
