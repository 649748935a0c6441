import type { Page } from '@playwright/test'
import { expectNoImage, photoOf, search, title } from '../support/counter.ts'
import { expect, openShop, serve, signIn, test } from '../support/fixtures.ts'
import { scan } from '../support/scan.ts'

/** A gateway of its own, on which a screen is hidden and locked as soon as one is in a shop. */
const serveWithUsualLock = () => serve(undefined, [], { HIDE_AFTER: '90', LOCK_AFTER: '300' })

const signInTitle = 'Sign in at the till'

test.describe('signed out', () => {
  test.use({ signedIn: false })

  test('in the sandbox the demo till is filled in, so that Enter is enough', async ({ page }) => {
    await page.goto('/')
    await expect(title(page)).toHaveText(signInTitle)
    await page.keyboard.press('Enter')
    await expect(title(page)).toHaveText('Who is at the till?')
    await page.getByRole('listitem').first().getByRole('button').click()
    await expect(page.getByLabel('Find a customer')).toBeFocused()
  })

  test('a wrong password and an unknown till are told in the same words, and what was typed stays', async ({
    page,
  }) => {
    await page.goto('/')
    for (const till of ['till.demo', 'till.unknown']) {
      await page.getByLabel('Till').fill(till)
      await page.getByLabel('Password').fill('not the password')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('alert')).toContainText('That till or password is wrong.')
      await expect(page.getByLabel('Till')).toHaveValue(till)
    }
  })

  test('an address of a customer shows nobody until somebody signs in, and then that customer', async ({
    page,
    context,
    baseURL,
  }) => {
    await page.goto('/customers/565039505')
    await expect(title(page)).toHaveText(signInTitle)
    await expect(page.locator('[data-customer]')).toHaveCount(0)
    await signIn(context, baseURL)
    await page.reload()
    await expect(title(page)).toHaveText('Aditi Khan')
  })
})

test('a screen that is left hides the customer until the next key, then locks after a warning, and a PIN brings the work back', async ({
  page,
}) => {
  await using served = await serveWithUsualLock()
  await signIn(page.context(), served.url)
  await page.clock.install()
  await page.goto(`${served.url}/customers/565039505`)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')

  await page.clock.runFor(92_000)
  await expect(title(page)).toHaveText('Hidden while nobody is here')
  await expectNothingPersonal(page)
  await page.keyboard.press('Shift')
  await expect(title(page)).toHaveText('Aditi Khan')
  await page.clock.runFor(281_000)
  await expect(page.getByRole('button', { name: 'Lock now' })).toHaveText(/^1?\d$/)
  await page.mouse.move(40, 40)
  await expect(page.getByRole('button', { name: 'Lock now' })).toHaveText('')
  await page.clock.runFor(305_000)
  await expect(title(page)).toHaveText('Margarida Sousa’s till is locked')
  await expectNothingPersonal(page)

  await page.getByLabel('PIN').fill('1234')
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
})

test('a lock keeps what was typed out of the document, and gives it back', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('Find a customer').fill('asha@example.com')
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(title(page)).toHaveText(/ is locked$/)
  expect(await page.content()).not.toContain('asha@example.com')
  await unlock(page)
  await expect(page.getByLabel('Find a customer')).toHaveValue('asha@example.com')
})

test('a locked screen stays locked through a reload, and a scan does nothing', async ({ page, shop }) => {
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Aditi Khan')
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(title(page)).toHaveText(/ is locked$/)
  await page.reload()
  await expect(title(page)).toHaveText(/ is locked$/)
  const before = await shop.requests()
  await scan(page, '600000201')
  await expect(page.getByText('That was a scan.')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expectNothingPersonal(page)
  expect(await shop.requests()).toEqual(before)
})

test('work that was left for longer than it is kept is let go', async ({ page }) => {
  await page.clock.install()
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Aditi Khan')
  await page.getByRole('button', { name: 'Lock now' }).click()
  await page.clock.runFor(5 * 60_000 + 2_000)
  await expect(page.getByText('What was on the screen has been let go.')).toBeVisible()
  await expect(page).toHaveURL('/')
})

test('five wrong PINs end the session', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Lock now' }).click()
  await guessFivePins(page)
  await expect(title(page)).toHaveText(signInTitle)
})

async function guessFivePins(page: Page) {
  for (const left of ['4 tries are left', '3 tries are left', '2 tries are left', '1 try is left']) {
    await page.getByLabel('PIN').fill('9999')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText(left)
  }
  await page.getByLabel('PIN').fill('9999')
  await page.keyboard.press('Enter')
}

/** Two entries of the browser's history, so that Back has one to lead to. */
async function lookTwoPeopleUp(page: Page) {
  await search(page, 565039505)
  await expect(title(page)).toHaveText('Aditi Khan')
  await search(page, 565040002)
  await expect(title(page)).toHaveText('Rohan Mehta')
}

/** Signs in by the form, as the last of the staff, who never chooses a PIN in these tests. */
async function signInAsAnother(page: Page) {
  await page.getByLabel('PIN').first().fill('4321')
  await page.getByLabel('once more').fill('4321')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('listitem').last().getByRole('button').click()
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible()
}

