import { openCounter, photoOf, search, searchBox, title } from '../support/counter.ts'
import { expect, serve, test } from '../support/fixtures.ts'
import { languages, pseudo, speak, startIn, wordOf } from '../support/speak.ts'

test('a browser that asks for Arabic gets the page in it, from right to left, drawn before any script', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL, locale: 'ar-AE', javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('button', { name: wordOf('ar', 'search', 'find') })).toBeVisible()
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
    page.getByRole('heading', { name: wordOf('ar', 'customer', 'identifiers'), exact: true }),
  ).toBeVisible()
  await expect(page.getByLabel(wordOf('ar', 'search', 'label'))).toHaveValue('9148')
  const catalogues = asked.filter((address) => /^\/assets\/[a-z]{2}(-[A-Z]{2})?-[\w-]{8}\.js$/.test(address))
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
  await startIn(page, 'hi')
  const scripts: string[] = []
  page.on('request', (request) => scripts.push(new URL(request.url()).pathname))
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Aditi Khan')
  // The last that is fetched.
  await expect(
    page.getByRole('button', { name: wordOf('hi', 'shortcuts', 'open'), exact: true }),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: wordOf('hi', 'verify', 'not-sure') })).toBeVisible()
  const catalogues = scripts.filter((address) =>
    [...languages, pseudo].some((language) => address.startsWith(`/assets/${language}-`)),
  )
  expect(catalogues).toEqual([expect.stringMatching(/^\/assets\/hi-/)])
})

test('a scan is heard and found on an Arabic page', async ({ page }) => {
  await startIn(page, 'ar')
  await page.goto('/')
  // Then scanners are heard.
  await expect(page.getByRole('button', { name: wordOf('ar', 'shortcuts', 'open') })).toBeVisible()
  await page.keyboard.type('565039505\n', { delay: 80 })
  await expect(title(page)).toHaveText('Aditi Khan')
  // What is typed stands where reading begins, a number from left to right, a name as its letters run.
  const box = page.getByLabel(wordOf('ar', 'search', 'label'))
  await box.fill('+91 91485 74269')
  await expect(box).toHaveCSS('direction', 'ltr')
  await expect(box).toHaveCSS('text-align', 'right')
  await box.fill('ليلى')
  await expect(box).toHaveCSS('direction', 'rtl')
})

test('a store’s currency, its words for its fields, and that names are not said aloud', async ({ page }) => {
  await startIn(page, 'hi')
  await page.route('/api/shop', async (route) => {
    const answer = await route.fetch()
    const shop = await answer.json()
    const local = { country: 'IN', currency: 'INR', namesUnspoken: true }
    const fieldLabels = { gender: { hi: 'लिंग (दुकान)' } }
    await route.fulfill({ response: answer, json: { ...shop, local, fieldLabels } })
  })
  await page.goto('/customers/565039505')
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(page.getByText('लिंग (दुकान)', { exact: true })).toBeVisible()
  await expect(page.getByText(wordOf('hi', 'value', 'male'), { exact: true })).toBeVisible()
  await expect(
    page.getByRole('log').filter({ hasText: wordOf('hi', 'customer', 'foundQuietly') }),
  ).toBeAttached()
  for (const said of await page.getByRole('status').or(page.getByRole('log')).allTextContents())
    expect(said).not.toContain('Aditi')
})

test('a script the till lacks comes as a font from here, that of the page and no other, and nothing moves up or down', async ({
  page,
}) => {
  await startIn(page, 'th')
  const fonts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'font') fonts.push(new URL(request.url()).pathname)
  })
  // A till whose system has none.
  await page.addInitScript(() => {
    const style = () => document.documentElement.style.setProperty('font-family', "'Noto Sans Thai Variable'")
    addEventListener('DOMContentLoaded', style)
  })
  // Once all else is in its place.
  const [hold, goOn] = gate()
  await page.route(/noto-sans-thai-thai/, async (route) => {
    await hold
    await route.continue()
  })
  await page.goto('/')
  await expect.poll(() => fonts.filter((file) => file.includes('noto-sans-thai-thai'))).toHaveLength(1)
  await expect(page.locator('#try-these')).toBeVisible()
  await expect(
    page.getByRole('button', { name: wordOf('th', 'shortcuts', 'open'), exact: true }),
  ).toBeVisible()
  const tops = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, label, p, a, button, input')].map((each) =>
        Math.round(each.getBoundingClientRect().top),
      ),
    )
  const before = await tops()
  goOn()
  await page.waitForFunction(() => document.fonts.check("1em 'Noto Sans Thai Variable'", 'ก'))
  expect(await tops()).toEqual(before)
  expect(fonts.filter((file) => !file.includes('noto-sans-thai'))).toEqual([])
})

