import type { Page } from '@playwright/test'
import { axeFaults } from '../support/axe.ts'
import { openCounter, searchBox, title, watchAnnouncements } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'

const list = (page: Page) => page.getByRole('listbox', { name: 'Ways to search' })
const people = (page: Page) => page.getByRole('group', { name: 'People' }).getByRole('option')

/** The row that a screen reader is told the keys are at, by the box and by the row alike. */
async function activeRow(page: Page) {
  const id = await searchBox(page).getAttribute('aria-activedescendant')
  const selected = page.getByRole('listbox').getByRole('option', { selected: true })
  if (id === null) return expect(selected).toHaveCount(0)
  await expect(selected).toHaveAttribute('id', id)
  return selected.textContent()
}

test('three letters bring people, arrows go through them, Enter opens one, by the keyboard alone', async ({
  page,
}) => {
  await openCounter(page)
  const box = searchBox(page)
  await expect(box).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.type('me')
  await expect(list(page)).toHaveCount(0)
  await page.keyboard.type('era')
  await expect(people(page)).toHaveCount(20)
  await expect(box).toHaveAttribute('aria-expanded', 'true')
  await expect(box).toHaveAttribute('aria-controls', (await list(page).getAttribute('id')) ?? '')

  expect(await activeRow(page)).toBeUndefined()
  await page.keyboard.press('ArrowDown')
  expect(await activeRow(page)).toContain('Name')
  await page.keyboard.press('ArrowDown')
  expect(await activeRow(page)).toContain('600000901')
  await page.keyboard.press('ArrowDown')
  expect(await activeRow(page)).toContain('600000902')
  await page.keyboard.press('ArrowUp')
  expect(await activeRow(page)).toContain('600000901')
  await expect(box).toBeFocused()
  await expect(box).toHaveValue('meera')
  await page.keyboard.press('Enter')

  await expect(page).toHaveURL('/customers/600000901')
  await expect(title(page)).toHaveText('Meera Pillai')
  await expect(box).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.type('565039505\n', { delay: 60 })
  await expect(title(page)).toHaveText('Aditi Khan')
})

test('the arrows go round the ends, and the row they are at is in view', async ({ page }) => {
  await openCounter(page)
  await page.keyboard.type('sophie')
  await expect(people(page)).toHaveCount(20)
  await page.keyboard.press('ArrowUp')
  await expect(people(page).last()).toHaveAttribute('aria-selected', 'true')
  await expect(people(page).last()).toBeInViewport({ ratio: 0.98 })
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('listbox').getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeInViewport({ ratio: 0.98 })
})

test('Escape closes the list and keeps the text, then clears it', async ({ page }) => {
  await openCounter(page)
  await page.keyboard.type('meera')
  await expect(people(page)).toHaveCount(20)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(list(page)).toHaveCount(0)
  await expect(searchBox(page)).toHaveAttribute('aria-expanded', 'false')
  expect(await activeRow(page)).toBeUndefined()
  await expect(searchBox(page)).toHaveValue('meera')
  await page.keyboard.press('ArrowDown')
  await expect(people(page)).toHaveCount(20)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(searchBox(page)).toHaveValue('')
  await expect(searchBox(page)).toBeFocused()
})

test('Escape clears at once what no list hangs on', async ({ page }) => {
  await openCounter(page)
  await page.keyboard.type('me')
  await page.keyboard.press('Escape')
  await expect(searchBox(page)).toHaveValue('')
})

test('how many were found is announced, once it is known', async ({ page }) => {
  await openCounter(page)
  const said = await watchAnnouncements(page)
  await page.keyboard.type('sophie')
  await expect(people(page)).toHaveCount(20)
  await expect.poll(async () => (await said()).join()).toContain('233 people found')
  await page.keyboard.type(' zzz')
  await expect.poll(async () => (await said()).at(-1)).toContain('No name begins so')
})

test('more people than fit are said, with what to do', async ({ page }) => {
  await openCounter(page)
  await page.keyboard.type('sophie')
  await expect(people(page)).toHaveCount(20)
  await expect(page.getByText('213 more. Type more of the name.')).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('233 people found')
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(20)
  await expect(page.getByText('213 more people have this. Ask for something more exact.')).toBeVisible()
})

