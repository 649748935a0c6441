import type { Page } from '@playwright/test'
import { isBeside, openCounter, search, searchBox, title } from '../support/counter.ts'
import { expect, test, type Shop } from '../support/fixtures.ts'

/** Vendor calls but for the search by name, which typing may have asked for too. */
const lookUps = async (shop: Shop) =>
  (await shop.requests()).filter(
    ({ at, path }) => at === 'api' && !path.includes('/search?') && !isBeside(path),
  )

/** Every address that was opened or asked from now on, and the title now. */
function watchAddresses(page: Page) {
  const seen: string[] = []
  page.on('request', (request) => seen.push(request.url(), request.headers().referer ?? ''))
  page.on('framenavigated', (frame) => seen.push(frame.url()))
  return async () => [...seen, page.url(), await page.title()].map(decodeURIComponent)
}

for (const [what, typed, secret, name, calls] of [
  ['a mobile', '9148574269', '9148574269', 'Aditi Khan', 1],
  ['a mobile with country code and spaces', '+91 91485 74269', '74269', 'Aditi Khan', 1],
  ['an e-mail address', 'aditi.khan@example.com', 'aditi.khan', 'Aditi Khan', 1],
  ['a card number', 'CS-4000-0002', 'CS-4000', 'Rohan Mehta', 1],
  // The vendor is asked for a card first.
  ['an external id', 'EXT-0002', 'EXT-0002', 'Rohan Mehta', 2],
  ['the whole name of the only one', 'aditi khan', 'khan', 'Aditi Khan', 1],
  ['a customer number', '565039505', undefined, 'Aditi Khan', 1],
] as const) {
  test(`${what} finds its person in ${calls === 1 ? 'one call' : `${calls} calls`}, and stands in no address`, async ({
    page,
    shop,
  }) => {
    const addresses = watchAddresses(page)
    await openCounter(page)
    await search(page, typed)
    await expect(title(page)).toHaveText(name)
    await expect(page.locator('figure')).toHaveAttribute('data-photo-state', 'shown')
    expect(await lookUps(shop)).toHaveLength(calls)
    if (secret !== undefined)
      expect((await addresses()).join('\n').toLowerCase()).not.toContain(secret.toLowerCase())
    await expect(searchBox(page)).toHaveValue(typed)
  })
}

test('a vendor who tells only the number is asked for the customer by it', async ({ page, shop }) => {
  await shop.control({ customerDetails: 'absent' })
  await openCounter(page)
  await search(page, 'aditi.khan@example.com')
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(page.locator('figure')).toHaveAttribute('data-photo-state', 'shown')
  await expect(page).toHaveURL('/customers/565039505')
})

for (const [how, typed, said] of [
  ['by another reading of the same text', 'EXT-0002', 'Found by external ID. Nobody has it as card number.'],
  [
    'by an account that was merged into theirs',
    'customer.600000504@example.org',
    'The account that was asked for was merged into this one.',
  ],
  [
    'by the number of an account that was merged into theirs',
    '600000504',
    'Customer 600000504 was merged into this account.',
  ],
] as const) {
  test(`a customer found ${how} is shown with a word about it`, async ({ page }) => {
    await openCounter(page)
    await search(page, typed)
    await expect(page.getByRole('log').filter({ hasText: said })).toBeVisible()
    await expect(page.locator('[data-customer]')).toHaveCount(1)
    await search(page, '600000201')
    await expect(title(page)).toHaveText('Marisol Vega')
    await expect(page.getByText(said)).toHaveCount(0)
  })
}

test('nobody is said with what was asked for, and what was not is offered', async ({ page, shop }) => {
  await openCounter(page)
  await search(page, '98765 43210')
  await expect(page.getByRole('alert')).toContainText(
    'Nobody found with this mobile number of India, customer number or card number.',
  )
  expect(await lookUps(shop)).toHaveLength(3)
  await page.getByRole('button', { name: 'Search as external ID' }).click()
  await expect(title(page)).toHaveText('Nobody found with this external ID.')
  expect(await lookUps(shop)).toHaveLength(4)
  await expect(searchBox(page)).toHaveValue('98765 43210')
})

test('two people with one mobile are both offered, and neither is opened by itself', async ({ page }) => {
  await openCounter(page)
  await search(page, '+447700900903')
  // Nothing lies over the words.
  await page.getByText('That isn’t a mobile number of United Kingdom.').click({ trial: true })
  await page.getByRole('option', { name: 'Look for this mobile all the same' }).click()
  await expect(title(page)).toHaveText('2 people found')
  await expect(page).toHaveURL('/')
  await expect(page.getByRole('link')).toContainText([/Shared Telephone/, /Other Telephone/])
  await page.getByRole('link', { name: /Other Telephone/ }).click()
  await expect(title(page)).toHaveText('Other Telephone')
})

const failures = [
  ['nobody', 'nobody@example.com', 'Nobody found with this e-mail address.', 'ask for something else'],
  [
    'a customer this till may not see',
    email(508),
    'This till isn’t allowed to see this customer.',
    'Ask a manager',
  ],
  [
    'a deleted account',
    email(509),
    'This account was deleted at the customer’s request.',
    'nothing left to show',
  ],
  [
    'an account merged into an unknown one',
    email(506),
    'This account was merged into another.',
    'Ask for the number',
  ],
  ['an answer that can’t be read', email(612), 'The loyalty service’s answer couldn’t be read', 'Try again'],
  [
    'an answer about somebody else',
    '600000701',
    'The answer was about another customer',
    'tell your manager',
  ],
  ['a busy vendor', email(602), 'The loyalty service is busy.', 'Wait a moment'],
  ['a vendor that is down', email(606), 'Couldn’t reach the loyalty service.', 'Try again in a moment'],
  ['a vendor who never answers', email(609), 'The loyalty service took too long.', 'Try again'],
] as const

