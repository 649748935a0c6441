import type { Page } from '@playwright/test'
import { openCounter, photoOf, search, searchBox, title } from '../support/counter.ts'
import { expect, serve, signIn, test } from '../support/fixtures.ts'
import { openLine } from '../support/line.ts'
import { copyAsNewer } from '../support/newer-build.ts'

// Elsewhere it is left out, so that not every test waits for a whole shell to be fetched.
test.use({ serviceWorkers: 'allow' })
test.describe.configure({ timeout: 90_000 })

/** Until the shell is here, and this page gets its parts from it. */
const untilKept = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')

/** The addresses of all that the browser keeps of us. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const found: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const { url } of await cache.keys()) found.push(new URL(url).pathname + new URL(url).search)
    }
    return found
  })

/** What the content policy has forbidden since the page was opened. */
async function watchViolations(page: Page) {
  await page.addInitScript(() => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      violations.push(`${violatedDirective} ${blockedURI}`),
    )
    Object.assign(window, { violations })
  })
  return () => page.evaluate(() => ('violations' in window ? window.violations : undefined))
}

for (const [language, label, locale] of [
  ['English', 'Find a customer', 'en-GB'],
  ['Arabic', 'البحث عن عميل', 'ar'],
] as const)
  test.describe(`in ${language}`, () => {
    test.use({ locale })

    test(`the second start, in ${language}, shows the focused search box without network`, async ({
      page,
      baseURL,
    }) => {
      await using line = await openLine(baseURL)
      const violations = await watchViolations(page)
      await page.goto(line.url)
      await untilKept(page)
      await line.cut()
      await page.goto(line.url)
      await expect(page.getByLabel(label)).toBeFocused()
      await expect(page.getByRole('combobox', { name: label })).toBeEditable()
      await page.goto(`${line.url}/customers/565039505`)
      await expect(page.getByRole('combobox', { name: label })).toBeEditable()
      expect(await violations()).toEqual([])
    })
  })

test('what a till keeps is pages and parts of the app in its language, and calls and photos go past it', async ({
  page,
}) => {
  await openCounter(page)
  await untilKept(page)
  const shell = await kept(page)
  expect(shell).toContain('/start.en.html')
  await page.reload()
  await search(page, 565_039_505)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await page.reload()
  await expect(title(page)).toHaveText('Aditi Khan')
  await page.goto('/customers/565040002')
  await expect(title(page)).toHaveText('Rohan Mehta')
  expect(await kept(page)).toEqual(shell)
  const foreign = shell.filter(
    (address) => !/^\/(?:start|index)\.en\.html$|^\/assets\/[\w.-]+\.(?:js|css)$/.test(address),
  )
  expect(foreign).toEqual([])
  expect(shell.filter((address) => /^\/assets\/(?:ar|hi|ja|zh-CN)-/.test(address))).toEqual([])
  // A worker that sleeps would have to be started first.
  const past = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => /^\/(?:api|v2|photos)\//.test(new URL(name).pathname))
      .map((entry) => 'workerMatchedSourceType' in entry && entry.workerMatchedSourceType),
  )
  expect(new Set(past)).toEqual(new Set(['network']))
})

test('another language is kept once it is chosen, and the next start speaks it without network', async ({
  page,
  baseURL,
}) => {
  await using line = await openLine(baseURL)
  await page.goto(line.url)
  await untilKept(page)
  await page.getByLabel('Language').selectOption('ar')
  await expect.poll(() => kept(page)).toContain('/start.ar.html')
  await line.cut()
  await page.goto(line.url)
  await expect(page.getByRole('combobox', { name: 'البحث عن عميل' })).toBeFocused()
})

test('a newer shell waits while somebody types, and while a customer is on screen or kept behind the lock', async ({
  page,
  baseURL,
}) => {
  await using line = await openLine(baseURL)
  await page.clock.install()
  await page.goto(line.url)
  await page.clock.runFor(5000)
  await untilKept(page)
  await using newer = await serve(await copyAsNewer())
  line.leadTo(newer.url)
  // The newer gateway has a store of its own, so the session is another one, which the page must know before the work begins.
  await signIn(page.context(), line.url)
  await page.reload()

  await searchBox(page).fill('91485')
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
  const waiting = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state)
  await expect.poll(waiting).toBe('installed')
  await page.clock.runFor(60_000)
  expect(await waiting()).toBe('installed')
  await expect(searchBox(page)).toHaveValue('91485')

  await search(page, 565_039_505)
  await expect(title(page)).toHaveText('Aditi Khan')
  await page.clock.runFor(60_000)
  await expect(title(page)).toHaveText('Aditi Khan')
  expect(await waiting()).toBe('installed')

  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(title(page)).toHaveText(/ is locked$/)
  await page.clock.runFor(60_000)
  expect(await waiting()).toBe('installed')

  // The work is kept for five minutes.
  await page.clock.runFor(300_000)
  await expect.poll(waiting).toBeUndefined()
  await page.clock.runFor(20_000)
  await expect(page.locator('html[data-newer]')).toBeAttached()
  await expect(title(page)).toHaveText(/ is locked$/)
})

test('a gateway that wants no shell kept has it removed, and works without', async ({ page, baseURL }) => {
  await using line = await openLine(baseURL)
  await page.goto(line.url)
  await untilKept(page)
  expect(await kept(page)).toContain('/start.en.html')
  await using without = await serve(undefined, [], { SERVICE_WORKER: 'off' })
  line.leadTo(without.url)
  await page.goto(line.url)
  await expect.poll(() => kept(page)).toEqual([])
  const registered = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
  await expect.poll(registered).toBe(0)
  await signIn(page.context(), line.url)
  await page.reload()
  await search(page, 565_039_505)
  await expect(title(page)).toHaveText('Aditi Khan')
})

test('signing out clears the browser, and the shell and the till’s language are kept anew', async ({
  page,
  context,
}) => {
  await openCounter(page)
  await untilKept(page)
  await page.getByLabel('Language').selectOption('de')
  await page.getByRole('button', { name: 'Abmelden' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect.poll(async () => (await context.cookies()).map(({ name }) => name)).toEqual(['language'])
  await expect.poll(() => kept(page)).toContain('/start.de.html')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
})

for (const [address, display] of [
  ['/', 'standalone'],
  ['/?kiosk', 'fullscreen'],
] as const)
  test(`opened at ${address}, a till can install the app, ${display}`, async ({ page, context }) => {
    await page.goto(address)
    await untilKept(page)
    const session = await context.newCDPSession(page)
    const { data = '{}', errors } = await session.send('Page.getAppManifest')
    expect(errors).toEqual([])
    expect(JSON.parse(data)).toMatchObject({
      name: 'Countersign',
      lang: 'en',
      dir: 'ltr',
      display,
      start_url: address,
    })
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    // A private window can install nothing, which is what a test has.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  })
