import { asked, openCounter } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'

const told = [
  ['an unknown id', 600000501, 'No customer with this number.', 'Check the digits'],
  ['an unknown id said as 404', 600000502, 'No customer with this number.', 'Check the digits'],
  ['an unknown id said as an empty 400', 600000503, 'No customer with this number.', 'Check the digits'],
  [
    'a merged account without a survivor named',
    600000506,
    'This account was merged into another.',
    'Ask for the number',
  ],
  [
    'a customer this till may not see',
    600000508,
    'This till isn’t allowed to see this customer.',
    'Ask a manager',
  ],
  [
    'an account deleted for privacy',
    600000509,
    'This account was deleted at the customer’s request.',
    'nothing left to show',
  ],
  ['malformed JSON', 600000612, 'The loyalty service’s answer couldn’t be read', 'Try again'],
  ['HTML where JSON should be', 600000613, 'The loyalty service’s answer couldn’t be read', 'Try again'],
  ['an answer of 2 MB', 600000615, 'The loyalty service’s answer couldn’t be read', 'Try again'],
  [
    'an answer about another customer',
    600000701,
    'The answer was about another customer',
    'tell your manager',
  ],
  ['a profile of another customer', 600000702, 'The answer was about another customer', 'tell your manager'],
] as const

for (const [condition, userId, what, next] of told) {
  test(`${condition} is said in words, with the next step, and shows nobody`, async ({ page }) => {
    await page.goto(`/customers/${userId}`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(what)
    await expect(page.getByRole('alert')).toContainText(next)
    await expect(page.getByRole('img')).toHaveCount(0)
    await expect(page.locator('[data-customer]')).toHaveCount(0)
    await expect(page.getByLabel('Find a customer')).toBeEditable()
  })
}

test('a merged account leads to the one that remains', async ({ page }) => {
  await page.goto('/customers/600000504')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This account was merged into another.')
  await page.getByRole('link', { name: /Open customer \d+/ }).click()
  await expect(page.locator('figure')).toHaveAttribute('data-photo-state', 'shown')
})

test('a busy vendor is asked again after the time it names, and the wait is visible', async ({
  page,
  shop,
}) => {
  await page.goto('/customers/600000605', { waitUntil: 'commit' })
  // Looked for in every frame: it stands there for a second.
  await page.waitForFunction(() =>
    /The loyalty service is busy\.Trying again in \d seconds?\./.test(
      document.querySelector('main')?.textContent ?? '',
    ),
  )
  await expect(page.getByRole('heading', { level: 1, name: 'Busy Once' })).toBeVisible()
  expect((await asked(shop)).api).toBe(2)
})

test('a vendor that is down is asked three times in all, then it is said', async ({ page, shop }) => {
  await page.goto('/customers/600000607')
  await expect(page.getByText(/Trying again in/)).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Couldn’t reach the loyalty service.')
  expect((await shop.requests()).length).toBe(3)
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('a refusal is never tried again by itself', async ({ page, shop }) => {
  await page.goto('/customers/600000508')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('isn’t allowed')
  expect((await shop.requests()).length).toBe(1)
})

test('a till without network says so, and recovers without a reload', async ({ page, context }) => {
  await openCounter(page)
  await context.setOffline(true)
  await page.keyboard.type('565039505\n', { delay: 80 })
  await expect(page.getByRole('heading', { level: 1, name: 'This till is offline.' })).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('heading', { level: 1, name: 'Aditi Khan' })).toBeVisible()
})

test('a slow vendor is given up in words before ten seconds are over', async ({ page }) => {
  await page.goto('/customers/600000608')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The loyalty service took too long.', {
    timeout: 10_000,
  })
})
