import type { Page } from '@playwright/test'
import { photoOf, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import { openStore } from '../support/till-system.ts'
import { same } from '../support/verifying.ts'

async function openVerifier(page: Page, button = 'Verify the customer') {
  const [verifier] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  return verifier
}

test('a till system opens a window, is given the answer, and told when it is taken back', async ({
  browser,
}) => {
  const context = await browser.newContext()
  await using store = await openStore(context)
  const page = await context.newPage()
  await page.goto(store.origin)
  await page.getByLabel('For').selectOption('change-identifier')
  const verifier = await openVerifier(page)
  await expect(title(verifier)).toHaveText('Rohan Mehta')
  expect(verifier.url()).toBe(`${store.url}/customers/565040002`)
  await expect(verifier.getByLabel('Check for')).toHaveValue('change-identifier')
  // Nobody at this till chooses another purpose.
  await expect(verifier.getByLabel('Check for')).toBeDisabled()
  await verifier.getByRole('button', { name: 'Not the same person' }).click()
  await expect(page.getByRole('status')).toHaveText(
    /^Customer 565040002: not-same, for "change-identifier", receipt [0-9A-Z-]{14}\.$/,
  )
  await verifier.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Taken back: receipt .* for "change-identifier"/)

  // The window is used again for the next sale.
  await page.getByLabel('For').selectOption('redeem')
  await page.getByLabel('Mobile').fill('919148574269')
  await page.getByRole('button', { name: 'Verify the customer', exact: true }).click()
  await expect(title(verifier)).toHaveText('Aditi Khan')
  await verifier.getByRole('button', { name: 'Not sure' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Customer 565039505: not-sure, for "redeem"/)
  await context.close()
})

test('a purpose nobody knows is refused, in words to both', async ({ browser }) => {
  const context = await browser.newContext()
  await using store = await openStore(context)
  const page = await context.newPage()
  await page.goto(store.origin)
  await page.getByLabel('For').selectOption('rob-the-bank')
  const verifier = await openVerifier(page)
  await expect(title(verifier)).toHaveText('The store no longer checks for this purpose.')
  await expect(page.getByRole('status')).toHaveText('Refused: unknown_purpose.')
  await context.close()
})

test('there and back by addresses that say nothing of anybody', async ({ browser }) => {
  const context = await browser.newContext()
  await using store = await openStore(context)
  const page = await context.newPage()
  const addresses: string[] = []
  page.on('framenavigated', (frame) => void addresses.push(frame.url()))
  await page.goto(store.origin)
  await page.getByRole('button', { name: 'Go and verify' }).click()
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await same(page).click()
  await page.getByRole('button', { name: /^Back to localhost/ }).click()
  await expect(page.locator('#result')).toHaveText(
    /^Customer 565040002: same, for "redeem", receipt [0-9A-Z-]{14}\.$/,
  )
  expect(addresses.join(' ')).not.toContain('916000000002')
  // The code was good once.
  const used = addresses.find((each) => each.includes('/hand-over?code='))
  await page.goto(used ?? '')
  await expect(title(page)).toHaveText('The request from the till system has run out or was used already.')
  await context.close()
})

test('a till system that is not on the list is neither listened nor spoken to', async ({ browser }) => {
  const context = await browser.newContext()
  await using store = await openStore(context, { isListed: false })
  const page = await context.newPage()
  await page.goto(store.origin)
  // It does not wait to be told that somebody listens.
  const verifier = await openVerifier(page)
  await expect(title(verifier)).toHaveText('Waiting for the till system')
  await page.evaluate((url) => {
    window.open('', 'countersign')?.postMessage({ type: 'countersign:verify', id: 's-1' }, url)
  }, store.url)
  await expect(title(verifier)).toHaveText('The page that opened this isn’t on the store’s list')
  await expect(page.getByRole('status')).toHaveText('Waiting for the associate.')
  // Nor may it hold us in a frame.
  await page.evaluate((url) => {
    const frame = document.createElement('iframe')
    frame.src = `${url}/hand-over`
    document.body.append(frame)
  }, store.url)
  const frame = page.frameLocator('iframe')
  await expect(frame.getByText('Waiting for the till system')).toHaveCount(0)
  await context.close()
})

test('nobody has asked for anything where the page is opened by hand', async ({ page }) => {
  await page.goto('/hand-over')
  await expect(title(page)).toHaveText('Nobody has asked for a check')
  await page.getByRole('link', { name: 'Find a customer' }).click()
  await expect(page).toHaveURL('/')
})

test('in a frame of the till system’s own page it works the same, where both are of one site', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 1200 } })
  await using store = await openStore(context)
  const page = await context.newPage()
  await page.goto(store.origin)
  await page.getByLabel('Points').fill('350')
  await page.getByRole('button', { name: 'Verify the customer here' }).click()
  const frame = page.frameLocator('iframe')
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Rohan Mehta')
  await expect(frame.getByRole('figure', { name: 'Photo' }).getByRole('img')).toBeVisible()
  await frame.getByRole('button', { name: 'Same person: Rohan Mehta' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Customer 565040002: same, for "redeem", receipt/)
  await frame.getByRole('button', { name: 'Back to the sale' }).click()
  await expect(page.locator('iframe')).toBeHidden()

  // The frame is used again, and nobody has to press anything for earning.
  await page.getByLabel('For').selectOption('earn')
  await page.getByRole('button', { name: 'Verify the customer here' }).click()
  await expect(page.getByRole('status')).toHaveText('Customer 565040002: not-needed, for "earn".')

  // A till that was reloaded begins anew.
  await page.reload()
  await page.getByRole('button', { name: 'Verify the customer here' }).click()
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Rohan Mehta')
  await frame.getByRole('button', { name: 'Back to the sale' }).click()
  await expect(page.getByRole('status')).toHaveText('The associate gave up.')
  await context.close()
})
