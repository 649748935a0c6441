import { openCounter, photoOf, search, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'

test('how fast look-ups are is told by the till, without a word about whose, and shown there', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const told: string[] = []
    const send = navigator.sendBeacon.bind(navigator)
    navigator.sendBeacon = (address, body) => {
      if (body instanceof Blob) void body.text().then((text) => told.push(`${String(address)} ${text}`))
      return send(address, body)
    }
    Object.assign(window, { told })
  })
  await openCounter(page)
  for (const [userId, name] of [
    [565_040_002, 'Rohan Mehta'],
    [565_039_505, 'Aditi Khan'],
  ] as const) {
    await search(page, userId)
    await expect(title(page)).toHaveText(name)
    await expect(photoOf(page).getByRole('img')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Not sure' })).toBeVisible()
  }
  const told = () => page.evaluate(() => ('told' in window && Array.isArray(window.told) ? window.told : []))
  await expect.poll(told).not.toEqual([])
  for (const each of await told()) expect(each).toMatch(/^\/api\/timings \{"name":\d+,"photo":\d+\}$/)
  await page.getByRole('button', { name: 'Keys' }).click()
  await expect(page.getByRole('heading', { name: 'Speed of this till' })).toBeVisible()
  await expect(
    page.getByText(/^From Enter to the photo: usually \d+\.\ds, at most \d+\.\ds in 95 of 100\.$/),
  ).toBeVisible()
})
