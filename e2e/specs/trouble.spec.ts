import type { Page } from '@playwright/test'
import { photoOf, search, searchBox, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import { openLine } from '../support/line.ts'

const mobile = '9148574269'

/** As another till with the same gateway. */
const findElsewhere = (page: Page, url: string) =>
  page.request.post(`${url}/api/find`, {
    headers: { origin: url },
    data: { kind: 'customerId', value: '565040002' },
  })

/** What stands above every screen. */
const notice = (page: Page, words: string) =>
  page.getByRole('main').getByRole('status').filter({ hasText: words })

const gatewayDown = 'Countersign’s own server can’t be reached.'
const offline = 'This till is offline.'
const slow = 'The network is slow. Everything works, only later.'
const vendorSlow = 'The loyalty service is slow. The search is still under way.'
const vendorBusy = 'The loyalty service is busy. Searches work, but may have to wait.'
const vendorDown = 'The loyalty service doesn’t answer.'

/** On a gateway that remembers no trouble of a former test. */
async function openCounterAt(page: Page, url: string) {
  expect((await findElsewhere(page, url)).status()).toBe(200)
  await page.goto(url)
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
}

test('a search while the gateway can’t be reached is sent when it is back', async ({ page, baseURL }) => {
  await using line = await openLine(baseURL)
  await openCounterAt(page, line.url)
  await line.cut()
  await search(page, mobile)
  await expect(notice(page, `${gatewayDown} Nobody can be looked up until it is back.`)).toBeVisible()
  await expect(title(page)).toHaveText('Couldn’t reach Countersign’s own server.')
  await expect(page.getByRole('alert')).toContainText('The search goes on by itself')
  await expect(searchBox(page)).toHaveValue(mobile)
  await line.mend()
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(notice(page, gatewayDown)).toHaveCount(0)
})

test('a search that is cancelled is not sent when the gateway is back, and what was typed stays', async ({
  page,
  baseURL,
  shop,
}) => {
  await using line = await openLine(baseURL)
  await openCounterAt(page, line.url)
  await line.cut()
  const before = (await shop.requests()).length
  await search(page, mobile)
  await page.getByRole('button', { name: 'Cancel the search' }).click()
  await expect(title(page)).toHaveText('Countersign')
  await expect(searchBox(page)).toHaveValue(mobile)
  await line.mend()
  await expect(notice(page, gatewayDown)).toHaveCount(0)
  expect(await shop.requests()).toHaveLength(before)
  await searchBox(page).press('Enter')
  await expect(title(page)).toHaveText('Aditi Khan')
})

for (const [width, height] of [
  [1366, 768],
  [390, 844],
] as const) {
  test(`who is on screen stays, where they are, while the gateway can’t be reached, at ${width}×${height}`, async ({
    page,
    baseURL,
  }) => {
    await page.setViewportSize({ width, height })
    await using line = await openLine(baseURL)
    await openCounterAt(page, line.url)
    await search(page, mobile)
    await expect(photoOf(page).getByRole('img')).toBeVisible()
    const face = await photoOf(page).boundingBox()
    await line.cut()
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    const strip = notice(page, `${gatewayDown} Who is on screen stays`)
    await expect(strip).toBeVisible()
    expect(await photoOf(page).boundingBox()).toEqual(face)
    const { y = 0, height: tall = 0 } = (await strip.boundingBox()) ?? {}
    expect(y + tall).toBeLessThanOrEqual(face?.y ?? 0)
    await expect(title(page)).toHaveText('Aditi Khan')
    await expect(photoOf(page).getByRole('img')).toBeVisible()
    await line.mend()
    await expect(notice(page, gatewayDown)).toHaveCount(0)
  })
}

test('a line that falls silent is told before it is given up, and given up in words', async ({
  page,
  baseURL,
}) => {
  await using line = await openLine(baseURL)
  await openCounterAt(page, line.url)
  line.fallSilent()
  await search(page, mobile)
  await expect(notice(page, slow)).toBeVisible()
  await expect(title(page)).toHaveText('Looking for this mobile number of India')
  await expect(title(page)).toHaveText('Countersign’s own server doesn’t answer.')
  await line.mend()
  await expect(title(page)).toHaveText('Aditi Khan')
})

test('a slow network and a slow loyalty service are told apart', async ({ page, baseURL, shop }) => {
  await using line = await openLine(baseURL)
  await openCounterAt(page, line.url)
  line.slowDown(900)
  await search(page, mobile)
  await expect(notice(page, slow)).toBeVisible()
  await expect(title(page)).toHaveText('Aditi Khan')
  await line.mend()
  await expect(notice(page, slow)).toHaveCount(0)

  await shop.control({ apiDelay: 2500 })
  await search(page, 'CS-4000-0002')
  await expect(notice(page, vendorSlow)).toBeVisible()
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(notice(page, vendorSlow)).toHaveCount(0)
})

test('a till without network, a loyalty service that is down and one that is busy are told apart', async ({
  page,
  context,
  baseURL,
  shop,
}) => {
  await openCounterAt(page, baseURL)
  await context.setOffline(true)
  await expect(notice(page, offline)).toBeVisible()
  await context.setOffline(false)
  await expect(notice(page, offline)).toHaveCount(0)

  // A customer for whom the service is always busy: their trouble is told of nobody else, however often they are tried.
  for (let time = 0; time < 2; time++) {
    await search(page, 'customer.600000602@example.org')
    await expect(title(page)).toHaveText('The loyalty service is busy.')
  }
  await expect(notice(page, vendorBusy)).toHaveCount(0)

  await shop.control({ vendor: 'down' })
  await search(page, mobile)
  await expect(notice(page, vendorDown)).toBeVisible()
  await expect(title(page)).toHaveText('Couldn’t reach the loyalty service.')
  await shop.control({ vendor: 'ok' })
  await expect.poll(async () => (await findElsewhere(page, baseURL)).status()).toBe(200)
  await expect(title(page)).toHaveText('Aditi Khan', { timeout: 20_000 })
  await expect(notice(page, vendorDown)).toHaveCount(0)
})
