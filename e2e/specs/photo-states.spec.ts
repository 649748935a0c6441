import { asked, expectNoBrokenImages, expectNoImage, photoOf, search } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'

const refused = 'The photo store didn’t hand the photo out.'
const notAnImage = 'The file on this record isn’t a photo.'
const tooLarge = 'The photo is too large to show.'

/** Each bad photo with the reason that is said. */
const failing = [
  ['a Wi-Fi sign-in page in place of the photo (HTML)', 600000203, notAnImage],
  ['a PDF in place of the photo', 600000204, notAnImage],
  ['an SVG with a script', 600000205, notAnImage],
  ['a HEIC file, which no till can show', 600000206, 'This till can’t show photos of this kind.'],
  ['a photo of 40,000 by 40,000 pixels', 600000207, tooLarge],
  ['a photo of 20 MB', 600000208, tooLarge],
  ['a photo file that broke off', 600000209, 'This till can’t show photos of this kind.'],
  ['an empty photo file', 600000210, notAnImage],
  ['a link to another origin', 600000316, refused],
  ['a link to a host named almost like the photo store', 600000317, refused],
  ['a link over plain http', 600000318, refused],
  ['a link to a link-local address', 600000319, refused],
  ['a file: link', 600000320, refused],
  ['a javascript: link', 600000321, refused],
  ['a link that is none', 600000322, refused],
  ['a forged signature', 600000315, refused],
  ['a redirect', 600000402, refused],
  ['a photo that is gone', 600000403, 'The photo is no longer in the store’s files.'],
  ['a photo that is refused', 600000404, refused],
  // Which of the two depends on how much had come when the connection broke.
  [
    'a connection that breaks in the middle of the photo',
    600000405,
    /Only part of the photo arrived|didn’t hand the photo out/,
  ],
] as const

for (const [condition, userId, reason] of failing) {
  test(`26: ${condition} is said within 8 seconds, with the reason, and leaves the data on screen`, async ({
    page,
  }) => {
    await page.goto(`/customers/${userId}`)
    const photo = photoOf(page)
    await expect(photo).toHaveAttribute('data-photo-state', 'failed', { timeout: 8_000 })
    await expect(photo).toContainText('The photo can’t be shown')
    await expect(photo).toContainText(reason)
    await expect(photo.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(page.locator(`[data-customer="${userId}"]`)).toBeVisible()
    await expectNoImage(photo)
    await expectNoBrokenImages(page)
    await expect(page).toHaveTitle('Countersign')
  })
}

test('26: nothing of six hostile photos stays in the memory of the till', async ({ page }) => {
  const browser = await page.context().newCDPSession(page)
  const heap = async () => {
    await browser.send('HeapProfiler.collectGarbage')
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = await browser.send('Runtime.getHeapUsage')
    return usedSize + embedderHeapUsedSize + backingStorageSize
  }
  await page.goto('/')
  const before = await heap()
  for (const userId of [600000203, 600000205, 600000207, 600000208, 600000209, 600000210]) {
    await search(page, userId)
    await expect(page.locator(`[data-customer="${userId}"] figure`)).toHaveAttribute(
      'data-photo-state',
      'failed',
    )
  }
  expect((await heap()) - before).toBeLessThan(30_000_000)
})

test('a photo host that hangs is given up after 8 seconds, and until then the photo’s place is empty', async ({
  page,
}) => {
  await page.goto('/customers/600000401')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hanna Stille')
  const photo = photoOf(page)
  await expect(photo).toHaveAttribute('data-photo-state', 'loading')
  await expectNoImage(photo)
  await expect(photo).toHaveAttribute('data-photo-state', 'failed', { timeout: 10_000 })
  await expect(photo).toContainText('The photo took too long.')
  await expectNoBrokenImages(page)
})

for (const [variant, userId] of [
  ['has no customerImage', 600000101],
  ['has null for customerImage', 600000102],
  ['has an empty customerImage', 600000103],
] as const) {
  test(`20: an answer that ${variant} means “No photo on file”, asked once, without “Try again”`, async ({
    page,
    shop,
  }) => {
    await page.goto(`/customers/${userId}`)
    const photo = photoOf(page)
    await expect(photo).toHaveAttribute('data-photo-state', 'none')
    await expect(photo).toContainText('No photo on file')
    await expect(photo).toContainText('Confirm who it is another way.')
    await expect(photo.getByRole('button')).toHaveCount(0)
    await expectNoImage(photo)
    expect(await asked(shop)).toEqual({ api: 1, photos: 0 })
  })
}

test('a photo the vendor lists but can’t find has failed: that is not the same as having none', async ({
  page,
  shop,
}) => {
  await page.goto('/customers/600000104')
  const photo = photoOf(page)
  await expect(photo).toHaveAttribute('data-photo-state', 'failed')
  await expect(photo).toContainText('A photo is on file, but the loyalty service could not hand it out.')
  await expectNoImage(photo)
  expect(await asked(shop)).toEqual({ api: 1, photos: 0 })

  await photo.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => asked(shop)).toEqual({ api: 2, photos: 0 })
})

