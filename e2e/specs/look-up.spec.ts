import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'

test('an associate types a customer number, presses Enter and sees who it is', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByLabel('Find a customer')).toBeFocused()

  // With the pauses of a hand: a first key and a burst after it would be that key and a scan.
  await page.keyboard.type('565039505', { delay: 80 })
  await page.keyboard.press('Enter')

  const card = page.getByRole('region', { name: 'Aditi Khan' })
  await expect(card.getByRole('heading', { level: 1, name: 'Aditi Khan' })).toBeVisible()
  await expect(card.locator('figure')).toHaveAttribute('data-photo-state', 'shown')
  await expect(card.getByRole('img', { name: 'Photo of Aditi Khan' })).toBeVisible()
  await expect(section(page, 'Identifiers')).toContainText('••••4269')
  await expect(section(page, 'Identifiers')).toContainText('Primary · Not verified')
  await expect(section(page, 'Extended fields')).toContainText('GenderMale')
  await expect(section(page, 'Loyalty')).toContainText('Member since28 Feb 2025')
  await expect(card.locator('[data-match]')).toHaveAttribute('data-match', 'customerId')
  await expect(card.getByRole('group', { name: 'Worth knowing' })).toContainText(/420 points.*80 lapse/)
  await expect(page.getByText('Associated till')).toHaveCount(0)
  await card.getByRole('button', { name: 'All details' }).click()
  await expect(section(page, 'Custom fields')).toContainText('CityBangalore')
  await expect(section(page, 'Record')).toContainText('Associated tillneeraj.doc')
  await expect(page).toHaveURL('/customers/565039505')
  await expect(page).toHaveTitle('Countersign')
})

test('the photo comes before the data, upright, and at no more than its own pixels', async ({ page }) => {
  await page.goto('/customers/565039505')
  const photo = page.getByRole('img', { name: 'Photo of Aditi Khan' })
  await expect(photo).toBeVisible()
  const box = await photo.boundingBox()
  const own = await photo.evaluate((img: HTMLImageElement) => ({
    width: img.naturalWidth,
    height: img.naturalHeight,
  }))
  expect(own).toEqual({ width: 900, height: 1200 })
  expect(box?.width).toBeGreaterThanOrEqual(320)
  expect(box?.width).toBeLessThanOrEqual(own.width)
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(3 / 4, 1)
  const comesFirst = await page.evaluate(() => {
    const [figure, heading] = [document.querySelector('figure'), document.querySelector('h1')]
    return figure && heading && figure.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING
  })
  expect(comesFirst).toBeTruthy()
})

test('a photo of 120 pixels is shown at 120 pixels and said to be too small to judge', async ({ page }) => {
  await page.goto('/customers/600000211')
  const photo = page.getByRole('img', { name: 'Photo of Tiny Moreau' })
  await expect(photo).toBeVisible()
  expect((await photo.boundingBox())?.width).toBe(120)
  await expect(page.getByText('Too small to judge')).toBeVisible()
})

test('an Enter that is held down searches once', async ({ page }) => {
  let searches = 0
  page.on('request', (request) => (searches += request.url().endsWith('/api/find') ? 1 : 0))
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await page.getByLabel('Find a customer').fill('565039505')
  // The second and later ones are repetitions, as a keyboard makes them.
  for (let time = 0; time < 20; time += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aditi Khan')
  expect(searches).toBe(1)
})

test('the Find button searches too', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('Find a customer').fill('565039505')
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aditi Khan')
})

for (const [how, typed] of [
  ['with spaces round and in it', '  565 039 505 '],
  ['pasted with invisible characters', '\u200e565039505\u200b'],
  ['in full-width digits', '５６５０３９５０５'],
  ['in Arabic digits', '٥٦٥٠٣٩٥٠٥'],
  ['in Devanagari digits', '५६५०३९५०५'],
] as const) {
  test(`a customer number ${how} finds the same customer`, async ({ page }) => {
    await page.goto('/')
    await page.getByLabel('Find a customer').fill(typed)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/customers/565039505')
  })
}

