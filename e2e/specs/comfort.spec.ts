import type { Page } from '@playwright/test'
import { axeFaults } from '../support/axe.ts'
import { openCounter, pauseAsAHand, search, searchBox, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import { scan } from '../support/scan.ts'

const recent = (page: Page) => page.getByRole('group', { name: 'Last customers' }).getByRole('option')

async function see(page: Page, ...customers: [typed: string, name: string][]) {
  for (const [typed, name] of customers) {
    await search(page, typed)
    await expect(title(page)).toHaveText(name)
  }
}

const sixPeople: [string, string][] = [
  ['565039505', 'Aditi Khan'],
  ['600000201', 'Marisol Vega'],
  ['CS-4000-0002', 'Rohan Mehta'],
  ['700000001', 'Solid Red'],
  ['700000002', 'Solid Green'],
  ['700000003', 'Solid Blue'],
]

test('the last five customers are one key away, the latest first, and nowhere after a reload', async ({
  page,
}) => {
  await openCounter(page)
  await page.keyboard.press('ArrowDown')
  await expect(recent(page)).toHaveCount(0)
  await pauseAsAHand(page)
  await see(page, ...sixPeople, ['700000001', 'Solid Red'])
  await page.keyboard.press('ArrowDown')
  await expect(recent(page)).toHaveText([
    /^Solid Red/,
    /^Solid Blue/,
    /^Solid Green/,
    /^Rohan Mehta/,
    /^Marisol Vega/,
  ])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Solid Blue')

  const kept = await page.evaluate(async () =>
    JSON.stringify([
      localStorage,
      sessionStorage,
      await indexedDB.databases(),
      await caches.keys(),
      document.cookie,
      history.state,
    ]),
  )
  expect(kept).not.toMatch(/Solid|Rohan|70000000\d/)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  // Only who is on screen can be in the list.
  await expect(title(page)).toHaveText('Solid Blue')
  await page.keyboard.press('ArrowDown')
  await expect(recent(page)).toHaveText([/^Solid Blue/])
})

test('the last customers open on a box that was emptied', async ({ page }) => {
  await openCounter(page)
  await see(page, ['565039505', 'Aditi Khan'])
  await page.keyboard.type('m')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('ArrowDown')
  await expect(recent(page)).toHaveText([/^Aditi Khan/])
})

test('the slash leads to the box from anywhere, and what stands there is selected', async ({ page }) => {
  await openCounter(page)
  await see(page, ['565039505', 'Aditi Khan'])
  await page.getByRole('button', { name: 'Photo of Aditi Khan' }).focus()
  await page.keyboard.press('/')
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type('meera', { delay: 100 })
  await expect(searchBox(page)).toHaveValue('meera')
})

test('F1 lists the keys', async ({ page }) => {
  await openCounter(page)
  await page.keyboard.press('F1')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys).toBeVisible()
  await expect(keys.getByRole('term')).toHaveText([
    '/',
    'Esc',
    '↓',
    '↑ ↓ Enter',
    '+ − ← ↑ ↓ →',
    'Alt Y',
    'Alt U',
    'Alt N',
    'Alt L',
    'F1',
  ])
  await expectNoFaults(page)
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
  await expect(searchBox(page)).toHaveValue('')
})

test('Alt+L locks the screen from within the box', async ({ page }) => {
  await openCounter(page)
  await page.keyboard.press('Alt+KeyL')
  await expect(title(page)).toHaveText(/ is locked$/)
})

test('Escape clears the box, and the customer stays', async ({ page }) => {
  await openCounter(page)
  await see(page, ['565039505', 'Aditi Khan'])
  await page.keyboard.press('Escape')
  await expect(searchBox(page)).toHaveValue('')
  await expect(title(page)).toHaveText('Aditi Khan')
})

test('what is pasted is read like what is typed', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openCounter(page)
  await page.evaluate(() => navigator.clipboard.writeText(' +91 91485-74269\n'))
  await page.keyboard.press('ControlOrMeta+V')
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText(
    'Mobile, India091485 74269',
  )
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Aditi Khan')
})

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })

  test('a tap on the box opens the last customers, a tap on one opens them, and no keyboard covers them', async ({
    page,
  }) => {
    await openCounter(page)
    await see(page, ...sixPeople.slice(0, 2))
    await expect(searchBox(page)).not.toBeFocused()
    await searchBox(page).tap()
    await recent(page).filter({ hasText: 'Aditi Khan' }).tap()
    await expect(title(page)).toHaveText('Aditi Khan')
    await expect(recent(page)).toHaveCount(0)
    await expect(searchBox(page)).not.toBeFocused()
  })
})

const conflict =
  'This mobile number of India and the card number given a moment ago belong to two different customers.'

for (const [width, height] of [
  [1366, 768],
  [390, 844],
] as const) {
  test(`a card and a mobile of two customers are said, and shown side by side at ${width}×${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    await openCounter(page)
    await scan(page, 'CS-4000-0002')
    await expect(title(page)).toHaveText('Rohan Mehta')
    await see(page, ['9148574269', 'Aditi Khan'])
    const notice = page.getByRole('alert').filter({ hasText: conflict })
    await expect(notice).toBeVisible()
    await expectNoFaults(page)
    await notice.getByRole('link', { name: 'Show both' }).click()

    await expect(title(page)).toHaveText('Two customers')
    for (const [name, userId, other] of [
      ['Rohan Mehta', '565040002', '4269'],
      ['Aditi Khan', '565039505', '0002'],
    ] as const) {
      const half = page.getByRole('region', { name })
      await expect(half).toHaveAttribute('data-customer', userId)
      await expect(half.getByRole('img', { name: `Photo of ${name}` })).toBeVisible()
      await expect(half).not.toContainText(other)
    }
    await expectNoFaults(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    await page.getByRole('link', { name: 'Open Aditi Khan' }).click()
    await expect(page).toHaveURL('/customers/565039505')
    await expect(title(page)).toHaveText('Aditi Khan')
  })
}

test('a mobile and then a card of two customers are said too, and two of the same customer are not', async ({
  page,
}) => {
  await openCounter(page)
  await see(page, ['916000000002', 'Rohan Mehta'])
  await scan(page, 'CS-4000-0002')
  await expect(searchBox(page)).toHaveValue('CS-4000-0002')
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(page.getByText('two different customers')).toHaveCount(0)
  await see(page, ['9148574269', 'Aditi Khan'])
  await expect(page.getByText('two different customers')).toBeVisible()
  await scan(page, 'CS-3000-0002')
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(
    page.getByText('This card number and the mobile number of India given a moment ago'),
  ).toBeVisible()
})

async function expectNoFaults(page: Page) {
  expect(await axeFaults(page)).toEqual([])
}

test('the key that is a sign can be turned off, and the till remembers it', async ({ page }) => {
  await openCounter(page)
  await page.keyboard.press('F1')
  const choice = page.getByRole('checkbox', { name: 'Use the keys that are one letter or sign' })
  await expect(choice).toBeChecked()
  await choice.uncheck()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('/')
  await expect(searchBox(page)).toHaveValue('/')
  await page.reload()
  await openCounter(page)
  await page.getByRole('button', { name: 'Keys' }).click()
  await expect(choice).not.toBeChecked()
  await choice.check()
  await page.keyboard.press('Escape')
  await pauseAsAHand(page)
  await searchBox(page).fill('')
  await page.keyboard.press('/')
  await page.keyboard.type('9')
  await expect(searchBox(page)).toHaveValue('9')
})