/** Nothing of the former associate's work: no customer, no text in the box, nobody in the list of the last customers. */
async function expectFreshStart(page: Page) {
  await expect(page).toHaveURL('/')
  await expect(page.getByLabel('Find a customer')).toHaveValue('')
  await page.getByLabel('Find a customer').press('ArrowDown')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await expect(page.locator('[data-customer]')).toHaveCount(0)
}

test('after five wrong PINs another associate who signs in begins with an empty screen, and Back leads to nobody', async ({
  page,
}) => {
  await page.goto('/')
  await lookTwoPeopleUp(page)
  await page.getByRole('button', { name: 'Lock now' }).click()
  await guessFivePins(page)
  await expect(title(page)).toHaveText(signInTitle)
  await signInAsAnother(page)
  await expectFreshStart(page)
  await page.goBack()
  await expectFreshStart(page)
})

test('an associate who signs in beside a second tab finds none of the former one’s work there', async ({
  page,
  context,
}) => {
  await page.goto('/')
  const other = await context.newPage()
  await other.goto('/')
  await lookTwoPeopleUp(other)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await signInAsAnother(page)
  await expectFreshStart(other)
  await other.goBack()
  await expectFreshStart(other)
  await other.reload()
  await expectFreshStart(other)
})

test('a customer’s address that a former associate left in a tab shows the next one nobody', async ({
  page,
  context,
  baseURL,
}) => {
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Aditi Khan')
  // The session changes while this page can't hear of it.
  await page.goto('about:blank')
  await signIn(context, baseURL)
  await page.goBack()
  await expect(page).toHaveURL('/')
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible()
  await expect(page.locator('[data-customer]')).toHaveCount(0)
})

test('a printer gets nothing of the customer on the screen', async ({ page }) => {
  await page.goto('/customers/565039505')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  await page.emulateMedia({ media: 'print' })
  await expect(title(page)).toBeHidden()
  await expect(photoOf(page)).toBeHidden()
  expect(await page.evaluate(() => document.body.innerText.trim())).toBe('')
  await page.emulateMedia({ media: 'screen' })
  await expect(title(page)).toBeVisible()
})

test('signing out in one tab signs the other out, and the Back button shows nobody', async ({
  page,
  context,
}) => {
  await page.goto('/')
  await page.goto('/customers/565039505')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  const other = await context.newPage()
  await other.goto('/customers/600000201')
  await expect(title(other)).toHaveText('Marisol Vega')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(title(page)).toHaveText(signInTitle)
  await expect(title(other)).toHaveText(signInTitle)
  await page.goBack()
  await expect(title(page)).toHaveText(signInTitle)
  await expectNothingPersonal(page)
  await expectNothingKept(page)
})

test('a second browser is a session of its own, and the cookie of an ended one opens nothing there', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  await using other = await browser.newContext()
  await signIn(other, baseURL)
  const beside = await other.newPage()
  await beside.goto(`${baseURL}/customers/600000201`)
  await expect(title(beside)).toHaveText('Marisol Vega')
  await page.goto('/')
  const kept = await context.cookies()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(title(page)).toHaveText(signInTitle)
  await beside.reload()
  await expect(title(beside)).toHaveText('Marisol Vega')

  await other.clearCookies()
  await other.addCookies(kept)
  await beside.reload()
  await expect(title(beside)).toHaveText(signInTitle)
  await expectNothingPersonal(beside)
})

test('the cookie of another installation is no session, and no obstacle to one', async ({
  page,
  context,
}) => {
  const [cookie] = await context.cookies()
  await using served = await serve()
  await context.clearCookies()
  await context.addCookies([
    { name: cookie?.name ?? '', value: cookie?.value ?? '', url: served.url, httpOnly: true },
  ])
  await page.goto(`${served.url}/customers/565039505`)
  await expect(title(page)).toHaveText(signInTitle)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('listitem').first().getByRole('button').click()
  await expect(title(page)).toHaveText('Aditi Khan')
})

test('credentials that the vendor refuses in mid-shift lead to the sign-in, and leave no customer in the address', async ({
  page,
}) => {
  await page.goto('/customers/600000510')
  await expect(title(page)).toHaveText(signInTitle)
  await expect(page).toHaveURL('/')
})

test('a till whose gateway is gone says so at sign-in, and not that the password is wrong', async ({
  page,
  context,
}) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(title(page)).toHaveText(signInTitle)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('This till is offline.')
})

test('a vendor that is down at sign-in could not be asked', async ({ page }) => {
  await using served = await serve()
  await using shop = await openShop(served)
  await shop.control({ vendor: 'down' })
  await page.goto(served.url)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('Couldn’t reach the loyalty service.', {
    timeout: 10_000,
  })
})

async function unlock(page: Page) {
  await page.getByLabel('PIN').fill('1234')
  await page.keyboard.press('Enter')
}

async function expectNothingPersonal(page: Page) {
  await expectNoImage(page.locator('body'))
  expect(await page.content()).not.toMatch(/Aditi|Khan|919148574269|Marisol/)
}

/** Neither storage nor caches nor the history hold anything. */
async function expectNothingKept(page: Page) {
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    title: document.title,
  }))
  expect(kept).toEqual({ local: [], session: [], databases: [], caches: [], title: 'Countersign' })
}