test('a telephone number is revealed as it is written in the store’s country, from left to right in Arabic too', async ({
  page,
}) => {
  await openCounter(page)
  await search(page, 565_039_505)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  await speak(page, 'ar')
  await page.getByRole('button', { name: '••••4269' }).first().click()
  const number = page.getByText('091485 74269', { exact: true })
  await expect(number).toBeVisible()
  await expect(number).toHaveCSS('direction', 'ltr')
})

test('times and sums are those of the store, wherever the till thinks it is', async ({ browser }) => {
  await using served = await serve(undefined, [], { STORE_TIME_ZONE: 'Asia/Tokyo', STORE_CURRENCY: 'JPY' })
  const context = await browser.newContext({ baseURL: served.url, timezoneId: 'America/New_York' })
  // To whom nothing is masked.
  const data = { till: 'till.office', password: 'countersign-demo-office' }
  await context.request.post(`${served.url}/api/session`, { headers: { origin: served.url }, data })
  const page = await context.newPage()
  await openCounter(page)
  await search(page, 565_039_505)
  // The clock goes on while the page is drawn, and on a slow machine while it is looked at.
  const minutes = [-1, 0, 1, 2].map((away) =>
    new Date(Date.now() + away * 60_000).toLocaleTimeString('en-GB', {
      timeZone: 'Asia/Tokyo',
      timeStyle: 'short',
    }),
  )
  const hours = (time = '') => `${((Number(time.slice(0, 2)) + 11) % 12) + 1}${time.slice(2)}`
  await expect(photoOf(page).locator('[data-mark]')).toHaveAttribute(
    'data-mark',
    new RegExp(`, (${minutes.map(hours).join('|')})\\s`),
  )
  await expect(page.locator('dt', { hasText: 'Lifetime purchases' }).locator('+ dd')).toHaveText('JP¥0')
  await context.close()
})

test('what the vendor says keeps its own direction and is not translated by machines, what points somewhere is turned round', async ({
  page,
}) => {
  await startIn(page, 'ar')
  await page.goto('/customers/600000802')
  const name = title(page)
  await expect(name).toHaveAttribute('translate', 'no')
  await expect(name.locator('bdi')).toHaveCount(1)
  for (const value of await page.locator('dd').all()) {
    await expect(value).toHaveAttribute('translate', 'no')
    await expect(value.locator('bdi').first()).toBeAttached()
  }
  // Out of the door, which is on the other side.
  const leave = page.getByRole('button', { name: wordOf('ar', 'till', 'signOut') }).locator('path')
  await expect(leave).toHaveAttribute('d', /^m8 17-5-5 5-5/)
  await speak(page, 'en')
  await expect(page.getByRole('button', { name: 'Sign out' }).locator('path')).toHaveAttribute(
    'd',
    /^m16 17 5-5-5-5/,
  )
})

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })

  test('where all that customers are found by is numbers, the keyboard on the screen has digits', async ({
    page,
  }) => {
    await openCounter(page)
    await expect(searchBox(page)).toHaveAttribute('inputmode', 'text')
    await page.route('/api/shop', async (route) => {
      const answer = await route.fetch()
      const shop = await answer.json()
      await route.fulfill({
        response: answer,
        json: { ...shop, storeRules: { country: 'IN', kinds: ['mobile', 'customerId'] } },
      })
    })
    await page.reload()
    await expect(searchBox(page)).toHaveAttribute('inputmode', 'tel')
    expect(await page.locator('meta[name=viewport]').getAttribute('content')).toContain(
      'interactive-widget=resizes-content',
    )
  })

  test('answers stay where they are while the photo comes, another way opens, and the focus moves', async ({
    page,
    shop,
  }) => {
    await openCounter(page)
    await shop.control({ photoDelays: { 565040002: 1_500 } })
    await search(page, 565_040_002)
    const answer = page.getByRole('button', { name: 'Not the same person' })
    await expect(answer).toBeVisible()
    const before = await answer.boundingBox()
    await expect(photoOf(page).getByRole('img')).toBeVisible()
    expect(await answer.boundingBox()).toEqual(before)
    await expect(page.getByRole('button', { name: 'Send a code' })).toBeVisible()
    expect(await answer.boundingBox()).toEqual(before)
    await search(page, 600_000_101)
    await expect(title(page)).toHaveText('Greta Lindqvist')
    await expect(answer).toBeVisible()
    expect(await answer.boundingBox()).toEqual(before)
  })
})

/** A promise, and what keeps it. */
function gate(): [Promise<void>, () => void] {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return [opened, () => open()]
}