for (const [typed, words] of [
  ['', 'Type or scan something first.'],
  ['!!', 'That isn’t anything a customer is found by.'],
  ['😀', 'That isn’t anything a customer is found by.'],
  ['+91 98', 'That is too short for a mobile number. A mobile number looks like 081234 56789.'],
  ['asha@example', 'That e-mail address isn’t complete.'],
  [
    'a@example.com, b@example.com',
    'Those are two e-mail addresses: a@example.com and b@example.com. Keep one.',
  ],
  ['https://example.com/c/1', 'That is a web address. It is never opened here: https://example.com/c/1'],
  [
    '4111 1111 1111 1111',
    'That looks like a payment card. It was not sent. Ask for the loyalty card or the mobile number.',
  ],
  ['5'.repeat(60), 'That is too long for a mobile number. A mobile number looks like 081234 56789.'],
] as const) {
  test(`“${typed.slice(0, 12)}” is answered in words, at once, and nothing typed is lost`, async ({
    page,
    shop,
  }) => {
    await page.goto('/')
    const box = page.getByLabel('Find a customer')
    await box.fill(typed)
    await page.keyboard.press('Enter')
    await expect(page.getByText(words)).toBeVisible()
    await expect(box).toHaveAttribute('aria-invalid', 'true')
    await expect(box).toHaveAccessibleDescription(words)
    await expect(box).toHaveValue(typed)
    await expect(box).toBeFocused()
    expect(await shop.requests()).toEqual([])
  })
}

test('what was typed stays, selected, so that the next key or scan replaces it', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByLabel('Find a customer')).toBeFocused()
  await page.keyboard.type('600000501', { delay: 80 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Nobody found/)
  await expect(page.getByLabel('Find a customer')).toHaveValue('600000501')
  // As a hand does: a first key and a burst after it would be that key and a scan.
  await page.keyboard.type('565039505', { delay: 80 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aditi Khan')
})

test('a whole look-up and the next one need nothing but the keyboard', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByLabel('Find a customer')).toBeFocused()
  await page.keyboard.type('565039505', { delay: 80 })
  await expect(page.getByLabel('Find a customer')).toHaveValue('565039505')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aditi Khan')
  await expect(page.getByRole('button', { name: 'Photo of Aditi Khan' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Scan with the camera' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Find', exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Sign out' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Photo of Aditi Khan' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Photo of Aditi Khan, larger' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Photo of Aditi Khan' })).toBeFocused()
  await page.keyboard.press('/')
  await expect(page.getByLabel('Find a customer')).toBeFocused()
  await page.keyboard.type('600000201\n', { delay: 60 })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Marisol Vega')
})

test('an address copied from the browser leads to the same customer', async ({ page }) => {
  await page.goto('/customers/565039505')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aditi Khan')
})

test('a name that is HTML is shown as text', async ({ page }) => {
  await page.goto('/customers/600000808')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<img src=x onerror=')
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
})

test('very long names wrap and are never cut', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/customers/600000801')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test('a customer without a name is called by their number, and that is said', async ({ page }) => {
  await page.goto('/customers/600000809')
  await expect(page.getByRole('heading', { level: 1, name: 'Customer 600000809' })).toBeVisible()
  await expect(page.getByText('No name on file')).toBeVisible()
})

test('sections without data are left out, but for identifiers and loyalty, which say so', async ({
  page,
}) => {
  await page.goto('/customers/600000812')
  await expect(page.getByText('No identifiers on file.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    /^Is this/,
    'Can’t tell?',
    'Identifiers',
    'Loyalty',
  ])
})

test('a warning of the vendor is said above the face', async ({ page }) => {
  await page.goto('/customers/600000616')
  await expect(page.getByText('Points could not be loaded.')).toBeVisible()
})

test('the sandbox says that it is one, and offers customers to try', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByText('Sandbox: invented customers')).toBeVisible()
  await page.getByRole('link', { name: /Aditi Khan/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aditi Khan')
})

test('an address without a screen says so and leads back', async ({ page }) => {
  const answer = await page.goto('/customers')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no screen at this address.')
  await page.getByRole('link', { name: 'Find a customer' }).click()
  await expect(page).toHaveURL('/')
})

const section = (page: Page, heading: string) =>
  page.locator('section', { has: page.getByRole('heading', { level: 2, name: heading, exact: true }) }).last()
