import type { Page } from '@playwright/test'
import { openCounter, search, searchBox, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import { enter, keysOf, scan, send, type Step } from '../support/scan.ts'
import { show, same } from '../support/verifying.ts'

const alt = 1

/** What the page asks the gateway to look up, from now on: the likeliest reading of each text. */
function watchAsked(page: Page) {
  const asked: unknown[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/find')) asked.push(request.postDataJSON().readings[0].value)
  })
  return asked
}

const broken: [what: string, between: Step[]][] = [
  ['a key that has no name', [{ key: 'Unidentified' }]],
  ['a function key', [{ key: 'F8', code: 'F8', windowsVirtualKeyCode: 119 }]],
  ['a Backspace', [{ key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 }]],
  [
    'a key that repeats',
    Array.from({ length: 7 }, () => ({ key: '7', code: 'Digit7', text: '7', autoRepeat: true })),
  ],
  [
    'a character composed with Alt',
    Array.from('045', (digit) => ({ key: digit, code: `Numpad${digit}`, modifiers: alt })),
  ],
]

test('a scan with a key in it that cannot be read asks for nobody, and says so', async ({ page }) => {
  await openCounter(page)
  const asked = watchAsked(page)
  for (const [what, between] of broken) {
    await test.step(what, async () => {
      await send(page, [...keysOf('9988'), ...between, ...keysOf('565040002'), enter])
      await expect(page.getByText('The scan broke. Scan again.')).toBeVisible()
      await expect(searchBox(page)).toHaveValue('')
      await searchBox(page).fill('x')
      await searchBox(page).fill('')
      await expect(page.getByText('The scan broke. Scan again.')).toHaveCount(0)
    })
  }
  expect(asked).toEqual([])
  await scan(page, 'CS-4000-0002')
  await expect(title(page)).toHaveText('Rohan Mehta')
})

test('text that comes without a key keeps its place among the keys', async ({ page }) => {
  await openCounter(page)
  await send(page, [...keysOf('Pe'), { insert: 'ñ' }, ...keysOf('a')])
  await expect(searchBox(page)).toHaveValue('Peña')
  await searchBox(page).fill('')
  const parts = ['CS', '-', '4000', '-', '0002']
  await send(page, [...parts.flatMap((part) => (part === '-' ? [{ insert: part }] : keysOf(part))), enter])
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(searchBox(page)).toHaveValue('CS-4000-0002')
})

test('a number pad without Num Lock chooses nobody from a list, and the screen says what to do', async ({
  page,
}) => {
  await openCounter(page)
  await searchBox(page).pressSequentially('sophie', { delay: 100 })
  await expect(page.getByRole('group', { name: 'People' }).getByRole('option')).toHaveCount(20)
  const asked = watchAsked(page)
  const pad = (key: string, digit: number) => ({ key, code: `Numpad${digit}`, location: 3 })
  await send(page, [pad('ArrowDown', 2), pad('ArrowDown', 2), pad('Clear', 5), enter])
  await expect(page.getByText('Num Lock is off. Press Num Lock, then scan again.')).toBeVisible()
  await expect(searchBox(page)).toHaveValue('sophie')
  await expect(page).toHaveURL('/')
  expect(asked).toEqual([])
})

test('a card whose letters Caps Lock has turned round is found, and the screen says so', async ({ page }) => {
  await openCounter(page)
  await scan(page, 'cs-4000-0002')
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(page.getByRole('main').getByText('Is Caps Lock on?')).toBeVisible()
})

test('a card scanned through another keyboard is read by its keys, and the screen names the scanner’s setting', async ({
  page,
}) => {
  await openCounter(page)
  const hyphen: Step = { key: 'ß', code: 'Minus', text: 'ß' }
  const parts = keysOf('CS-4000-0002').map((step) => ('key' in step && step.key === '-' ? hyphen : step))
  await send(page, [...parts, enter])
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(page.getByText('The scanner’s keyboard is set to American.')).toBeVisible()
})

