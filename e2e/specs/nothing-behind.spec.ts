import { chromium, type BrowserContext, type LaunchOptions, type Page } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { carelessWays, serveCareless } from '../support/careless-page.ts'
import { photoOf, search, searchBox, title } from '../support/counter.ts'
import { expect, serve, signIn, test } from '../support/fixtures.ts'
import { filesHolding, marksIn, residueIn } from '../support/residue.ts'
import { agrees, button, drawnPicture, nobodys } from '../support/taking.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { windowed } from '../support/windowed-browser.ts'

// Each needs a browser whose profile lies on disk, as a till's does, and a gateway that keeps its store there.
test.describe.configure({ timeout: 90_000 })
test.use({ signedIn: false, serviceWorkers: 'allow' })

const markedIds = Array.from({ length: 30 }, (_, position) => 900_000_137 + position * 1_009)

test('the scan finds what a careless page leaves behind, in every way there is', async ({
  launchOptions,
}) => {
  await using folder = await temporaryFolder()
  await using careless = await serveCareless()
  const till = await openTill(folder.path, launchOptions)
  const page = await till.newPage()
  await page.goto(careless.url)
  await expect(page.locator('body')).toContainText('done')
  await till.close()
  const found = marksIn((await residueIn(folder.path)).join(' '))
  expect(found.toSorted()).toEqual(Object.values(carelessWays).toSorted())
})

test('thirty customers later, signing out leaves none of their values in the browser, in its profile, in the log or in the store', async ({
  launchOptions,
}) => {
  await using profile = await temporaryFolder()
  await using data = await temporaryFolder()
  await using served = await serveKeeping(data.path)
  const till = await openTill(profile.path, launchOptions)
  const page = await lookUpEverybody(till, served.url)

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(title(page)).toHaveText('Sign in at the till')
  expect(marksIn(await everythingIn(page))).toEqual([])
  await page.goBack()
  await expect(title(page)).toHaveText('Sign in at the till')
  expect(marksIn(await everythingIn(page))).toEqual([])
  await till.close()
  expect(await residueIn(profile.path)).toEqual([])
  expect(marksIn(served.log())).toEqual([])
  await served.stop()
  expect(await residueIn(data.path)).toEqual([])
})

test('a browser that crashes under a customer leaves nothing of them on its disk', async ({
  launchOptions,
}) => {
  await using profile = await temporaryFolder()
  await using data = await temporaryFolder()
  await using served = await serveKeeping(data.path)
  const till = await openTill(profile.path, launchOptions)
  const page = await lookUpEverybody(till, served.url, 3)
  await searchBox(page).fill('zqxvtypedinx@example.org')
  const gone = page.waitForEvent('close')
  const session = await till.newCDPSession(page)
  await Promise.race([session.send('Browser.crash').catch(() => undefined), gone])
  await gone
  expect(await residueIn(profile.path)).toEqual([])
})

test('no byte of a photo that was taken is left on the till, in the log or in the store', async ({
  launchOptions,
}) => {
  await using profile = await temporaryFolder()
  await using data = await temporaryFolder()
  await using served = await serveKeeping(data.path)
  const till = await openTill(profile.path, launchOptions)
  await signIn(till, served.url)
  const page = await till.newPage()
  await page.goto(served.url)
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await search(page, nobodys)
  await button(page, 'Take photo').click()
  const chosen = await drawnPicture(page, { width: 1500, height: 2000 })
  await page.getByLabel('Photo from a file').setInputFiles(chosen)
  await agrees(page).check()
  const arriving = page.waitForResponse((answer) => answer.url().includes('/photos/'))
  await page.getByRole('button', { name: /^Use/ }).click()
  // Asked for again past the browser, which does not hand out what it read in pieces.
  const saved = await (await till.request.get((await arriving).url())).body()
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(title(page)).toHaveText('Sign in at the till')
  const cookies = await page.evaluate(() => document.cookie)
  await till.close()
  await served.stop()

  // Pieces of the pictures themselves: their heads are the same in every JPEG.
  const pieces = [chosen.buffer, saved].flatMap((bytes) =>
    [0.3, 0.5, 0.7].map((share) => bytes.subarray(bytes.length * share, bytes.length * share + 32)),
  )
  expect(pieces.map(({ length }) => length)).toEqual(pieces.map(() => 32))
  expect(cookies).not.toContain('photo')
  expect(await filesHolding(profile.path, pieces)).toEqual([])
  expect(await filesHolding(data.path, pieces)).toEqual([])
  expect(served.log()).not.toContain(saved.toString('base64').slice(200, 240))
  // The scan would find one.
  await writeFile(path.join(profile.path, 'kept.jpg'), saved)
  expect(await filesHolding(profile.path, pieces)).toEqual(['kept.jpg'])
})

const serveKeeping = (folder: string) => serve(undefined, [], { DATA_DIR: path.join(folder, 'store') })

/** A browser as a till has it: with a profile that outlives it, the cache on disk, and pages kept for the Back button. */
const openTill = (folder: string, options: LaunchOptions) =>
  chromium.launchPersistentContext(folder, {
    ...windowed(options),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })

/** Signs in and looks the marked customers up, one after the other, as far as their photo. */
async function lookUpEverybody(till: BrowserContext, url: string, most = markedIds.length): Promise<Page> {
  await signIn(till, url)
  const page = await till.newPage()
  await page.goto(url)
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  // Everybody is looked up past what keeps the shell.
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  for (const userId of markedIds.slice(0, most)) {
    await search(page, userId)
    await expect(page).toHaveURL(`${url}/customers/${userId}`)
    await expect(title(page)).toHaveText(/^zqxv/)
    await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  }
  expect(marksIn(await everythingIn(page)).length).toBeGreaterThan(0)
  return page
}

/** All that a page holds and that whoever comes next could read. */
const everythingIn = (page: Page) =>
  page.evaluate(async () => {
    const responses = await Promise.all(
      (await caches.keys()).map(async (name) => {
        const cache = await caches.open(name)
        // The browser may be clearing the cache meanwhile: what can no longer be read is gone.
        const read = (request: Request) =>
          cache
            .match(request)
            .then((response) => response?.text())
            .catch(() => undefined)
        return Promise.all((await cache.keys()).map((request) => read(request)))
      }),
    )
    const entries = performance.getEntries().map(({ name }) => name)
    return JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input, textarea')].map((field) => 'value' in field && field.value),
      document.title,
      document.cookie,
      location.href,
      history.state,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      await indexedDB.databases(),
      responses,
      entries,
    ])
  })