for (const [where, userId] of [
  ['file name', 600000703],
  ['storage key', 600000704],
  ['link', 600000705],
] as const) {
  test(`a photo whose ${where} names another customer is held back, unfetched, and that is said`, async ({
    page,
    shop,
  }) => {
    await page.goto(`/customers/${userId}`)
    const photo = photoOf(page)
    await expect(photo).toHaveAttribute('data-photo-state', 'withheld')
    await expect(photo).toContainText('Photo held back')
    await expect(photo).toContainText('belongs to another customer')
    await expect(photo).toContainText('tell your manager')
    await expect(photo.getByRole('button')).toHaveCount(0)
    await expectNoImage(photo)
    expect(await asked(shop)).toEqual({ api: 1, photos: 0 })
  })
}

test('the data is there at once; a slow photo leaves its place empty and keeps its size', async ({
  page,
  shop,
}) => {
  await shop.control({ photoDelays: { 700000003: 6_500 } })
  await page.goto('/customers/700000003')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Solid Blue')
  const place = photoOf(page).locator('> :first-child')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'loading')
  const empty = await place.boundingBox()
  await expectNoImage(photoOf(page))
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  expect(await place.boundingBox()).toEqual(empty)
})

test('a photo never shows before its data, however late the data is', async ({ page, shop }) => {
  await shop.control({ delays: { 700000003: 700 } })
  await page.goto('/customers/700000003')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Customer 700000003')
  await expectNoImage(photoOf(page))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Solid Blue')
})

test('17: while the next customer’s photo hangs, nothing of the former face is left, and after 8 seconds it is said', async ({
  page,
}) => {
  await page.goto('/customers/700000005')
  await expect(page.getByRole('img', { name: 'Photo of Solid Magenta' })).toBeVisible()
  // Until the search has been fetched an Enter waits for it, and whoever is on screen stays.
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await search(page, 600000401)
  for (const later of [0, 100, 500, 2_400]) {
    await page.waitForTimeout(later)
    await expectNoImage(photoOf(page))
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hanna Stille')
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'failed', { timeout: 10_000 })
})

test('“Try again” shows the photo as soon as the photo store has it again', async ({ page, shop }) => {
  await shop.control({ photoStatus: 'refused' })
  await page.goto('/customers/700000003')
  const photo = photoOf(page)
  await expect(photo).toHaveAttribute('data-photo-state', 'failed')
  await shop.control({ photoStatus: 'ok' })
  await photo.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('img', { name: 'Photo of Solid Blue' })).toBeVisible()
  await expect(photo).toHaveAttribute('data-photo-state', 'shown')
})

test('under the photo stands how old it is and its day, without a zone', async ({ page }) => {
  await page.goto('/customers/565039505')
  await expect(photoOf(page)).toContainText('30 Apr 2025')
  await expect(photoOf(page)).toContainText(/\d+ (months|years) old/)
  await expect(photoOf(page)).not.toContainText(/\d\d:\d\d/)
  await expect(photoOf(page)).not.toContainText('Too small to judge')
})

test('what the camera wrote about the place is gone, and a photo on its side stands upright', async ({
  page,
}) => {
  const [answer] = await Promise.all([page.waitForResponse(/\/photos\//), page.goto('/customers/600000213')])
  const photo = page.getByRole('img', { name: 'Photo of Nadir Rahman' })
  await expect(photo).toBeVisible()
  const [width, height] = await photo.evaluate((image: HTMLImageElement) => [
    image.naturalWidth,
    image.naturalHeight,
  ])
  // Orientation 6: what lies in the file as 900 by 1,200 is 1,200 wide once upright.
  expect([width, height]).toEqual([1200, 900])
  const exif = (await answer.body()).toString('latin1').split('Exif\0\0').slice(1)
  // GPS IFD pointer, tag 0x8825, in either byte order.
  for (const tags of exif) expect(tags.slice(0, 400)).not.toMatch(/\x88\x25|\x25\x88/)
})
