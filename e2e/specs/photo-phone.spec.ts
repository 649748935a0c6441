import type { Browser, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { axeFaults } from '../support/axe.ts'
import { photoOf, search, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import {
  agrees,
  button,
  dialog,
  drawnPicture,
  nobodys,
  quarters,
  quartersOf,
  show,
  taken,
  writes,
} from '../support/taking.ts'

const code = (page: Page) => page.getByRole('img', { name: 'QR code with the page for the phone' })

/** The address that a phone reads from the screen. */
async function scan(page: Page): Promise<string> {
  const module = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const overrides = { wasmBinary: new Uint8Array(await readFile(module)).buffer }
  await prepareZXingModule({ overrides, fireImmediately: true })
  const [found] = await readBarcodes(new Uint8Array(await code(page).screenshot()))
  return found?.text ?? ''
}

async function askForPhone(page: Page): Promise<string> {
  await show(page, nobodys)
  await button(page, 'Take photo').click()
  await button(page, 'Use a phone').click()
  await expect(code(page)).toBeVisible()
  return scan(page)
}

/** A phone, which has nothing of the till's. */
async function openPhone(browser: Browser, address: string, locale = 'en') {
  const context = await browser.newContext({ locale, viewport: { width: 390, height: 844 }, hasTouch: true })
  const phone = await context.newPage()
  await phone.goto(address)
  return phone
}

const sendFrom = async (phone: Page, name = 'Photo for the till') =>
  phone.getByLabel(name).setInputFiles(await drawnPicture(phone, { width: 1200, height: 1600 }, 6))

test('a phone that scans the code takes the photo, which appears upright at the till and is saved from there', async ({
  page,
  browser,
  shop,
  process,
}) => {
  const address = await askForPhone(page)
  expect(address).toMatch(new RegExp(`^${shop.url}/phone#[\\w-]{32}$`))
  const phone = await openPhone(browser, address)
  await expect(title(phone)).toHaveText('Photo for the till')
  await expect(dialog(page).getByText('The phone is ready.')).toBeVisible()
  await expect(code(page)).toHaveCount(0)
  // A camera in the foreground may have cost the page its memory.
  await phone.reload()
  await expect(button(phone, 'Take photo')).toBeVisible()
  await sendFrom(phone)
  await expect(phone.getByText('The photo is at the till. You can close this page.')).toBeVisible()
  expect(new URL(phone.url()).hash).toBe('')
  expect(await phone.context().cookies()).toEqual([])
  await expect(taken(page)).toBeVisible()
  expect(await quartersOf(taken(page))).toEqual(quarters)
  expect(await writes(shop)).toEqual([])
  await agrees(page).check()
  await page.getByRole('button', { name: /^Use/ }).click()
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  expect(await writes(shop)).toEqual(['POST'])
  const another = await openPhone(browser, address)
  await expect(another.getByText('This page has run out or was used.')).toBeVisible()
  await expect(another.getByText('Ask for a new code at the till.')).toBeVisible()
  await expect(button(another, 'Take photo')).toHaveCount(0)
  expect(process.log()).toContain('/api/phone/photo')
  expect(process.log()).not.toContain(address.split('#')[1])
})

const ends: [string, (page: Page) => Promise<void>][] = [
  [
    'the till is locked',
    async (page) => {
      const other = await page.context().newPage()
      await other.goto('/')
      await button(other, 'Lock now').click()
      await expect(title(page)).toContainText('locked')
    },
  ],
  ['the customer changes', async (page) => void (await page.goBack())],
  ['the dialog is closed', (page) => page.keyboard.press('Escape')],
  ['the till’s camera is used instead', (page) => button(page, 'Use this till’s camera').click()],
]

for (const [what, end] of ends)
  test(`a phone sends nothing any more when ${what}`, async ({ page, browser, shop }) => {
    await show(page, 700_000_001)
    await search(page, nobodys)
    await expect(title(page)).toBeVisible()
    await button(page, 'Take photo').click()
    await button(page, 'Use a phone').click()
    await expect(code(page)).toBeVisible()
    const phone = await openPhone(browser, await scan(page))
    await expect(dialog(page).getByText('The phone is ready.')).toBeVisible()
    const given = page.waitForEvent('requestfinished', (request) => request.method() === 'DELETE')
    await end(page)
    if (what !== 'the till is locked') await given
    await sendFrom(phone)
    await expect(phone.getByText('This page has run out or was used.')).toBeVisible()
    await expect(taken(page)).toHaveCount(0)
    expect(await writes(shop)).toEqual([])
    given.catch(() => undefined)
  })

test('a new code ends the former one', async ({ page, browser }) => {
  const former = await askForPhone(page)
  const made = page.waitForResponse((answer) => answer.url().endsWith('/photo/phone') && answer.ok())
  await button(page, 'New code').click()
  await made
  await expect(code(page)).toBeVisible()
  const next = await scan(page)
  expect(next).not.toBe(former)
  const phone = await openPhone(browser, former)
  await expect(phone.getByText('This page has run out or was used.')).toBeVisible()
  const other = await openPhone(browser, next)
  await expect(button(other, 'Take photo')).toBeVisible()
})

test('a file that is no picture is said to be none on the phone, and another one can be sent', async ({
  page,
  browser,
}) => {
  const phone = await openPhone(browser, await askForPhone(page))
  const pdf = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.4\n'.repeat(3000)) }
  await phone.getByLabel('Photo for the till').setInputFiles(pdf)
  await expect(phone.getByRole('alert')).toContainText('it isn’t a photo')
  await sendFrom(phone)
  await expect(taken(page)).toBeVisible()
})

for (const [locale, heading] of [
  ['en', 'Photo for the till'],
  ['ar', 'صورة للصندوق'],
] as const)
  test(`axe finds no fault with the page on a phone in ${locale}, nor with the code at the till`, async ({
    page,
    browser,
  }) => {
    const address = await askForPhone(page)
    expect(await axeFaults(page)).toEqual([])
    const phone = await openPhone(browser, address, locale)
    await expect(title(phone)).toHaveText(heading)
    expect(await axeFaults(phone)).toEqual([])
    const { width } = await phone.evaluate(() => ({ width: document.documentElement.scrollWidth }))
    expect(width).toBeLessThanOrEqual(390)
    await sendFrom(phone, heading)
    await expect(phone.locator('progress')).toHaveCount(0)
    await expect(taken(page)).toBeVisible()
    expect(await axeFaults(phone)).toEqual([])
  })
