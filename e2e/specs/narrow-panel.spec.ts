import { layoutFaults } from '../support/layout-faults.ts'
import { expect, test } from '../support/fixtures.ts'
import { openFrame, openStore, verify } from '../support/till-system.ts'

for (const [width, locale] of [
  [480, 'en'],
  [480, 'ar'],
  [360, 'en'],
  [360, 'de'],
] as const)
  test(`in a panel of ${width} px the face comes first and nothing is cut, in ${locale}`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width, height: 768 }, locale })
    await using store = await openStore(context, { env: { POLICY: 'e2e/support/threshold-policy.json' } })
    const page = await context.newPage()
    const { frame, said, say } = await openFrame(page, store, width)
    await expect.poll(said).toContainEqual({ type: 'countersign:ready' })
    const identifier = { kind: 'mobile', value: '916000000002' }
    await say(verify('s-1', { sale: '17', points: 600, amount: 150, identifier }))
    const photo = frame.locator('figure[data-owner] img')
    await expect(photo).toBeVisible()
    await expect(frame.locator('[data-fact=points]')).toBeVisible()
    const answers = frame.getByRole('button', { name: 'Rohan Mehta' }).last()
    await expect(answers).toBeVisible()

    const places = [photo, frame.locator('[data-match=mobile]'), frame.locator('[data-fact=points]'), answers]
    const boxes = await Promise.all(places.map((each) => each.boundingBox()))
    const tops = boxes.map((box) => box?.y ?? NaN)
    expect(tops).toEqual(tops.toSorted((one, other) => one - other))
    const ways = await frame
      .getByRole('listitem')
      .filter({ has: frame.getByRole('button') })
      .last()
      .boundingBox()
    expect((ways?.y ?? NaN) + (ways?.height ?? NaN)).toBeLessThanOrEqual(768)
    if (width === 480) {
      const last = await frame.locator('[data-fact]').last().boundingBox()
      const bar = await frame.locator('section', { has: answers }).last().boundingBox()
      expect((last?.y ?? NaN) + (last?.height ?? NaN)).toBeLessThanOrEqual(bar?.y ?? NaN)
    }
    expect(await page.frames()[1]?.evaluate(layoutFaults)).toEqual([])

    // The record is behind the button.
    const record = frame.getByRole('heading', { level: 2 }).filter({ visible: true })
    const before = await record.count()
    await frame.locator('button[aria-expanded=false][aria-controls]').last().click()
    await expect.poll(() => record.count()).toBeGreaterThan(before + 2)
    await context.close()
  })
