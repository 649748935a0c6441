import type { Page } from '@playwright/test'
import {
  asked,
  drawLateRenewals,
  expectNoBrokenImages,
  letPass,
  openCounter,
  partsFetched,
  photoOf,
  search,
  setVisibility,
  watchAnnouncements,
} from '../support/counter.ts'
import { expect, openShop, serve, signIn, test } from '../support/fixtures.ts'
import { coloursIn, readPng, type Rgb } from '../support/png.ts'

// Hours go by in each, step by step.
test.describe.configure({ timeout: 60_000 })

// The scenarios' numbers are those of issue 3; the ones that no browser can play are in test/model/scenarios.test.ts.

test('1: a link is renewed once in 46 minutes, and the photo is neither loaded again nor touched', async ({
  page,
  shop,
}) => {
  test.setTimeout(60_000)
  await drawLateRenewals(page)
  await openWithClock(page, 565039505)
  const changes = await watchPicture(page)
  const face = await partOfPhoto(page)
  const before = await page.screenshot({ clip: face })

  await letPass({ page, shop }, 40)
  expect(await asked(shop)).toEqual({ api: 1, photos: 1 })
  await shop.control({ apiDelay: 1_000 })
  await page.clock.fastForward('06:00')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'renewing')
  const states = new Set<string | null>()
  for (let frame = 0; frame < 60; frame++) {
    states.add(await stateOf(page))
    expect(before.equals(await page.screenshot({ clip: face })), `frame ${frame}`).toBe(true)
  }
  expect([...states]).toEqual(['renewing', 'shown'])
  expect(await asked(shop)).toEqual({ api: 2, photos: 1 })
  expect(await changes()).toBe(0)
})

test('2: in 61 minutes there is never a broken picture, and the vendor is asked once or twice more', async ({
  page,
  shop,
}) => {
  await openWithClock(page, 565039505)
  await letPass({ page, shop }, 61, async () => {
    expect(['shown', 'renewing']).toContain(await stateOf(page))
    await expect(photoOf(page).locator('img')).toHaveCount(1, { timeout: 1 })
    await expectNoBrokenImages(page)
  })
  const { api, photos } = await asked(shop)
  expect(api - 1).toBeGreaterThanOrEqual(1)
  expect(api - 1).toBeLessThanOrEqual(2)
  expect(photos).toBe(1)
})

test('a link that lives 20 seconds is asked for no more often than every 10, and its photo never again', async ({
  page,
  shop,
}) => {
  await openWithClock(page, 600000301)
  await letPass({ page, shop }, 3)
  const { api, photos } = await asked(shop)
  expect(api).toBeGreaterThan(3)
  expect(api).toBeLessThanOrEqual(1 + 3 * 6)
  expect(photos).toBe(1)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
})

test('9: after 70 minutes without network the photo is still there, large too, and one call catches up', async ({
  page,
  shop,
  context,
}) => {
  await Promise.all([partsFetched(page, 'ZoomDialog', 'use-move-and-zoom'), openWithClock(page, 565039505)])
  await context.setOffline(true)
  await letPass({ page, shop }, 70)
  await expect(page.getByText('These details could not be refreshed.')).toBeVisible()
  await page.getByRole('button', { name: 'Photo of Aditi Khan' }).click()
  const large = page.getByRole('dialog', { name: 'Photo of Aditi Khan, larger' })
  await expect(large.locator('img')).toBeVisible()
  await expectNoBrokenImages(page)
  await page.keyboard.press('Escape')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')

  const offline = await asked(shop)
  const answers: number[] = []
  page.on('response', (answer) => void (answer.url().includes('/setImage') && answers.push(answer.status())))
  await context.setOffline(false)
  await expect(page.getByText('These details could not be refreshed.')).toHaveCount(0)
  await letPass({ page, shop, from: 70 }, 5)
  expect(answers).toEqual([200])
  const after = await asked(shop)
  expect(after.photos).toBe(offline.photos)
  // Chromium may break one call off as its network comes back, which the vendor has heard by then.
  expect(after.api - offline.api).toBeLessThanOrEqual(2)
})

test('10: a look-up without network says so within 2 seconds, and recovers without a reload', async ({
  page,
  context,
}) => {
  await openCounter(page)
  await context.setOffline(true)
  await search(page, 565039505)
  const said = page.locator('main p', { hasText: /^This till is offline\.$/ })
  await expect(said).toBeVisible({ timeout: 2_000 })
  await expect(page.getByRole('button', { name: 'Search now' })).toBeVisible()
  await expect(page.locator('.progress-line')).toHaveCount(0)
  await context.setOffline(false)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
})

