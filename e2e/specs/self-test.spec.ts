import type { Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { axeFaults } from '../support/axe.ts'
import { openCounter, title } from '../support/counter.ts'
import { aCamera } from '../support/fake-camera.ts'
import { expect, openShop, serve, test } from '../support/fixtures.ts'
import { enter, keysOf, scan, send } from '../support/scan.ts'
import { windowed } from '../support/windowed-browser.ts'

// The page offers to try the camera, which only a browser as a till has it knows of.
test.use({ launchOptions: async ({ launchOptions }, use) => use(windowed(launchOptions)) })

const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })

const supportCode = (page: Page) => page.getByRole('region').getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/)

/** The page, once all that needs no hand has been checked. */
async function openSelfTest(page: Page) {
  await page.goto('/self-test')
  await expect(supportCode(page)).toBeVisible()
}

test.describe('with nobody signed in', () => {
  test.use({ signedIn: false })

  test('a till is tested from the sign-in page, and asks about nobody', async ({ page }) => {
    // One that nobody has asked for anything yet.
    await using served = await serve()
    await using shop = await openShop(served)
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(served.url)
    await page.getByRole('link', { name: 'Test this till' }).click()
    await expect(title(page)).toHaveText('Test this till')
    await expect(row(page, 'Countersign’s server')).toContainText('Fine')
    await expect(row(page, 'Countersign’s server')).toContainText(/Answers in \d+ ms/)
    await expect(row(page, 'Clock')).toContainText('Fine')
    await expect(row(page, 'Versions')).toContainText('Fine')
    await expect(row(page, 'Records')).toContainText('Fine')
    await expect(row(page, 'Browser')).toContainText(/Chrome \d+/)
    await expect(row(page, 'Loyalty service')).toContainText('Nobody has asked')
    expect(await shop.requests()).toEqual([])
    expect(new Set(asked.filter((path) => path.startsWith('/api')))).toEqual(
      new Set(['/api/session', '/api/shop', '/api/status']),
    )
    await page.getByRole('link', { name: 'Countersign' }).click()
    await expect(title(page)).toHaveText('Sign in at the till')
  })

  test('the code that is read out tells support what the till has found', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('left', 'something'))
    await openSelfTest(page)
    await expect(row(page, 'Left in the browser')).toContainText('More than this till’s settings: left.')
    const code = await supportCode(page).innerText()
    const told = execFileSync(process.execPath, ['dist/gateway/support-code.js', code], { encoding: 'utf8' })
    expect(told).toMatch(/^left in the browser +more$/m)
    expect(told).toMatch(/^records +up$/m)
    expect(told).toMatch(/^scanner +not tried$/m)
    expect(told).toMatch(/^browser is +Chrome$/m)
  })
})

test('a scan is judged, looks nobody up, and presses no button', async ({ page, shop }) => {
  await openSelfTest(page)
  await page.getByRole('button', { name: 'Run again' }).focus()
  await scan(page, '565039505')
  await expect(row(page, 'Scanner')).toContainText(
    /Fine9 characters, digits only, \d+ ms from key to key, then Enter\./,
  )
  const code = await supportCode(page).innerText()
  await scan(page, '565-03-95', { layout: 'azerty' })
  await expect(row(page, 'Scanner')).toContainText('Scanner and till are set to different keyboards.')
  await expect(supportCode(page)).not.toHaveText(code)
  await scan(page, '565039505', { ending: 'nothing' })
  await expect(row(page, 'Scanner')).toContainText('Set the scanner to send Enter after each code.')
  await send(page, [...keysOf('5650'), { key: 'Unidentified' }, ...keysOf('39505'), enter])
  await expect(row(page, 'Scanner')).toContainText('The scan broke. Scan again.')
  await expect(page).toHaveURL('/self-test')
  expect(await page.content()).not.toContain('565039505')
  expect(await shop.requests()).toEqual([])
})

test('a letter shows that the keyboard is heard, and nothing needs a mouse', async ({ page }) => {
  await openSelfTest(page)
  await page.keyboard.press('q')
  await expect(row(page, 'Keyboard')).toContainText('Fine')
  const focused: string[] = []
  for (let key = 0; key < 4; key += 1) {
    await page.keyboard.press('Tab')
    const element = page.locator(':focus')
    focused.push((await element.getAttribute('aria-label')) ?? (await element.innerText()))
  }
  expect(focused).toEqual(['Countersign', 'Language', 'Run again', 'Try the camera'])
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(row(page, 'Keyboard')).toContainText('Press any letter.')
  await expect(page.getByRole('button', { name: 'Run again' })).toBeFocused()
})

