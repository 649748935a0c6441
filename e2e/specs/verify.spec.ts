import { axeFaults } from '../support/axe.ts'
import { openCounter, photoOf, search, title } from '../support/counter.ts'
import { expect, serve, signIn, test } from '../support/fixtures.ts'
import { answers, rohan, same, show, watchDecisions } from '../support/verifying.ts'

test('three equal answers, none of which is the default', async ({ page }) => {
  await show(page)
  const boxes = await Promise.all(
    ['Same person: Rohan Mehta', 'Not sure', 'Not the same person'].map((name) =>
      page.getByRole('button', { name, exact: true }).boundingBox(),
    ),
  )
  const [first, ...others] = boxes
  for (const box of others) {
    expect(box?.height).toBe(first?.height)
    expect(box?.y).toBe(first?.y)
    expect(Math.abs((box?.width ?? 0) - (first?.width ?? 0))).toBeLessThan(1)
  }
  const look = (name: string) =>
    page.getByRole('button', { name, exact: true }).evaluate((element) => {
      const { backgroundColor, color, borderColor, fontWeight } = getComputedStyle(element)
      return { backgroundColor, color, borderColor, fontWeight }
    })
  expect(await look('Not sure')).toEqual(await look('Same person: Rohan Mehta'))
  expect(await look('Not sure')).toEqual(await look('Not the same person'))
  // Enter is the search box's, and none of the answers has the focus.
  const sent = watchDecisions(page)
  await expect(answers(page).locator(':focus')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Rohan Mehta')
  for (const key of ['y', 'u', 'n', 'Enter']) await page.keyboard.press(key)
  expect(sent).toEqual([])
})

test('the same person, by a click: noted with a receipt, and taken back', async ({ page }) => {
  const sent = watchDecisions(page)
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await same(page).click()
  await expect(page.getByText('Noted: same person')).toBeVisible()
  await expect(page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)).toBeVisible()
  expect(sent).toHaveLength(1)
  expect(sent[0]?.photo?.width).toBeGreaterThan(300)
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(same(page)).toBeVisible()
  await expect(page.getByText('Receipt')).toHaveCount(0)
})

test('who is looked up again is asked for anew, and when they were last checked is said', async ({
  page,
}) => {
  await show(page)
  const noted = page.getByText('Noted: same person')
  for (const given of [rohan, '+91 60000 00002']) {
    await expect(photoOf(page).getByRole('img')).toBeVisible()
    await same(page).click()
    await expect(noted).toBeVisible()
    await search(page, given)
    await expect(title(page)).toHaveText('Rohan Mehta')
    await expect(same(page)).toBeVisible()
    await expect(noted).toHaveCount(0)
    await expect(page.getByText(/^Last checked .* by you$/)).toBeVisible()
  }
})

