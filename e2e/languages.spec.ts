import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { openCounter, searchBox, title } from './counter.ts'
import { expect, test } from './fixtures.ts'

const folder = 'src/messages/first'
const languages = readdirSync(folder).flatMap((file) => /^((?!en-XB)[\w-]+)\.json$/.exec(file)?.[1] ?? [])

/** The made-up language: accented, longer by two fifths, from right to left. */
const pseudo = 'en-XB'

const speak = (page: Page, language: string) =>
  page.context().addCookies([{ name: 'language', value: language, domain: '127.0.0.1', path: '/' }])

const wordOf = (language: string, half: string, space: string, key: string): string =>
  JSON.parse(readFileSync(`src/messages/${half}/${language}.json`, 'utf8'))[space][key]

/** What sticks out of the page, or whose text is cut off where nothing says so. */
const misfits = (page: Page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - innerWidth
    const cut = [...document.querySelectorAll('button, a, h1, h2, h3, p, dt, dd, label')].flatMap((each) => {
      const { overflowX, textOverflow } = getComputedStyle(each)
      const isCut = each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1
      return isCut && overflowX !== 'visible' && textOverflow !== 'ellipsis' ? [each.textContent ?? ''] : []
    })
    return wide > 0 ? [`the page is ${wide} px too wide`, ...cut] : cut
  })

test('a browser that asks for Arabic gets the page in it, from right to left, drawn before any script', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL, locale: 'ar-AE', javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('button', { name: wordOf('ar', 'first', 'search', 'find') })).toBeVisible()
  await context.close()
})

test('the language is changed in the header, the customer stays, and the till remembers it', async ({
  page,
}) => {
  await openCounter(page)
  await page.keyboard.type('565039505\n', { delay: 60 })
  await expect(title(page)).toHaveText('Aditi Khan')
  await searchBox(page).fill('9148')
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ar')

  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(
    page.getByRole('heading', { name: wordOf('ar', 'first', 'customer', 'identifiers'), exact: true }),
  ).toBeVisible()
  await expect(page.getByLabel(wordOf('ar', 'first', 'search', 'label'))).toHaveValue('9148')
  const catalogues = asked.filter((address) => /^\/assets\/[a-z]{2}(-[A-Z]{2})?-/.test(address))
  expect(catalogues).toEqual([expect.stringMatching(/^\/assets\/ar-/)])
  // Digits as on cards and keys, and numbers from left to right.
  await expect(page.locator('main')).toContainText('565039505')
  expect(await page.locator('main').innerText()).not.toMatch(/[٠-٩]/)
  // The photo stands where reading begins.
  const photo = await page.locator('figure').first().boundingBox()
  const name = await title(page).boundingBox()
  expect(photo?.x ?? 0).toBeGreaterThan(name?.x ?? 0)

  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
  expect((await page.context().cookies()).filter(({ name: cookie }) => cookie === 'language')).toMatchObject([
    { value: 'ar' },
  ])
})

test('only the language in use is downloaded', async ({ page }) => {
  await speak(page, 'hi')
  const scripts: string[] = []
  page.on('request', (request) => scripts.push(new URL(request.url()).pathname))
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Aditi Khan')
  await page.waitForLoadState('networkidle')
  const catalogues = scripts.filter((address) =>
    [...languages, pseudo].some((language) => address.startsWith(`/assets/${language}-`)),
  )
  expect(catalogues).toEqual([expect.stringMatching(/^\/assets\/hi-/)])
})

test('a scan is heard and found on an Arabic page', async ({ page }) => {
  await speak(page, 'ar')
  await page.goto('/')
  // Then scanners are heard.
  await expect(page.getByRole('button', { name: wordOf('ar', 'later', 'shortcuts', 'open') })).toBeVisible()
  await page.keyboard.type('565039505\n')
  await expect(title(page)).toHaveText('Aditi Khan')
})

for (const language of languages)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`axe finds no fault in ${language}, ${colorScheme}`, async ({ page }) => {
      await speak(page, language)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      for (const path of ['/', '/customers/600000201', '/customers/600000504', '/customers/600000204']) {
        await page.goto(path)
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await page.waitForLoadState('networkidle')
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => [path, id, nodes.map(({ html }) => html)])).toEqual([])
      }
    })

for (const language of ['en', 'ar', 'hi', 'de', pseudo])
  for (const [width, height] of [
    // As 1280 px look at 400 % (https://www.w3.org/WAI/WCAG22/Understanding/reflow.html).
    [320, 640],
    [390, 844],
    [1024, 768],
    [1366, 768],
  ] as const)
    test(`nothing is cut off or sticks out in ${language} at ${width}×${height}`, async ({ page }) => {
      await speak(page, language)
      await page.setViewportSize({ width, height })
      for (const path of ['/', '/customers/600000201', '/customers/600000504', '/customers/600000204']) {
        await page.goto(path)
        await page.waitForLoadState('networkidle')
        expect(await misfits(page), path).toEqual([])
      }
    })

test('a store’s currency, its words for its fields, and that names are not said aloud', async ({ page }) => {
  await speak(page, 'hi')
  await page.route('/api/shop', async (route) => {
    const answer = await route.fetch()
    const shop = await answer.json()
    const local = { country: 'IN', currency: 'INR', namesUnspoken: true }
    const fieldLabels = { city_name: { hi: 'शहर का नाम' }, gender: { ar: 'x' } }
    await route.fulfill({ response: answer, json: { ...shop, local, fieldLabels } })
  })
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(page.getByText('शहर का नाम', { exact: true })).toBeVisible()
  await expect(page.getByText('Gender', { exact: true })).toBeVisible()
  await expect(
    page.getByRole('status').filter({ hasText: wordOf('hi', 'first', 'customer', 'foundQuietly') }),
  ).toBeAttached()
  for (const said of await page.getByRole('status').allTextContents()) expect(said).not.toContain('Aditi')
})

test('a script the till lacks comes as a font from here, that of the page and no other', async ({ page }) => {
  await speak(page, 'th')
  const fonts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'font') fonts.push(new URL(request.url()).pathname)
  })
  // A till whose system has none.
  await page.addInitScript(() => {
    const style = () => document.documentElement.style.setProperty('font-family', "'Noto Sans Thai Variable'")
    addEventListener('DOMContentLoaded', style)
  })
  await page.goto('/')
  await expect.poll(() => fonts.filter((file) => file.includes('noto-sans-thai-thai'))).toHaveLength(1)
  expect(fonts.filter((file) => !file.includes('noto-sans-thai'))).toEqual([])
})

for (const language of ['en', 'ar', 'hi', pseudo])
  test(`with the text at 200 % nothing is cut off or sticks out in ${language}`, async ({ page }) => {
    await speak(page, language)
    await page.setViewportSize({ width: 1366, height: 768 })
    const browser = await page.context().newCDPSession(page)
    // As whoever has chosen "very large" in the browser: breakpoints follow.
    await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
    for (const path of ['/', '/customers/600000201', '/customers/600000504', '/customers/600000204']) {
      await page.goto(path)
      await page.waitForLoadState('networkidle')
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
      expect(await misfits(page), path).toEqual([])
    }
  })
