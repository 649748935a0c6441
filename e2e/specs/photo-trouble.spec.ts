import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { photoOf, search, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import {
  agrees,
  button,
  dialog,
  nobodys,
  pixelsOf,
  portrait,
  show,
  taken,
  writes,
} from '../support/taking.ts'

/** These tests choose files, so that they need no browser with a camera. */
async function choose(page: Page, userId = nobodys) {
  await show(page, userId)
  await chooseFile(page)
}

async function chooseFile(page: Page) {
  await button(page, 'Take photo').click()
  await page.getByLabel('Photo from a file').setInputFiles(portrait)
  await expect(taken(page)).toBeVisible()
}

const alert = (page: Page) => dialog(page).getByRole('alert')
const use = (page: Page) => page.getByRole('button', { name: /^(Use|Try again)/ }).click()

test('a file that is no picture, or no whole one, is said to be none', async ({ page, shop }) => {
  const whole = await readFile(portrait)
  const heic = await readFile('gateway/photos/strip-metadata/fixtures/thumbnail.heic')
  const files = {
    'half.jpg': whole.subarray(0, whole.length / 2),
    'letter.pdf': Buffer.from('%PDF-1.7\n'.repeat(3000)),
    'film.mp4': Buffer.concat([
      Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'),
      Buffer.alloc(30_000),
    ]),
    'photo.heic': heic,
  }
  await show(page, nobodys)
  await button(page, 'Take photo').click()
  for (const [name, buffer] of Object.entries(files)) {
    await page.getByLabel('Photo from a file').setInputFiles({ name, mimeType: 'image/jpeg', buffer })
    await expect(alert(page), name).toContainText('it isn’t a photo')
    await expect(taken(page)).toHaveCount(0)
    await page.getByLabel('Photo from a file').setInputFiles(portrait)
    await expect(taken(page)).toBeVisible()
    await button(page, 'Retake').click()
  }
  expect(await writes(shop)).toEqual([])
})

test('a photo that was taken offline stays in its frame, and is sent when the network is back', async ({
  page,
  context,
  shop,
}) => {
  await choose(page)
  await agrees(page).check()
  const shown = await pixelsOf(taken(page))
  await context.setOffline(true)
  await use(page)
  await expect(alert(page)).toBeVisible()
  expect(await pixelsOf(taken(page))).toEqual(shown)
  await context.setOffline(false)
  await use(page)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  expect(await writes(shop)).toEqual(['POST'])
})

test('a photo that was not sent is gone when the customer changes', async ({ page, context, shop }) => {
  await show(page, 700_000_001)
  await search(page, nobodys)
  await chooseFile(page)
  await agrees(page).check()
  await context.setOffline(true)
  await use(page)
  await expect(alert(page)).toBeVisible()
  await page.goBack()
  await expect(dialog(page)).toHaveCount(0)
  await context.setOffline(false)
  await page.goForward()
  await button(page, 'Take photo').click()
  await expect(page.getByLabel('Photo from a file')).toBeAttached()
  await expect(taken(page)).toHaveCount(0)
  await expect(agrees(page)).not.toBeChecked()
  expect(await writes(shop)).toEqual([])
})

for (const [act, words] of [
  ['Lock now', 'locked'],
  ['Sign out', 'Sign in'],
] as const)
  test(`“${act}” in another window takes the picture away`, async ({ page, context, shop }) => {
    await choose(page)
    const other = await context.newPage()
    await other.goto('/')
    await other.getByRole('button', { name: act }).click()
    await expect(dialog(page)).toHaveCount(0)
    await expect(taken(page)).toHaveCount(0)
    await expect(title(page)).toContainText(words)
    expect(await writes(shop)).toEqual([])
  })

for (const [userId, words] of [
  [600_001_253, 'The picture is too small for the loyalty service.'],
  [600_001_260, 'The loyalty service didn’t keep the photo.'],
  [600_001_262, 'another customer'],
] as const)
  test(`what the platform says of ${userId} is told, and the picture can be used again`, async ({
    page,
    shop,
  }) => {
    await choose(page, userId)
    await agrees(page).check()
    await use(page)
    await expect(alert(page)).toContainText(words)
    await expect(taken(page)).toBeVisible()
    await expect(button(page, 'Try again')).toBeVisible()
    expect(await writes(shop)).toEqual(['POST'])
  })
