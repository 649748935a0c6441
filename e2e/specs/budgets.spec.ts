import type { Page, Request } from '@playwright/test'
import { openCounter, photoOf, search, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import { watchRenders } from '../support/renders.ts'

/*
 * What can be counted instead of timed: requests, those that wait for another one, and whatever moves. Times are in `tools/bench/`.
 */

type Asked = { path: string; began: number; answered: number }

/** The requests of a page from now on, with when each began and when the first byte of its answer came. */
function watchRequests(page: Page) {
  const asked: Asked[] = []
  const note = async (request: Request) => {
    const { startTime, responseStart } = request.timing()
    const began = startTime
    asked.push({ path: new URL(request.url()).pathname, began, answered: began + responseStart })
  }
  page.on('requestfinished', (request) => void note(request))
  return asked
}

/** The longest chain of requests, each of which began when the one before it had been answered: what it asks for may stand in the first bytes. */
function sequentialTrips(asked: Asked[]): number {
  const sorted = asked.toSorted((one, other) => one.began - other.began)
  const depths = new Map<Asked, number>()
  for (const each of sorted) {
    const before = sorted.filter((other) => other.answered <= each.began && depths.has(other))
    depths.set(each, 1 + Math.max(0, ...before.map((other) => depths.get(other) ?? 0)))
  }
  return Math.max(0, ...depths.values())
}

/** What has moved on the page since it was opened, without anybody's doing. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: { value: number; from: string[] }[] = []
    let wasSlow = false
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!('value' in entry) || !('hadRecentInput' in entry) || entry.hadRecentInput === true) continue
        const sources = 'sources' in entry && Array.isArray(entry.sources) ? entry.sources : []
        const from = sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 120) : ''))
        // Of a line or a vendor that takes a second it is told above everything, once: on a machine that is busy with something else.
        wasSlow ||= document.querySelector('main')?.textContent.includes(' is slow. ') === true
        if (!wasSlow) shifts.push({ value: Number(entry.value), from })
      }
    }).observe({ type: 'layout-shift', buffered: true })
    Object.assign(window, { shifts })
  })

test('the page can be used after one request, and needs two round trips to be alive', async ({ page }) => {
  const asked = watchRequests(page)
  await openCounter(page)
  const first = asked.filter(({ path }) => /^\/$|^\/assets\/(app|en|index)-/.test(path))
  expect(first.map(({ path }) => path.replace(/-[\w-]+\./, '.')).toSorted()).toEqual([
    '/',
    '/assets/app.js',
    '/assets/en.js',
    '/assets/index.js',
  ])
  expect(sequentialTrips(first)).toBe(2)
})

test('a look-up is two requests in a row, customer and photo, and two beside them', async ({ page }) => {
  await openCounter(page)
  // Whatever a customer's screen fetches once is there; it asks for the colleagues when it is idle.
  const colleagues = page.waitForResponse('**/api/colleagues')
  await search(page, 565_040_002)
  await colleagues
  await expect(page.getByRole('button', { name: 'Not sure' })).toBeVisible()
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  const asked = watchRequests(page)
  await search(page, 565_039_505)
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  const kinds = () =>
    asked
      .map(({ path }) => path.replace(/^\/photos\/.*/, '/photos').replace(/\d{9}/, 'id'))
      .filter((path) => /^\/(api|v2|photos)/.test(path) && path !== '/api/timings')
      .toSorted((one, other) => one.localeCompare(other))
  await expect
    .poll(kinds)
    .toEqual(['/api/customers/id/status', '/api/customers/id/worth', '/api/find', '/photos'])
  expect(sequentialTrips(asked.filter(({ path }) => /^\/(api\/find|photos)/.test(path)))).toBe(2)
})

for (const [words, width, height] of [
  ['a till', 1366, 768],
  ['a tablet', 1024, 768],
  ['a telephone', 390, 844],
] as const)
  test(`on ${words} nothing moves by itself from Enter to the photo`, async ({ page, shop }) => {
    await page.setViewportSize({ width, height })
    await watchShifts(page)
    await openCounter(page)
    await page.waitForTimeout(700)
    // What stands in the header comes at its end, where it pushes nothing that anybody reads.
    await page.evaluate(() => 'shifts' in window && Array.isArray(window.shifts) && window.shifts.splice(0))
    // What moves within half a second of a key is taken for its doing: here the customer comes later than that.
    await shop.control({ apiDelay: 550 })
    await search(page, 565_040_002)
    await expect(photoOf(page).getByRole('img')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Not sure' })).toBeVisible()
    await page.waitForTimeout(700)
    const shifts = await page.evaluate(() => ('shifts' in window ? window.shifts : undefined))
    expect(shifts).toEqual([])
  })

test('a look-up draws the customer and leaves the header as it is', async ({ page }) => {
  await openCounter(page)
  await search(page, 565_040_002)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await page.evaluate(() => {
    const changed: string[] = []
    const header = document.querySelector('header')
    if (header !== null)
      new MutationObserver((records) => {
        for (const { target, attributeName } of records)
          if (target instanceof Element && !target.closest('search'))
            changed.push(`${attributeName} ${target.outerHTML.slice(0, 80)}`)
      }).observe(header, { subtree: true, childList: true, attributes: true, characterData: true })
    Object.assign(window, { changed })
  })
  await search(page, 565_039_505)
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  expect(await page.evaluate(() => ('changed' in window ? window.changed : undefined))).toEqual([])
})

test('a look-up draws nothing anew in the header but the search box', async ({ page }) => {
  const renders = await watchRenders(page)
  await openCounter(page)
  await search(page, 565_040_002)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  // All words and all parts of the screen have come.
  await expect(page.getByRole('button', { name: 'Not sure' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible()
  await renders.forget()
  await search(page, 565_039_505)
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  const { beside, count } = await renders.told()
  expect(beside).toEqual([])
  expect(count).toBeGreaterThan(0)
})

test('what a hand does all day leaves nothing behind', async ({ page }) => {
  const renders = await watchRenders(page)
  await openCounter(page)
  for (let x = 0; x < 40; x += 1) await page.mouse.move(x, x)
  expect(await renders.mostHeld()).toBeLessThan(10)
})

/** Milliseconds of the tasks of 50 ms and more since it was last asked. */
async function watchLongTasks(page: Page) {
  await page.addInitScript(() => {
    const long: number[] = []
    const note = (entries: PerformanceEntryList) => long.push(...entries.map(({ duration }) => duration))
    const observer = new PerformanceObserver((list) => note(list.getEntries()))
    observer.observe({ type: 'longtask' })
    Object.assign(window, {
      takeLongTasks() {
        note(observer.takeRecords())
        return long.splice(0)
      },
    })
  })
  return async (): Promise<number[]> => {
    const taken: unknown = await page.evaluate(() =>
      'takeLongTasks' in window && typeof window.takeLongTasks === 'function' ? window.takeLongTasks() : [],
    )
    return Array.isArray(taken) ? taken.map(Number) : []
  }
}

test('a look-up never keeps the till from the next key for 50 ms', async ({ page }) => {
  const takeLongTasks = await watchLongTasks(page)
  await openCounter(page)
  const each: number[][] = []
  for (let userId = 565_040_002; userId <= 565_040_009; userId += 1) {
    await takeLongTasks()
    await search(page, userId)
    await expect(page.locator(`section[data-customer="${userId}"]`).getByRole('img')).toBeVisible()
    each.push(await takeLongTasks())
  }
  // On busy cores a task may take long for no reason of ours; what is slow in a look-up is slow in each.
  expect(each.toSorted((one, other) => one.length - other.length)[0]).toEqual([])
})