for (const [how, photoStatus, cost] of [
  ['refuses every link', 'refused', { api: 1, photos: 1 }],
  ['calls every link expired', 'expired', { api: 2, photos: 2 }],
] as const) {
  test(`11: a photo host that ${how} is not asked again in half an hour, until somebody tries again`, async ({
    page,
    shop,
  }) => {
    await drawLateRenewals(page)
    await shop.control({ photoStatus })
    await page.clock.install()
    await page.goto('/customers/700000003')
    await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'failed')
    await letPass({ page, shop }, 30)
    expect(await asked(shop)).toEqual(cost)
    await letPass({ page, shop, from: 30 }, 16)
    expect(await asked(shop), 'a renewal is for the link, not for the photo').toEqual({
      ...cost,
      api: cost.api + 1,
    })
    await shop.control({ photoStatus: 'ok', clockOffset: 0 })
    await photoOf(page).getByRole('button', { name: 'Try again' }).click()
    await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown', { timeout: 3_000 })
  })
}

test('12: a link that dies with its session costs one call, and later links are trusted for less', async ({
  page,
}) => {
  await using served = await serve(undefined, ['--import', './e2e/support/movable-clock.mjs'])
  await signIn(page.context(), served.url)
  await using shop = await openShop(served)
  await shop.control({ tokenLifetime: 590, photoStatus: 'refused' })
  await page.goto(`${shop.url}/customers/700000003`)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'failed')
  expect(await asked(shop)).toEqual({ api: 1, photos: 1 })

  served.tell({ ahead: 595_000 })
  await shop.control({ photoStatus: 'ok' })
  await photoOf(page).getByRole('button', { name: 'Try again' }).click()
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown', { timeout: 3_000 })
  expect(await asked(shop)).toEqual({ api: 2, photos: 3 })

  const [answer] = await Promise.all([page.waitForResponse(/find/), search(page, 700000004)])
  const [, life] = /X-Amz-Expires=(\d+)/.exec(await answer.text()) ?? []
  expect(Number(life)).toBeLessThanOrEqual(540)
  expect(Number(life)).toBeGreaterThan(500)
})

for (const [how, userId, switches] of [
  ['every link of one customer', 600000305, {}],
  ['every link', 700000003, { signingBroken: true }],
] as const) {
  test(`13: when ${how} is signed by a session that has ended, the vendor is asked once more and no more`, async ({
    page,
    shop,
  }) => {
    await shop.control(switches)
    await page.clock.install()
    await page.goto(`/customers/${userId}`)
    await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'failed')
    await expect(photoOf(page)).toContainText('The photo store didn’t hand the photo out.')
    await letPass({ page, shop }, 10)
    expect(await asked(shop)).toEqual({ api: 2, photos: 2 })
  })
}

test('a link that was dead when it came is mended by the gateway: the photo comes, for one more call', async ({
  page,
  shop,
}) => {
  await page.goto('/customers/600000303')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown', { timeout: 3_000 })
  // The dead link itself is never tried.
  expect(await asked(shop)).toEqual({ api: 2, photos: 1 })
})

test('15: a renewal under way is broken off by the next search, up to the vendor', async ({ page, shop }) => {
  await openWithClock(page, 700000001)
  await shop.control({ delays: { 700000001: 6_000 } })
  await page.clock.fastForward('46:00')
  await expect.poll(() => asked(shop)).toMatchObject({ api: 2 })
  await search(page, 700000002)
  await expect(page.getByRole('img', { name: 'Photo of Solid Green' })).toBeVisible()
  const ofRed = async () => (await shop.requests()).filter(({ path }) => path.includes('/700000001/set'))
  await expect.poll(ofRed).toMatchObject([{ aborted: false }, { aborted: true }])
  await expect(page.getByText('Solid Red')).toHaveCount(0)
})

