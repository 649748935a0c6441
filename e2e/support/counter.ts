import { expect, type Locator, type Page, type Request } from '@playwright/test'
import type { Shop } from './fixtures.ts'

export async function search(page: Page, typed: number | string) {
  await page.getByLabel('Find a customer').fill(String(typed))
  await page.keyboard.press('Enter')
}

/** Longer than a burst of keys can last: what comes after it is no part of what came before. */
export const pauseAsAHand = (page: Page) => page.waitForTimeout(400)

/** The start page, once the search box understands what is typed and hears scanners. */
export async function openCounter(page: Page) {
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
}

export const searchBox = (page: Page) => page.getByLabel('Find a customer')

/** The heading of the whole screen: a customer's name, or what happened. */
export const title = (page: Page) => page.getByRole('heading', { level: 1 })

export const photoOf = (page: Page) => page.getByRole('figure', { name: 'Photo' })

/** No picture at this very moment, not even a hidden one. */
export const expectNoImage = (photo: Locator) => expect(photo.locator('img')).toHaveCount(0, { timeout: 1 })

export async function expectNoBrokenImages(page: Page) {
  const broken = await page.evaluate(() =>
    [...document.images].filter((image) => !image.complete || image.naturalWidth === 0).map(({ src }) => src),
  )
  expect(broken).toEqual([])
}

/** The calls that go beside the look-up itself: how the account stands, and what is worth knowing. */
export const isBeside = (path: string) =>
  /\/statusLog$|includedFraudDetails|embed=mlp|\/coupons\?|\/transactions\?/.test(path)

/** How often the vendor has been asked for customers, and the photo host for photos. Calls beside the look-up do not count. */
export async function asked(shop: Shop) {
  const requests = await shop.requests()
  const count = (place: 'api' | 'photos') =>
    requests.filter(({ at, path }) => at === place && !isBeside(path)).length
  return { api: count('api'), photos: count('photos') }
}

/**
 * Lets minutes go by, at the till and at the vendor's; `page.clock` must be installed. The time stands still while a call is under
 * way, since a call of a millisecond would else seem to take minutes.
 *
 * @param from minutes that have gone by before
 */
export async function letPass(
  { page, shop, from = 0 }: { page: Page; shop: Shop; from?: number },
  minutes: number,
  eachMinute: () => Promise<void> = async () => undefined,
) {
  const underWay = new Set<Request>()
  // Nothing on the screen waits for the news that somebody is there.
  const begin = (request: Request) => request.url().endsWith('/activity') || void underWay.add(request)
  const end = (request: Request) => void underWay.delete(request)
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end)
  for (let minute = from + 1; minute <= from + minutes; minute++) {
    await shop.control({ clockOffset: minute * 60_000 })
    for (let piece = 0; piece < 12; piece++) {
      await page.clock.runFor(5_000)
      await expect.poll(() => underWay.size, { intervals: [5] }).toBe(0)
    }
    // Somebody is there, or the till would lock itself.
    if (minute % 10 === 0) await page.mouse.move(minute, minute)
    await eachMinute()
  }
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end)
}

/** A till draws the moment of its renewals between the 24th and the 45th minute of a link's hour. */
export const drawLateRenewals = (page: Page) =>
  page.addInitScript(() => {
    Math.random = () => 0.9
  })

/** Resolves once the scripts of these parts of the app have been fetched, after this call. */
export const partsFetched = (page: Page, ...parts: string[]) =>
  Promise.all(
    parts.map((part) =>
      page.waitForEvent('requestfinished', (request) => request.url().includes(`/${part}-`)),
    ),
  )

/** What another tab or a locked screen would do; a headless browser's pages are always in view. */
export const setVisibility = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, state)

/** What screen readers are given to say, from now on. */
export async function watchAnnouncements(page: Page) {
  const said = await page.evaluateHandle(() => {
    const words: string[] = []
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        const element = target instanceof Element ? target : target.parentElement
        const isLive = element?.closest('[role=status], [role=log], [role=alert], [aria-live]') !== null
        if (isLive && (addedNodes.length > 0 || target instanceof Text))
          words.push(element?.textContent ?? '')
      }
    }).observe(document, { childList: true, subtree: true, characterData: true })
    return words
  })
  return () => said.jsonValue()
}