test('two people with one name are told apart by number and e-mail, of which no more is shown than they know', async ({
  page,
}) => {
  await openCounter(page)
  await page.keyboard.type('meera')
  await expect(people(page).nth(0)).toHaveText('Meera Pillaim••••@example.com600000901')
  await expect(people(page).nth(1)).toHaveText('Meera Pillaim••••@example.net600000902')
  await page.keyboard.type(' pillai\n')
  await expect(title(page)).toHaveText('2 people found')
  await expect(page.getByRole('link')).toContainText(['600000901', '600000902'])
})

test('what was matched is underlined, and a match outside the name is said', async ({ page }) => {
  await openCounter(page)
  await page.keyboard.type('pilla')
  await expect(people(page).first().locator('mark')).toHaveText('Pilla')
  await searchBox(page).fill('customer')
  await expect(people(page).first()).toContainText('Matched: E-mail')
})

test('no one is chosen by itself: a beginning leads to a list, also of one', async ({ page }) => {
  await openCounter(page)
  await page.keyboard.type('shared tele')
  await expect(people(page)).toHaveText([/Shared Telephone/])
  expect(await activeRow(page)).toBeUndefined()
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('1 person found')
  await expect(page).toHaveURL('/')
})

test('typing on cancels the search under way, at the vendor too', async ({ page, shop }) => {
  await shop.control({ apiDelay: 1500 })
  await openCounter(page)
  await page.keyboard.type('mee')
  await expect.poll(async () => (await shop.requests()).length).toBe(1)
  await page.keyboard.type('ra pillai')
  await expect(people(page)).toHaveCount(2)
  const searches = await shop.requests()
  expect(searches.at(-1)).toMatchObject({ path: expect.stringMatching(/q=pillai&/), aborted: false })
  expect(searches.slice(0, -1).map(({ aborted }) => aborted)).not.toContain(false)
})

test('people who were found for one name never stand under another', async ({ page, shop }) => {
  await openCounter(page)
  await page.keyboard.type('meera')
  await expect(people(page)).toHaveCount(20)
  await shop.control({ apiDelay: 60_000 })
  await page.keyboard.type(' p', { delay: 60 })
  await expect(people(page)).toHaveCount(20)
  await searchBox(page).fill('')
  await searchBox(page).fill('soph')
  await expect(page.getByText('Looking for names')).toBeVisible()
  await expect(people(page)).toHaveCount(0)
})

test('letters that follow within 30 milliseconds are one question', async ({ page, shop }) => {
  await page.clock.install()
  await openCounter(page)
  await page.clock.pauseAt(Date.now() + 60_000)
  await page.keyboard.type('aditi kh')
  await page.clock.runFor(29)
  expect(await shop.requests()).toEqual([])
  await page.clock.resume()
  await expect(people(page)).toHaveText([/Aditi Khan/])
  expect(await shop.requests()).toHaveLength(1)
})

test('a search that fails says why, and the rest goes on working', async ({ page }) => {
  await openCounter(page)
  await page.keyboard.type('busy sea')
  await expect(page.getByText('Names couldn’t be searched: The loyalty service is busy.')).toBeVisible()
  await searchBox(page).fill('aditi')
  await expect(people(page).first()).toContainText('Aditi')
})

test('a click opens a row, and leaves the text selected for what comes next', async ({ page }) => {
  await openCounter(page)
  await page.keyboard.type('meera')
  await people(page).nth(1).click()
  await expect(page).toHaveURL('/customers/600000902')
  await expect(list(page)).toHaveCount(0)
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type('600000201\n', { delay: 60 })
  await expect(title(page)).toHaveText('Marisol Vega')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds no fault with the open list in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await openCounter(page)
    await page.keyboard.type('sophie')
    await expect(people(page)).toHaveCount(20)
    await page.keyboard.press('ArrowDown')
    expect(await axeFaults(page)).toEqual([])
  })
}

for (const [width, height] of [
  [1366, 768],
  [1024, 768],
  [390, 844],
] as const) {
  test(`the list ends within the screen and its rows are 44 pixels high at ${width}×${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    await openCounter(page)
    await page.keyboard.type('sophie')
    await expect(people(page)).toHaveCount(20)
    await expect(list(page)).toBeInViewport({ ratio: 1 })
    for (const row of (await page.getByRole('listbox').getByRole('option').all()).slice(0, 5))
      expect((await row.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
  })
}
