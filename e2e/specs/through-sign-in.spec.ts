import type { FrameLocator, Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { openStore } from '../support/till-system.ts'

type Screen = Pick<Page | FrameLocator, 'getByRole' | 'getByLabel'>

const heading = (screen: Screen) => screen.getByRole('heading', { level: 1 })

/** Signs in by the form, as the last of the staff, with a PIN. */
async function signInBy(screen: Screen) {
  await screen.getByLabel('PIN').first().fill('4321')
  await screen.getByLabel('once more').fill('4321')
  await screen.getByRole('button', { name: 'Sign in' }).click()
  await screen.getByRole('listitem').last().getByRole('button').click()
}

/** Locks in the middle of the sale, and comes back with the PIN. */
async function lockAndReturn(screen: Screen) {
  await expect(heading(screen)).toHaveText('Rohan Mehta')
  await screen.getByRole('button', { name: 'Lock now' }).click()
  await expect(heading(screen)).toHaveText(/ is locked$/)
  await screen.getByLabel('PIN').fill('4321')
  await screen.getByRole('button', { name: 'Unlock' }).click()
  await expect(heading(screen)).toHaveText('Rohan Mehta')
}

const answered = /^Customer 565040002: same, for "redeem", receipt [0-9A-Z-]{14}\.$/

test('in a frame a sale waits for the sign-in, and stays through a lock', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 1200 } })
  await using store = await openStore(context, { signedIn: false })
  const page = await context.newPage()
  await page.goto(store.origin)
  await page.getByRole('button', { name: 'Verify the customer here' }).click()
  const frame = page.frameLocator('iframe')
  await signInBy(frame)
  await lockAndReturn(frame)
  await frame.getByRole('button', { name: 'Same person: Rohan Mehta' }).click()
  await expect(page.getByRole('status')).toHaveText(answered)
  await context.close()
})

test('in a window a sale waits for the sign-in, and stays through a lock', async ({ browser }) => {
  const context = await browser.newContext()
  await using store = await openStore(context, { signedIn: false })
  const page = await context.newPage()
  await page.goto(store.origin)
  const [verifier] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Verify the customer', exact: true }).click(),
  ])
  await signInBy(verifier)
  await lockAndReturn(verifier)
  await verifier.getByRole('button', { name: 'Same person: Rohan Mehta' }).click()
  await expect(page.getByRole('status')).toHaveText(answered)

  // Whoever closes the window gives up.
  await page.getByRole('button', { name: 'Verify the customer', exact: true }).click()
  await expect(page.getByRole('status')).toHaveText('Waiting for the associate.')
  await verifier.close()
  await expect(page.getByRole('status')).toHaveText('The window was closed.')
  await context.close()
})

test('there and back a sale waits for the sign-in, and stays through a lock', async ({ browser }) => {
  const context = await browser.newContext()
  await using store = await openStore(context, { signedIn: false })
  const page = await context.newPage()
  await page.goto(store.origin)
  await page.getByRole('button', { name: 'Go and verify' }).click()
  await signInBy(page)
  await lockAndReturn(page)
  await page.getByRole('button', { name: 'Same person: Rohan Mehta' }).click()
  await page.getByRole('button', { name: /^Back to localhost/ }).click()
  await expect(page.locator('#result')).toHaveText(answered)
  await context.close()
})
