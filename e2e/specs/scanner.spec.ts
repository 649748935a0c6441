import type { Page } from '@playwright/test'
import { openCounter, searchBox, title, watchAnnouncements } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import { rhythms, scan } from '../support/scan.ts'

const card = 'CS-4000-0002'

/** The calls of the page to find somebody, from now on. */
/** The likeliest reading that each look-up asks for. */
function watchFinds(page: Page) {
  const finds: unknown[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/find')) finds.push(request.postDataJSON().readings[0])
  })
  return finds
}

const places = [
  [
    'no focus anywhere',
    async (page: Page) => {
      await page.evaluate(
        () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
      )
    },
  ],
  [
    'text in the box',
    async (page: Page) => {
      await searchBox(page).fill('mee')
    },
  ],
  [
    'the larger photo open',
    async (page: Page) => {
      await page.getByRole('button', { name: 'Photo of Aditi Khan' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  ],
  [
    'the list of keys open',
    async (page: Page) => {
      await page.getByRole('button', { name: 'Keys' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  ],
  [
    'the focus on a button',
    async (page: Page) => {
      await page.getByRole('button', { name: 'Keys' }).focus()
    },
  ],
] as const

for (const speed of ['a slow scanner', 'a fast scanner'] as const) {
  for (const [where, go] of places) {
    test(`${speed} is heard with ${where}`, async ({ page }) => {
      await openCounter(page)
      await searchBox(page).fill('565039505')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('img', { name: 'Photo of Aditi Khan' })).toBeVisible()
      await go(page)
      const finds = watchFinds(page)
      await scan(page, card, { rhythm: rhythms[speed] })
      await expect(page.getByText('Scan heard')).toBeVisible()
      await expect(title(page)).toHaveText('Rohan Mehta')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(searchBox(page)).toHaveValue(card)
      expect(finds).toEqual([{ kind: 'cardNumber', value: card }])
    })
  }
}

test('a scan with the focus on a link does not follow it', async ({ page }) => {
  await openCounter(page)
  await page.getByRole('link', { name: /Aditi Khan/ }).focus()
  await scan(page, card)
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(page).toHaveURL('/customers/565040002')
})

test('not one scanned character stays in another field', async ({ page }) => {
  await openCounter(page)
  await page.evaluate(() => {
    const field = document.createElement('textarea')
    field.setAttribute('aria-label', 'Note')
    document.querySelector('main')?.before(field)
  })
  const note = page.getByLabel('Note')
  await note.fill('Call back at 5')
  await note.press('Home')
  await scan(page, card)
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(note).toHaveValue('Call back at 5')
})

test('a scanner may end with Tab, and the focus goes to the box', async ({ page }) => {
  await openCounter(page)
  await page.getByRole('button', { name: 'Keys' }).focus()
  await scan(page, card, { ending: 'Tab' })
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(searchBox(page)).toBeFocused()
})

for (const [code, as, name] of [
  ['9148574269', "ç&'_(è'é-ç", 'Aditi Khan'],
  [card, "CS)'ààà)àààé", 'Rohan Mehta'],
] as const) {
  test(`a scanner that types ${as} is understood as ${code}, and its setting is complained of`, async ({
    page,
  }) => {
    await openCounter(page)
    await scan(page, code, { layout: 'azerty' })
    await expect(title(page)).toHaveText(name)
    await expect(
      page.getByText(`The scanner types for another keyboard. It was read as ${code}.`),
    ).toBeVisible()
    await expect(searchBox(page)).toHaveValue(code)
  })
}

test('the same code twice within two seconds is one find, and later it is another', async ({ page }) => {
  await openCounter(page)
  const finds = watchFinds(page)
  await scan(page, card)
  await scan(page, card)
  await expect(title(page)).toHaveText('Rohan Mehta')
  expect(finds).toHaveLength(1)
  await scan(page, card, { later: 2500 })
  await expect.poll(() => finds.length).toBe(2)
  await expect(title(page)).toHaveText('Rohan Mehta')
})

test('a clerk who types 120 words a minute is never taken for a scanner', async ({ page }) => {
  await openCounter(page)
  const said = await watchAnnouncements(page)
  const finds = watchFinds(page)
  const rhythm = rhythms['a clerk at 120 words a minute']
  await scan(page, card, { rhythm, ending: 'nothing' })
  await expect(searchBox(page)).toHaveValue(card)
  expect(finds).toEqual([])

  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await scan(page, '9148574269', { rhythm })
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(searchBox(page)).toHaveValue('9148574269')
  expect(finds).toEqual([{ kind: 'mobile', value: '919148574269' }])
  expect((await said()).join()).not.toContain('Scan heard')
})

test('a payment card is refused, and nobody is asked', async ({ page, shop }) => {
  await openCounter(page)
  await scan(page, '4111111111111111')
  await expect(page.getByText('That looks like a payment card. It was not sent.')).toBeVisible()
  await expect(page.getByText('Scan heard')).toBeVisible()
  expect(await shop.requests()).toEqual([])
  await scan(page, card)
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(page.getByText('That looks like a payment card.')).toHaveCount(0)
})

test('the address in a QR code is shown as text and never opened', async ({ page, shop }) => {
  await openCounter(page)
  const url = 'https://example.com/c/1'
  await scan(page, url)
  await expect(page.getByText(`That is a web address. It is never opened here: ${url}`)).toBeVisible()
  await expect(page.locator(`a[href*="example.com"]`)).toHaveCount(0)
  await expect(page).toHaveURL('/')
  expect(await shop.requests()).toEqual([])
})

for (const [how, give] of [
  ['a scanner’s last key', (page: Page) => scan(page, card)],
  [
    'Enter',
    async (page: Page) => {
      await searchBox(page).fill(card)
      await page.keyboard.press('Enter')
    },
  ],
] as const) {
  test(`the find leaves before the frame that follows ${how}`, async ({ page }, info) => {
    await page.addInitScript(() => {
      const order: string[] = []
      const { fetch } = window
      window.fetch = (...asked) => {
        if (asked[0] === '/api/find') order.push('fetch')
        return fetch(...asked)
      }
      window.addEventListener(
        'keydown',
        ({ key, timeStamp }) => {
          if (key !== 'Enter') return
          order.push('key')
          requestAnimationFrame(() => order.push('frame'))
          Object.assign(window, { pressedAt: timeStamp })
        },
        true,
      )
      Object.assign(window, { order })
    })
    await openCounter(page)
    await give(page)
    await expect(title(page)).toHaveText('Rohan Mehta')
    const read = <T>(name: string) => page.evaluate((its): T => Reflect.get(window, its), name)
    expect(await read('order')).toEqual(['key', 'fetch', 'frame'])
    const startedAt = await page.evaluate(
      () =>
        performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/api/find'))?.startTime,
    )
    const took = (startedAt ?? Number.NaN) - (await read<number>('pressedAt'))
    info.annotations.push({ type: 'from key to request', description: `${took.toFixed(1)} ms` })
  })
}
