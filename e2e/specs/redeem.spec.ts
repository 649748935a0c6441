import type { Browser } from '@playwright/test'
import { axeFaults } from '../support/axe.ts'
import { pauseAsAHand, photoOf } from '../support/counter.ts'
import { expect, openShop, serve, signIn, test } from '../support/fixtures.ts'
import { layoutFaults } from '../support/layout-faults.ts'
import { answers, same, show } from '../support/verifying.ts'

let served: Awaited<ReturnType<typeof serve>>
test.beforeAll(async () => {
  served = await serve(undefined, [], { POLICY: 'e2e/support/redeeming-policy.json' })
})
test.afterAll(() => served.stop())

/** Rohan Mehta on screen of a store that redeems, answered for by the keyboard. */
async function answered(browser: Browser) {
  const context = await browser.newContext({ baseURL: served.url, viewport: { width: 1366, height: 768 } })
  await signIn(context, served.url)
  const page = await context.newPage()
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await page.keyboard.press('Alt+KeyY')
  await expect(answers(page).getByText('Noted: same person')).toBeVisible()
  const shop = await openShop(served)
  const dialog = page.getByRole('dialog', { name: 'Redeem points' })
  return {
    page,
    dialog,
    shop,
    /** Opens the dialog, and enters a number. */
    enter: async (points: string) => {
      await answers(page).getByRole('button', { name: 'Redeem points' }).press('Enter')
      await expect(dialog.getByLabel('Points to redeem')).toBeFocused()
      await pauseAsAHand(page)
      await dialog.getByLabel('Points to redeem').fill(points)
    },
    sent: async () =>
      (await shop.requests()).filter(({ path }) => path.startsWith('/v1.1/points/redeem?')).length,
    [Symbol.asyncDispose]: async () => {
      await context.close()
      await shop[Symbol.asyncDispose]()
    },
  }
}

test('points are redeemed by the keyboard, and the balance before and after is told', async ({ browser }) => {
  await using till = await answered(browser)
  const { page, dialog, enter, sent } = till
  await enter('100')
  await expect(dialog).toContainText('The customer has 1,094.')
  await expect(dialog).toContainText('≈ ₹25')
  expect(await axeFaults(page)).toEqual([])
  await pauseAsAHand(page)
  await page.keyboard.press('Enter')
  await expect(answers(page)).toContainText('100 points redeemed')
  await expect(answers(page)).toContainText('Balance 1,094 → 994')
  await expect(answers(page)).toContainText(/Redemption [0-9a-z]+/)
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('group', { name: 'Worth knowing' })).toContainText('994')
  // What is redeemed is neither redeemed again nor taken back.
  for (const name of ['Redeem points', 'Undo', 'Answer again'])
    await expect(answers(page).getByRole('button', { name })).toHaveCount(0)
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate(layoutFaults)).toEqual([])
  expect(await sent()).toBe(1)
})

test('more points than the check was for need another check, and the screen says which', async ({
  browser,
}) => {
  await using till = await answered(browser)
  const { page, dialog, enter, sent } = till
  await enter('5000')
  await dialog.getByRole('button', { name: 'Redeem points' }).click()
  await expect(dialog.getByLabel('Points to redeem')).toHaveAccessibleDescription(/whole number of points/)
  await dialog.getByLabel('Points to redeem').fill('350')
  await dialog.getByRole('button', { name: 'Redeem 350 points' }).click()
  await expect(dialog.getByRole('alert')).toContainText('This purpose needs more than that.')
  await dialog.getByRole('button', { name: 'Check for 350 points' }).click()
  await expect(answers(page)).toContainText('More than 100 points: photo and a question')
  await same(page).click()
  await expect(answers(page)).toContainText('One more thing is needed for this.')
  expect(await sent()).toBe(0)
})

test('a refusal says what to do, and the answer is still good', async ({ browser }) => {
  await using till = await answered(browser)
  const { page, dialog, enter, shop } = till
  await shop.control({ redemptionCode: 821 })
  await enter('50')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('The loyalty service doesn’t redeem so few points.')
  await shop.control({ redemptionCode: 0 })
  await dialog.getByRole('button', { name: 'Redeem 50 points' }).click()
  await expect(answers(page)).toContainText('50 points redeemed')
})

test('the platform’s code is asked for where it wants one', async ({ browser }) => {
  await using till = await answered(browser)
  const { page, dialog, enter, shop } = till
  await shop.control({ validationCode: 'asked' })
  await enter('50')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('The loyalty service needs a code from the customer')
  await dialog.getByRole('button', { name: 'Send a code' }).click()
  await dialog.getByLabel('Code the customer reads to you').fill('314159')
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Redeem 50 points' }).click()
  await expect(answers(page)).toContainText('50 points redeemed')
})

test('a lost answer is asked for, and Enter twice redeems once', async ({ browser }) => {
  await using till = await answered(browser)
  const { page, enter, shop, sent } = till
  await shop.control({ redemption: 'forgotten' })
  await enter('50')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(answers(page)).toContainText('It isn’t known yet whether the points were redeemed.')
  await expect(answers(page).getByRole('button', { name: 'Redeem points' })).toHaveCount(0)
  expect(await axeFaults(page)).toEqual([])
  await shop.control({ redemption: 'ok' })
  await answers(page).getByRole('button', { name: 'Ask again' }).click()
  await expect(answers(page)).toContainText('50 points redeemed')
  expect(await sent()).toBe(1)
})

test('without a connection nothing is redeemed, and the same request goes on later', async ({ browser }) => {
  await using till = await answered(browser)
  const { page, enter, sent } = till
  await enter('50')
  await page.context().setOffline(true)
  await page.keyboard.press('Enter')
  await expect(answers(page).getByRole('button', { name: 'Ask again' })).toBeVisible()
  expect(await sent()).toBe(0)
  await page.context().setOffline(false)
  await answers(page).getByRole('button', { name: 'Ask again' }).click()
  await expect(answers(page)).toContainText('50 points redeemed')
  expect(await sent()).toBe(1)
})

test('in Arabic at the width of a phone everything has its place', async ({ browser }) => {
  const viewport = { width: 390, height: 844 }
  const context = await browser.newContext({ baseURL: served.url, viewport, locale: 'ar' })
  await signIn(context, served.url)
  const page = await context.newPage()
  await page.goto('/customers/565040003')
  await expect(page.getByRole('figure').getByRole('img')).toBeVisible()
  await page.keyboard.press('Alt+KeyY')
  await page.getByRole('button', { name: 'استبدال النقاط' }).click()
  await page.getByLabel('النقاط المراد استبدالها').fill('٥٠')
  expect(await page.evaluate(layoutFaults)).toEqual([])
  await page.getByRole('button', { name: /استبدال .*نقطة/ }).click()
  await expect(page.getByText(/استُبدلت/)).toBeVisible()
  expect(await page.evaluate(layoutFaults)).toEqual([])
  expect(await axeFaults(page)).toEqual([])
  await context.close()
})