/** Of the sentinel whose number ends so. */
function email(ending: number) {
  return `customer.600000${ending}@example.org`
}

for (const [condition, typed, what, next] of failures) {
  test(`${condition} is said in words, with the next step, and the text stays`, async ({ page }) => {
    await openCounter(page)
    await search(page, typed)
    await expect(title(page)).toContainText(what, { timeout: 12_000 })
    await expect(page.getByRole('alert')).toContainText(next)
    await expect(page.getByRole('main').getByRole('img')).toHaveCount(0)
    await expect(searchBox(page)).toHaveValue(typed)
    await expect(searchBox(page)).toBeFocused()
    await expect(page).toHaveURL('/')
  })
}

test('no two failures have the same words', () => {
  expect(new Set(failures.map(([, , what]) => what)).size).toBe(failures.length)
})

test('a busy vendor is asked again after the time it names, counted down', async ({ page }) => {
  await openCounter(page)
  await search(page, email(605))
  await expect(page.getByRole('main')).toContainText(
    /The loyalty service is busy\.Trying again in \d seconds?\./,
  )
  await expect(title(page)).toHaveText('Busy Once')
})

test('a till that is offline says so, and finds once it is back', async ({ page, context }) => {
  await openCounter(page)
  await context.setOffline(true)
  await search(page, '9148574269')
  await expect(title(page)).toHaveText('This till is offline.')
  await expect(searchBox(page)).toHaveValue('9148574269')
  await context.setOffline(false)
  await expect(title(page)).toHaveText('Aditi Khan')
})

test('a second find cancels the first, who is never seen', async ({ page, shop }) => {
  await shop.control({ delays: { 565040002: 60_000 } })
  await openCounter(page)
  const titles = await watchTitles(page)
  await search(page, 'CS-4000-0002')
  await expect(title(page)).toHaveText('Looking for this card number')
  const cancelled = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/find'))
  await search(page, '9148574269')
  await cancelled
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect.poll(async () => (await lookUps(shop)).map(({ aborted }) => aborted)).toEqual([true, false])
  expect(await titles()).not.toContain('Rohan Mehta')
})

for (const [leaving, leave] of [
  [
    'opening one of the last customers',
    async (page: Page) => {
      await page.keyboard.press('ArrowDown')
      await page.getByRole('option', { name: /Aditi Khan/ }).click()
    },
  ],
  ['going back', (page: Page) => page.goBack()],
] as const) {
  test(`${leaving} while a find runs cancels it`, async ({ page, shop }) => {
    await shop.control({ delays: { 565040002: 60_000 } })
    await openCounter(page)
    await search(page, '600000201')
    await expect(title(page)).toHaveText('Marisol Vega')
    await search(page, '9148574269')
    await expect(title(page)).toHaveText('Aditi Khan')
    await search(page, 'CS-4000-0002')
    await expect(title(page)).toHaveText('Looking for this card number')
    await leave(page)
    await expect(title(page)).toHaveText(/Aditi Khan|Marisol Vega/)
    // Before we would have given up by ourselves.
    await expect
      .poll(async () => (await lookUps(shop)).filter(({ aborted }) => aborted).length, { timeout: 5_000 })
      .toBe(1)
    await expect(page).toHaveURL(/\/customers\/(565039505|600000201)$/)
  })
}

/** Every heading there has been from now on. */
async function watchTitles(page: Page) {
  const titles = await page.evaluateHandle(() => {
    const seen = new Set<string>()
    new MutationObserver(() =>
      document.querySelectorAll('h1').forEach(({ textContent }) => seen.add(textContent ?? '')),
    ).observe(document, { subtree: true, childList: true, characterData: true })
    return seen
  })
  return () => titles.evaluate((seen) => [...seen])
}

test('what the customer gave is said unmasked on their screen, and nothing where a link led there', async ({
  page,
}) => {
  await openCounter(page)
  await search(page, '9148574269')
  const match = page.locator('[data-match]')
  await expect(match).toHaveAttribute('data-match', 'mobile')
  await expect(match).toContainText('Mobile you entered: 091485 74269')
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(match).toHaveCount(0)
})

test('what is worth knowing is told beside the face, and what can’t be told is not told as nothing', async ({
  page,
}) => {
  await page.goto('/customers/565039505')
  const worth = page.getByRole('group', { name: 'Worth knowing' })
  await expect(worth.locator('[data-fact=points]')).toContainText(/^420 points ≈ ₹105.*80 lapse /)
  await expect(worth.locator('[data-fact=tier]')).toContainText(/^Gold.*₹3,200 to Platinum by /)
  await expect(worth.locator('[data-fact=coupons]')).toContainText(/^2 coupons.*₹200 until /)
  await expect(worth.locator('[data-fact=visit]')).toContainText(/^Last visit .*Indiranagar/)
  await page.goto('/customers/600001151')
  await expect(worth.locator('[data-fact=points]')).toHaveText('Points can’t be told now')
  await page.goto('/customers/600001158')
  await expect(worth.locator('[data-fact=points]')).toHaveText('0 points')
})
