import type { Page } from '@playwright/test'
import { openCounter, photoOf, search, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'

/** Refuses the script of a part, so many times. @returns how often it has been refused so far */
async function refuse(page: Page, part: string, times: number) {
  let refused = 0
  await page.route(new RegExp(`/assets/${part}-[\\w-]+\\.js$`), (route) => {
    if (refused >= times) return route.continue()
    refused += 1
    return route.abort()
  })
  return () => refused
}

async function openLargePhoto(page: Page) {
  await search(page, 565_039_505)
  await photoOf(page).getByRole('button').click()
}

const parts = [
  {
    part: 'KeysDialog',
    open: (page: Page) => page.getByRole('button', { name: 'Keys' }).click(),
    opened: (page: Page) => page.getByRole('dialog', { name: 'Keys' }),
  },
  {
    part: 'ZoomDialog',
    open: openLargePhoto,
    opened: (page: Page) => page.getByRole('dialog'),
  },
  {
    part: 'CameraDialog',
    open: (page: Page) => page.getByRole('button', { name: 'Scan with the camera' }).click(),
    opened: (page: Page) => page.getByRole('dialog'),
  },
] as const

for (const { part, open, opened } of parts) {
  test(`a part whose script is refused three times (${part}) comes by itself after that`, async ({
    page,
  }) => {
    const refused = await refuse(page, part, 3)
    await openCounter(page)
    await open(page)
    await expect(opened(page)).toBeVisible({ timeout: 20_000 })
    expect(refused()).toBe(3)
  })
}

test('a part that cannot be fetched says so, with a button that fetches it once the network is back', async ({
  page,
}) => {
  await refuse(page, 'KeysDialog', Infinity)
  await openCounter(page)
  await page.getByRole('button', { name: 'Keys' }).click()
  const alert = page.getByRole('alert')
  await expect(alert).toBeVisible({ timeout: 20_000 })
  await page.unrouteAll()
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('the answers, the lock and the sign-out come with the app: no part of them can be missing later', async ({
  page,
}) => {
  await openCounter(page)
  await page.route('**/assets/*.js', (route) => route.abort())
  await search(page, 565_039_505)
  await expect(title(page)).toHaveText('Aditi Khan')
  for (const name of ['Not sure', 'Lock now', 'Sign out'])
    await expect(page.getByRole('button', { name })).toBeVisible()
})

test('an app whose script is refused three times at the start comes by itself after that', async ({
  page,
}) => {
  await refuse(page, 'app', 3)
  await openCounter(page)
  await search(page, 565_039_505)
  await expect(title(page)).toHaveText('Aditi Khan')
})