test('22: a photo replaced at the vendor’s is swapped once it is whole, and announced once', async ({
  page,
  shop,
}) => {
  const [former, latter]: [Rgb, Rgb] = [
    [220, 20, 20],
    [110, 10, 10],
  ]
  await openWithClock(page, 700000001)
  // What is said of the first photo comes with it.
  await expect(page.locator('#said')).toContainText('Photo shown')
  const announced = await watchAnnouncements(page)
  await shop.control({ versions: { 700000001: 2 }, photoDelays: { 700000001: 1_000 } })
  await page.clock.fastForward('46:00')

  const face = await partOfPhoto(page)
  const sequence: string[] = []
  await expect(async () => {
    const pixels = readPng(await page.screenshot({ clip: face }))
    const seen = [...coloursIn(pixels, new Map([['former', former] as const, ['latter', latter] as const]))]
    if (sequence.at(-1) !== seen.join()) sequence.push(seen.join())
    expect(sequence.at(-1)).toBe('latter')
  }).toPass({ intervals: [30], timeout: 10_000 })
  expect(sequence).toEqual(['former', 'latter'])
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  await expect.poll(announced).toEqual([expect.stringMatching(/Photo shown, taken 30 April 2025\.$/)])
})

test('a photo that can’t be renewed keeps its last good picture, and that is said', async ({
  page,
  shop,
}) => {
  await openWithClock(page, 700000001)
  await shop.control({ vendor: 'down' })
  await letPass({ page, shop }, 50)
  await expect(page.getByText('These details could not be refreshed.')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Photo of Solid Red' })).toBeVisible()
  await shop.control({ vendor: 'ok' })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('These details could not be refreshed.')).toHaveCount(0)
})

test('23: a hidden window asks for nothing and shows nobody; back in view it asks once, at once', async ({
  page,
  shop,
}) => {
  await openWithClock(page, 700000001)
  await setVisibility(page, 'hidden')
  await letPass({ page, shop }, 70)
  expect(await asked(shop)).toEqual({ api: 1, photos: 1 })
  await expect(page.locator('[data-customer], main img')).toHaveCount(0)
  await setVisibility(page, 'visible')
  await page.mouse.move(5, 5)
  await expect.poll(() => asked(shop), { timeout: 1_000 }).toMatchObject({ api: 2 })
  await expect(page.getByRole('img', { name: 'Photo of Solid Red' })).toBeVisible()
  expect(await asked(shop)).toEqual({ api: 2, photos: 2 })
})

test('29: on a slow line a renewal keeps the photo; credentials refused in mid-shift show nobody, and lead to the sign-in', async ({
  page,
  shop,
}) => {
  const browser = await page.context().newCDPSession(page)
  await page.clock.install()
  await page.goto('/')
  // "Fast 3G" of Chromium's own tools.
  await browser.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 562.5,
    downloadThroughput: 180_000,
    uploadThroughput: 84_375,
  })
  await search(page, 565039505)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  await page.clock.fastForward('46:00')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'renewing')
  await expectNoBrokenImages(page)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  expect(await asked(shop)).toEqual({ api: 2, photos: 1 })

  await search(page, 600000510)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in at the till')
  await expect(page.locator('[data-customer]')).toHaveCount(0)
  const refused = await asked(shop)
  await page.clock.runFor('10:00')
  expect(await asked(shop)).toEqual(refused)
})

async function openWithClock(page: Page, userId: number) {
  await page.clock.install()
  await page.goto(`/customers/${userId}`)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
}

const stateOf = (page: Page) => photoOf(page).getAttribute('data-photo-state')

/** Where the photo is on the screen, but for its lowest pixels, where a line tells of a renewal and the mark of the time. */
async function partOfPhoto(page: Page) {
  const box = await photoOf(page).locator('img').boundingBox()
  if (box === null) throw new Error('there is no photo')
  return {
    x: Math.ceil(box.x),
    y: Math.ceil(box.y),
    width: Math.floor(box.width),
    height: Math.floor(box.height) - 32,
  }
}

/** Counts every change of the picture's element, its attributes, or its being there. */
async function watchPicture(page: Page) {
  const picture = await photoOf(page).locator('img').elementHandle()
  const count = await page.evaluateHandle((image) => {
    const changes = { count: 0 }
    const notice = () => changes.count++
    if (image === null) throw new Error('there is no photo')
    new MutationObserver(notice).observe(image, { attributes: true })
    new MutationObserver((records) => {
      for (const { addedNodes, removedNodes } of records)
        for (const node of [...addedNodes, ...removedNodes])
          if (node.contains(image) || node instanceof HTMLImageElement) notice()
    }).observe(document, { childList: true, subtree: true })
    return changes
  }, picture)
  return async () => (await count.jsonValue()).count
}
