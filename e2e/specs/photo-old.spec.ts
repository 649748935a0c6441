import { photoOf, search, title } from '../support/counter.ts'
import { expect, serve, signIn, test } from '../support/fixtures.ts'
import { button } from '../support/taking.ts'

const winston = 565_040_018
const aditi = 565_039_505

test('a new photo is asked for once, beside “Replace photo”, from the age that the policy says', async ({
  browser,
}) => {
  await using served = await serve(undefined, [], { POLICY: 'e2e/support/renewing-policy.json' })
  const context = await browser.newContext({ baseURL: served.url })
  await signIn(context, served.url)
  const page = await context.newPage()
  const line = page.getByText('This photo is old.')
  await page.goto(`/customers/${aditi}`)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  await expect(button(page, 'Replace photo')).toBeVisible()
  await expect(line).toHaveCount(0)
  await search(page, winston)
  await expect(title(page)).toHaveText('Winston Hartley')
  await expect(line.filter({ visible: true })).toHaveCount(1)
  await search(page, aditi)
  await expect(title(page)).toHaveText('Aditi Khan')
  await search(page, winston)
  await expect(title(page)).toHaveText('Winston Hartley')
  await expect(button(page, 'Replace photo')).toBeVisible()
  await expect(line).toHaveCount(0)
  await context.close()
})