test('a vendor and a photo host in trouble are told from each other', async ({ page, shop }) => {
  const lookUp = () => page.request.get('/v2/customers/565039505/setImage?source=INSTORE&embed=CUSTOMERIMAGE')
  await lookUp()
  await openSelfTest(page)
  await expect(row(page, 'Loyalty service')).toContainText('Fine')
  await shop.control({ vendor: 'down' })
  await lookUp()
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(row(page, 'Loyalty service')).toContainText('Needs fixing')
  await expect(row(page, 'Loyalty service')).toContainText('Couldn’t reach the loyalty service.')
  await expect(page.getByText('1 thing needs attention.')).toBeVisible()
})

test('a till without network says what it couldn’t ask, and what it knows by itself', async ({
  page,
  context,
}) => {
  await openSelfTest(page)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(row(page, 'Countersign’s server')).toContainText('This till is offline.')
  for (const name of ['Loyalty service', 'Photos', 'Records', 'Clock', 'Versions'])
    await expect(row(page, name)).toContainText('Couldn’t be asked')
  await expect(row(page, 'Browser')).toContainText('Fine')
  await expect(supportCode(page)).toBeVisible()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(row(page, 'Countersign’s server')).toContainText('Fine')
})

test('a clock an hour and a half fast is told by how much', async ({ page }) => {
  await page.clock.install({ time: Date.now() + 90 * 60_000 })
  await openSelfTest(page)
  await expect(row(page, 'Clock')).toContainText('Needs fixing')
  await expect(row(page, 'Clock')).toContainText('It is 90 minutes fast.')
})

for (const [how, flags, permissions, verdict, words] of [
  ['that works', [], ['camera'], 'Fine', /A picture of \d+ × \d+ comes, and codes can be read\./],
  [
    'that is not allowed',
    ['--deny-permission-prompts'],
    [],
    'Look at this',
    /The camera isn’t allowed here\./,
  ],
] as const)
  test(`a camera ${how} is said so, and is off afterwards`, async ({
    playwright,
    launchOptions,
    baseURL,
  }) => {
    const args = [...(launchOptions.args ?? []), ...aCamera, ...flags]
    const browser = await playwright.chromium.launch({ ...windowed(launchOptions), args })
    const context = await browser.newContext({ baseURL, permissions: [...permissions] })
    const page = await context.newPage()
    await openSelfTest(page)
    await expect(row(page, 'Camera')).toContainText('Your turn')
    await page.getByRole('button', { name: 'Try the camera' }).click()
    await expect(row(page, 'Camera')).toContainText(verdict)
    await expect(row(page, 'Camera')).toContainText(words)
    const off = page.getByRole('button', { name: 'Turn the camera off' })
    if (await off.isVisible()) await off.click()
    await expect(page.locator('video')).toHaveCount(0)
    await expect(row(page, 'Camera')).toContainText(words)
    await browser.close()
  })

test('a locked till can be tested, and stays locked', async ({ page }) => {
  await openCounter(page)
  await page.getByRole('button', { name: 'Keys' }).click()
  await page.getByRole('link', { name: 'Test this till' }).click()
  await expect(title(page)).toHaveText('Test this till')
  await page.goBack()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await page.getByRole('link', { name: 'Test this till' }).click()
  await expect(title(page)).toHaveText('Test this till')
  await page.getByRole('link', { name: 'Countersign' }).click()
  await expect(title(page)).toHaveText(/ is locked$/)
})

for (const [language, colorScheme, width] of [
  ['en', 'light', 1366],
  ['en', 'dark', 390],
  ['ar', 'light', 390],
] as const)
  test(`the self-test fits and has no fault that axe finds in ${language}, ${colorScheme}, at ${width}`, async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: 'language', value: language, url: baseURL }])
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 844 })
    await openSelfTest(page)
    expect(await axeFaults(page)).toEqual([])
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button, a')].flatMap((control) => {
        const { width: w, height: h } = control.getBoundingClientRect()
        return w < 44 || h < 44 ? [`${control.textContent} ${w}×${h}`] : []
      }),
    )
    expect(small).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
  })