test('scans on a locked screen cost no try and unlock nothing, and the first one after unlocking is a scan', async ({
  page,
}) => {
  await openCounter(page)
  await searchBox(page).fill('asha')
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(title(page)).toHaveText(/ is locked$/)
  for (let time = 0; time < 5; time += 1) await scan(page, '565040002')
  await expect(page.getByText('That was a scan.')).toBeVisible()
  await expect(page.getByLabel('PIN')).toHaveValue('')
  await page.getByLabel('PIN').pressSequentially('1234', { delay: 70 })
  await expect(page.getByText('That was a scan.')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(searchBox(page)).toHaveValue('asha')
  const selected = () => page.evaluate(() => getSelection()?.toString())
  await expect.poll(selected).toBe('asha')
  await scan(page, 'CS-4000-0002')
  await expect(title(page)).toHaveText('Rohan Mehta')
})

test('after an answer by mouse, what is typed stands in the box, in place of the former text', async ({
  page,
}) => {
  await show(page)
  await same(page).click()
  await expect(page.getByText('Noted: same person')).toBeVisible()
  await page.keyboard.type('91', { delay: 90 })
  await expect(searchBox(page)).toHaveValue('91')
  await searchBox(page).fill('')
  await page.keyboard.type('/565040011', { delay: 70 })
  await expect(searchBox(page)).toHaveValue('565040011')
})

test('a text that was mistaken is selected, a second Enter insists, and a message goes with its cause', async ({
  page,
}) => {
  await openCounter(page)
  const asked = watchAsked(page)
  await search(page, '+912228114574')
  const message = page.locator('header [role=status]').filter({ hasText: 'mobile number of India' })
  await expect(message).toBeVisible()
  expect(asked).toEqual([])
  await page.keyboard.press('Enter')
  await expect.poll(() => asked).toEqual(['912228114574'])
  await expect(message).toHaveCount(0)
})

test('while an input method composes, Escape, arrows and Enter are its own', async ({ page }) => {
  await openCounter(page)
  const keyboard = await page.context().newCDPSession(page)
  await keyboard.send('Input.imeSetComposition', { text: 'さとう', selectionStart: 3, selectionEnd: 3 })
  await expect(searchBox(page)).toHaveValue('さとう')
  await expect(searchBox(page)).toHaveAttribute('aria-expanded', 'true')
  for (const key of ['ArrowDown', 'Enter', 'Escape'])
    await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: 229 })
  await expect(searchBox(page)).toHaveAttribute('aria-expanded', 'true')
  expect(await searchBox(page).getAttribute('aria-activedescendant')).toBeNull()
  await expect(searchBox(page)).toHaveValue('さとう')
  await keyboard.detach()
})

test('a page whose texts a translator has wrapped goes on working, with no stale word', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await openCounter(page)
  for (const wrong of ['+91 98', '+91 9', '+91 98']) {
    await wrapTexts(page)
    await search(page, wrong)
    await expect(page.getByText('too short for a mobile number')).toHaveCount(1)
  }
  await wrapTexts(page)
  await search(page, '565040002')
  await expect(title(page)).toHaveText('Rohan Mehta')
  await wrapTexts(page)
  await same(page).click()
  await expect(page.getByText('Noted: same person')).toBeVisible()
  await wrapTexts(page)
  await search(page, '447700900501')
  await expect(title(page)).toContainText('Nobody found')
  await expect(page.getByText('Rohan Mehta')).toHaveCount(0)
  expect(errors).toEqual([])
  await expect(page.locator('html')).toHaveAttribute('translate', 'no')
})

/** What a browser's page translator does: each text is replaced by another one in an element of its own. */
const wrapTexts = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
    for (const text of texts) {
      if (text.parentElement?.closest('script, style')) continue
      const font = document.createElement('font')
      text.replaceWith(font)
      font.textContent = text.data
    }
  })