test('by keys alone, with Alt; and the focus is not lost', async ({ page }) => {
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await page.keyboard.press('Alt+KeyN')
  await expect(page.getByText('Noted: not the same person')).toBeVisible()
  await expect(page.getByText('Couldn’t confirm this way — let’s try another.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(same(page)).toBeVisible()
  await expect(answers(page)).toBeFocused()
  await same(page).press(' ')
  await expect(page.getByText('Noted: same person')).toBeVisible()
})

test('undo is there for ten seconds', async ({ page }) => {
  await page.clock.install()
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await same(page).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toContainText(/\d s$/)
  await page.clock.runFor(8_000)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.clock.runFor(2_500)
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  await expect(page.getByText('Noted: same person')).toBeVisible()
  await page.getByRole('button', { name: 'Answer again' }).click()
  await page.getByRole('button', { name: 'Not sure' }).click()
  await expect(page.getByText('Noted: not sure')).toBeVisible()
})

test('what is asked for is what the purpose takes: for earning points, nothing', async ({ page }) => {
  await show(page)
  await page.getByLabel('Check for').selectOption({ label: 'Earning points' })
  await expect(page.getByText('No check is needed for this.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Not sure' })).toHaveCount(0)
})

test('an account that is not to be served is said above the face', async ({ page }) => {
  await openCounter(page)
  for (const [userId, words] of [
    [600_001_001, 'This account is suspended.'],
    [600_001_002, 'fraud is suspected'],
    [600_001_003, 'closed to use because of fraud'],
    [600_001_004, 'about to be deleted'],
    [600_001_005, 'status is “Do not serve”'],
  ] as const) {
    await search(page, userId)
    const notice = page.getByText(words)
    await expect(notice).toBeVisible()
    const [above, below] = [await notice.boundingBox(), await photoOf(page).boundingBox()]
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThan(below?.y ?? 0)
  }
  expect(await axeFaults(page)).toEqual([])
})

test('whether the account is in good standing is said to be unknown where it can’t be asked', async ({
  page,
  shop,
}) => {
  await shop.control({ customerStatus: 'down' })
  await show(page)
  await expect(page.getByText(/good standing couldn’t be found out/)).toBeVisible({ timeout: 15_000 })
})

test('a photo is told to be too small or too old to judge by', async ({ page }) => {
  await openCounter(page)
  await search(page, 600_000_211)
  await expect(page.getByText('Too small to judge')).toBeVisible()
  await expect(page.getByText('Confirm another way')).toBeVisible()
  await search(page, rohan)
  await expect(page.getByText(/^\d+ years old$/)).toBeVisible()
  await expect(page.getByText('May be too old to judge')).toBeVisible()
})

test('an answer that can’t be sent is kept, sent again as it was, and noted once', async ({ page }) => {
  const sent: unknown[] = []
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await page.route('**/decision', async (route) => {
    sent.push(route.request().postDataJSON())
    // It arrives, and the answer to it is lost.
    await route.fetch()
    return route.abort()
  })
  await same(page).click()
  await expect(page.getByText('The answer isn’t noted yet.')).toBeVisible({ timeout: 15_000 })
  await page.unroute('**/decision')
  const [request] = await Promise.all([
    page.waitForRequest('**/decision'),
    page.getByRole('button', { name: 'Try again' }).click(),
  ])
  sent.push(request.postDataJSON())
  await expect(page.getByText('Noted: same person')).toBeVisible()
  expect(new Set(sent.map((each) => JSON.stringify(each))).size).toBe(1)
  expect(sent.length).toBeGreaterThan(2)
})

test('two tabs that answer at once: one is noted, the other says so', async ({ page, context }) => {
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  const other = await context.newPage()
  await show(other)
  await expect(photoOf(other).getByRole('img')).toBeVisible()
  await same(page).click()
  await expect(page.getByText('Noted: same person')).toBeVisible()
  await other.getByRole('button', { name: 'Not sure' }).click()
  await expect(other.getByText('This customer was just answered in another window.')).toBeVisible()
})

test('an answer after the till was locked elsewhere is not noted, and nothing of the customer stays', async ({
  browser,
}) => {
  await using served = await serve()
  const context = await browser.newContext({ baseURL: served.url })
  await signIn(context, served.url)
  const page = await context.newPage()
  // The last that the screen asks for by itself.
  const colleagues = page.waitForResponse('**/api/colleagues')
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await colleagues
  await context.request.post(`${served.url}/api/session/lock`, { headers: { origin: served.url }, data: {} })
  await same(page).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/locked/i)
  await expect(page.getByText('Rohan Mehta')).toHaveCount(0)
  await page.getByLabel('PIN').fill('1234')
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Rohan Mehta')
  // Nothing is lost either: sent again, now that somebody is there.
  await expect(page.getByText('The answer isn’t noted yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Noted: same person')).toBeVisible()
  await context.close()
})

test.describe('by touch, on a small screen', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })
  test('the name is seen between the photo and the answers, without scrolling', async ({ page }) => {
    await show(page)
    await expect(photoOf(page).getByRole('img')).toBeVisible()
    const name = await title(page).boundingBox()
    const answer = await same(page).boundingBox()
    const purpose = await page.getByLabel('Check for').boundingBox()
    expect((name?.y ?? 999) + (name?.height ?? 999)).toBeLessThanOrEqual(
      Math.min(purpose?.y ?? 0, answer?.y ?? 0),
    )
  })

  test('answers are large enough for a thumb, stay in place, and nothing is wider than the screen', async ({
    page,
  }) => {
    await show(page)
    await expect(photoOf(page).getByRole('img')).toBeVisible()
    const buttons = await answers(page).getByRole('button').all()
    for (const button of buttons) {
      const box = await button.boundingBox()
      expect(box?.height).toBeGreaterThanOrEqual(44)
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844)
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'Not sure' }).tap()
    await expect(page.getByText('Noted: not sure')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).tap()
    await same(page).tap()
    await expect(page.getByText('Noted: same person')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})

test('"not the same" says what to do, and has a sentence to say or to show in the customer’s language', async ({
  page,
}) => {
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await page.getByRole('button', { name: 'Not the same person' }).click()
  await expect(page.getByRole('status').getByText(/^Don’t go on with this yet/)).toBeVisible()
  const bar = answers(page)
  await expect(bar.getByText(/^I can’t confirm this by the photo/)).toBeVisible()
  await bar.getByLabel('Show in the customer’s language').selectOption('العربية')
  const theirs = bar.locator('q[lang=ar]')
  await expect(theirs).toHaveText(/^لم تكفِ صورة الحساب للتأكيد/)
  await expect(theirs).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('button', { name: 'Send a code' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  expect(await axeFaults(page)).toEqual([])
  await bar.getByLabel('Show in the customer’s language').selectOption('Show in the customer’s language')
  await expect(bar.getByText(/^I can’t confirm this by the photo/)).toBeVisible()
})

test('"same person" is not offered where the policy says so for the account’s status', async ({ page }) => {
  const sent = watchDecisions(page)
  await show(page, 600_001_002, 'Frida Suspected')
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await expect(page.getByText('Not offered for this account')).toBeVisible()
  await expect(page.getByRole('button', { name: /Same person/ })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Send a code' })).toHaveCount(0)
  await page.keyboard.press('Alt+KeyY')
  await page.getByRole('button', { name: 'Not sure' }).click()
  await expect(page.getByText('Noted: not sure')).toBeVisible()
  expect(sent.map(({ result }) => result)).toEqual(['not-sure'])
})
