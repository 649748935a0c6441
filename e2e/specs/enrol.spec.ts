import type { Page, Request } from '@playwright/test'
import { axeFaults } from '../support/axe.ts'
import { openCounter, pauseAsAHand, search, searchBox, title } from '../support/counter.ts'
import { expect, serve, signIn, test } from '../support/fixtures.ts'

let lastNumber = 6_000_001_000

/** An Indian mobile that nobody has yet. */
const freshMobile = () => String(lastNumber++)

async function openDialog(page: Page, given: string, button = 'Enrol with this mobile') {
  await search(page, given)
  await expect(title(page)).toContainText('Nobody found')
  await page.getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog', { name: 'Enrol' })
  await expect(dialog.getByLabel('Name')).toBeFocused()
  return dialog
}

test('a new customer is enrolled with three fields and two requests, and shown as everybody is', async ({
  page,
}) => {
  await openCounter(page)
  const mobile = freshMobile()
  const dialog = await openDialog(page, mobile)
  await expect(dialog).toContainText(mobile.replace(/(.{5})/, '$1 '))
  expect(await axeFaults(page)).toEqual([])
  const asked: string[] = []
  page.on('request', (request: Request) => {
    if (request.method() === 'POST') asked.push(new URL(request.url()).pathname)
  })
  await dialog.getByLabel('Name').fill('Nadia Newcomer')
  await dialog.getByLabel('The customer agrees').check()
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Nadia Newcomer')
  await expect(page.locator('[data-match=mobile]')).toContainText('Mobile you entered')
  await expect(page.getByRole('button', { name: 'Take photo' })).toBeVisible()
  expect(asked.filter((path) => path !== '/api/session/activity').slice(0, 2)).toEqual([
    '/api/customers',
    '/api/find',
  ])
})

test('by the keyboard alone; what is missing is said at its field', async ({ page }) => {
  await openCounter(page)
  const dialog = await openDialog(page, freshMobile())
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription('Fill in this field.')
  await expect(dialog.getByText(/Ask the customer first/)).toBeVisible()
  await dialog.getByLabel('Name').fill('Nadia 🙂')
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/Enter the name in letters/)
  await dialog.getByLabel('Name').fill('Nadia')
  await pauseAsAHand(page)
  await dialog.getByLabel('The customer agrees').press(' ')
  await pauseAsAHand(page)
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Nadia')
})

test('what was entered stays when the dialog is closed, and belongs to its number only', async ({ page }) => {
  await openCounter(page)
  const mobile = freshMobile()
  const dialog = await openDialog(page, mobile)
  await dialog.getByLabel('Name').fill('Nadia Newcomer')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await pauseAsAHand(page)
  await openDialog(page, freshMobile())
  await expect(dialog.getByLabel('Name')).toHaveValue('')
})

test('a reload in the middle sends nothing, and Enter twice enrols once', async ({ page, shop }) => {
  await openCounter(page)
  const mobile = freshMobile()
  const dialog = await openDialog(page, mobile)
  await dialog.getByLabel('Name').fill('Nadia Newcomer')
  await page.reload()
  await openCounter(page)
  await openDialog(page, mobile)
  await shop.control({ apiDelay: 600 })
  await dialog.getByLabel('Name').fill('Nadia Newcomer')
  await dialog.getByLabel('The customer agrees').check()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Nadia Newcomer')
  const sent = (await shop.requests()).filter(
    ({ method, path }) => method === 'POST' && path === '/v2/customers',
  )
  expect(sent).toHaveLength(1)
})

test('a failure says what to do, and what was entered stays', async ({ page, shop }) => {
  await openCounter(page)
  const dialog = await openDialog(page, freshMobile())
  await shop.control({ registration: 'refused' })
  await dialog.getByLabel('Name').fill('Nadia Newcomer')
  await dialog.getByLabel('The customer agrees').check()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('The loyalty service didn’t enrol the customer.')
  await expect(dialog.getByLabel('Name')).toHaveValue('Nadia Newcomer')
  await shop.control({ registration: 'ok' })
  await dialog.getByRole('button', { name: 'Enrol' }).click()
  await expect(title(page)).toHaveText('Nadia Newcomer')
})

test('what was entered dies with the associate', async ({ page }) => {
  await openCounter(page)
  const mobile = freshMobile()
  const dialog = await openDialog(page, mobile)
  await dialog.getByLabel('Name').fill('Nadia Newcomer')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await signIn(page.context(), new URL(page.url()).origin)
  await openCounter(page)
  await expect(searchBox(page)).toHaveValue('')
  await openDialog(page, mobile)
  await expect(dialog.getByLabel('Name')).toHaveValue('')
})

test('a code and further fields, where the store wants them', async ({ browser }) => {
  await using served = await serve(undefined, [], {
    POLICY: 'e2e/support/proven-numbers-policy.json',
    ENROL_FIELDS: 'email extended.gender',
  })
  const context = await browser.newContext({ baseURL: served.url })
  await signIn(context, served.url)
  const page = await context.newPage()
  await openCounter(page)
  const dialog = await openDialog(page, freshMobile())
  await dialog.getByLabel('Name').fill('Nadia Newcomer')
  await dialog.getByLabel('E-mail', { exact: true }).fill('nadia at example')
  await dialog.getByLabel('Gender').fill('Female')
  await dialog.getByRole('button', { name: 'Send a code' }).click()
  await dialog.getByLabel('Code the customer reads to you').fill('000000')
  await dialog.getByLabel('The customer agrees').check()
  await dialog.getByRole('button', { name: 'Enrol', exact: true }).click()
  await expect(dialog.getByLabel('E-mail', { exact: true })).toHaveAccessibleDescription(
    /Check what is entered/,
  )
  await dialog.getByLabel('E-mail', { exact: true }).fill('nadia@example.com')
  await dialog.getByRole('button', { name: 'Enrol', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('That code is wrong, or too old.')
  await dialog.getByLabel('Code the customer reads to you').fill('314159')
  await dialog.getByRole('button', { name: 'Enrol', exact: true }).click()
  await expect(title(page)).toHaveText('Nadia Newcomer')
  await expect(page.getByRole('heading', { name: 'Extended fields' })).toBeVisible()
  await context.close()
})

test('nobody is offered what the policy does not let them do', async ({ browser }) => {
  await using served = await serve(undefined, [], { POLICY: 'e2e/support/no-enrolment-policy.json' })
  const context = await browser.newContext({ baseURL: served.url })
  await signIn(context, served.url)
  const page = await context.newPage()
  const rules = page.waitForResponse('**/api/purposes')
  await openCounter(page)
  await search(page, freshMobile())
  await expect(title(page)).toContainText('Nobody found')
  await rules
  await expect(page.getByRole('button', { name: /Enrol/ })).toHaveCount(0)
  await context.close()
})
