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
  await expect(page.getByText(wordOf('ar', 'later', 'tryThese', 'title'))).toBeVisible()
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
