import type { Page } from '@playwright/test'
import { openCounter, pauseAsAHand, photoOf, search, searchBox, title } from '../support/counter.ts'
import { expect, serve, signIn, test } from '../support/fixtures.ts'
import { same } from '../support/verifying.ts'

/**
 * What a screen reader is given to say by itself, in order, as `said: …`, or `asserted: …` where it interrupts. Words that came along
 * with the place they are said from, which many leave unsaid (https://www.w3.org/WAI/WCAG22/Techniques/aria/ARIA22), are `unheard: …`.
 */
async function listen(page: Page) {
  const heard = await page.evaluateHandle(() => {
    const words: string[] = []
    const live = '[role=status], [role=log], [role=alert], [aria-live=polite], [aria-live=assertive]'
    const textOf = (node: Node) =>
      node instanceof HTMLElement ? node.innerText || (node.textContent ?? '') : (node.textContent ?? '')
    const note = (how: string, text: string) => {
      const line = text.replaceAll(/\s+/g, ' ').trim()
      if (line !== '' && words.at(-1) !== `${how}: ${line}`) words.push(`${how}: ${line}`)
    }
    const regionOf = (node: Node | null) =>
      (node instanceof Element ? node : node?.parentElement)?.closest(live) ?? null
    const come = (node: Node) => {
      const region = regionOf(node.parentNode)
      if (region !== null) return note(region.matches('[role=alert]') ? 'asserted' : 'said', textOf(node))
      if (!(node instanceof Element)) return
      for (const each of [node, ...node.querySelectorAll(live)].filter((element) => element.matches(live)))
        if (each.matches('[role]')) note(each.matches('[role=alert]') ? 'asserted' : 'unheard', textOf(each))
    }
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type === 'characterData') note('said', textOf(regionOf(target) ?? document.createTextNode('')))
        for (const node of addedNodes) if (node.isConnected) come(node)
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
    return words
  })
  return () => heard.jsonValue()
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: element } = document
    return element === null || element === document.body ? 'nothing' : (element.textContent ?? '')
  })

test('a look-up, the photo, the answer and the lock are said in this order, and none of it unheard', async ({
  page,
}) => {
  await openCounter(page)
  const heard = await listen(page)
  await page.keyboard.type('565039505\n', { delay: 60 })
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  await expect.poll(heard).toEqual(expect.arrayContaining(['said: Photo shown, taken 30 April 2025.']))
  await expect(page.getByRole('button', { name: 'Not sure' })).toBeVisible()
  await page.keyboard.press('Alt+KeyU')
  await expect(page.getByText('Noted: not sure')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Not the same person' })).toBeVisible()
  await page.getByRole('button', { name: 'Lock now' }).press('Enter')
  await expect(title(page)).toHaveText(/ is locked$/)
  await expect(page.getByLabel('PIN')).toBeFocused()
  const said = await heard()
  const order = [
    /^said: Customer found: Aditi Khan\.$/,
    /^said: Photo shown, taken 30 April 2025\.$/,
    /^said: Noted: not sure Receipt/,
    /^said: .*’s till is locked$/,
  ].map((words) => said.findIndex((line) => words.test(line)))
  expect(order, said.join('\n')).toEqual(order.toSorted((one, other) => one - other))
  expect(order, said.join('\n')).not.toContain(-1)
  expect(said.filter((line) => line.startsWith('unheard'))).toEqual([])
})

test('what stops a look-up is said as well: nobody found, several, no photo, one that failed, a suspended account', async ({
  page,
}) => {
  await openCounter(page)
  const heard = await listen(page)
  for (const [typed, words] of [
    ['600000501', 'asserted: Nobody found with this customer number'],
    ['meera pillai', 'said: 2 people found'],
    ['600000101', 'said: No photo on file'],
    ['600000204', 'said: The photo can’t be shown The file on this record isn’t a photo.'],
    ['600000704', 'said: Photo held back'],
    ['600001001', 'said: This account is suspended.'],
    ['600000504', 'said: Customer 600000504 was merged into this account.'],
    ['600000601', 'said: The loyalty service is busy.'],
  ] as const) {
    await search(page, typed)
    await expect.poll(heard).toContainEqual(expect.stringContaining(words))
  }
  expect((await heard()).filter((line) => line.startsWith('unheard'))).toEqual([])
})

test('the lock is announced in time, above a dialog too', async ({ page }) => {
  await using served = await serve(undefined, [], { LOCK_AFTER: '90' })
  await signIn(page.context(), served.url)
  await page.clock.install()
  await page.goto(`${served.url}/customers/565039505`)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  await photoOf(page).getByRole('button').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  const heard = await listen(page)
  await page.clock.runFor(75_000)
  await expect(page.getByText('This screen locks in').last()).toBeInViewport()
  expect(await heard()).toEqual(
    expect.arrayContaining([expect.stringContaining('asserted: This screen locks in 20')]),
  )
  await page.mouse.move(40, 40)
  await page.clock.runFor(2_000)
  await expect(page.getByText('This screen locks in')).toHaveCount(0)
})

test('the focus stays in the box after Enter, and goes to the name where a link has led to the customer', async ({
  page,
}) => {
  await openCounter(page)
  await page.getByRole('link', { name: /Marisol Vega/ }).press('Enter')
  await expect(title(page)).toHaveText('Marisol Vega')
  await expect(title(page)).toBeFocused()
  await searchBox(page).press('Escape')
  await pauseAsAHand(page)
  await search(page, 'meera pillai')
  await page.getByRole('link', { name: /600000902/ }).press('Enter')
  await expect(title(page)).toHaveText('Meera Pillai')
  await expect(title(page)).toBeFocused()
  await search(page, 565_040_002)
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(searchBox(page)).toBeFocused()
  await page.goto('/customers/565039505/or/565040002')
  await expect(page.getByRole('link', { name: /^Open / })).toHaveCount(2)
  await page.getByRole('link', { name: 'Open Rohan Mehta' }).press('Enter')
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(title(page)).toBeFocused()
  expect(await page.evaluate(() => scrollY)).toBe(0)
})

test('the focus is never lost, whatever is pressed goes away', async ({ page }) => {
  await openCounter(page)
  await search(page, 'CS-4000-0002')
  await expect(title(page)).toHaveText('Rohan Mehta')
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await page.getByRole('button', { name: 'Not sure' }).press('Enter')
  await expect(page.getByText('Noted: not sure')).toBeVisible()
  expect(await focused(page)).toContain('Noted: not sure')
  await page.getByRole('button', { name: 'Send a code' }).press('Enter')
  await page.getByRole('button', { name: 'Text to the mobile' }).press('Enter')
  await page.getByLabel('Code the customer reads to you').fill('314159')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The code is right.')).toBeVisible()
  expect(await focused(page)).toContain('The code is right.')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Code confirmed')).toBeVisible()
  expect(await focused(page)).not.toBe('nothing')
  await same(page).press('Enter')
  await expect(page.getByText('Noted: same person')).toBeVisible()
  expect(await focused(page)).toContain('Noted: same person')
  await page.getByRole('button', { name: 'Lock now' }).press('Enter')
  await expect(page.getByLabel('PIN')).toBeFocused()
  await page.keyboard.type('1234\n')
  await expect(searchBox(page)).toBeFocused()
})

test('names, roles and order of the look-up, of a customer, and of the lock', async ({ page }) => {
  await openCounter(page)
  await expect(page.getByText('Try these')).toBeVisible()
  await expect(page.getByRole('banner')).toMatchAriaSnapshot(`
    - banner:
      - heading "Countersign" [level=1]
      - search:
        - combobox "Find a customer"
        - button "Scan with the camera"
        - button "Find"
        - status: Scan a card, or type a mobile, e-mail, name or customer number
      - button "Keys"
      - combobox "Language"
      - button "Lock now"
      - button "Sign out"
  `)
  await search(page, 565_039_505)
  await expect(photoOf(page)).toHaveAttribute('data-photo-state', 'shown')
  await expect(page.getByRole('button', { name: 'Not sure' })).toBeVisible()
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - region "Aditi Khan":
        - figure "Photo":
          - button "Photo of Aditi Khan":
            - img "Photo of Aditi Khan"
        - heading "Aditi Khan" [level=1]
        - paragraph: /Customer number you entered/
        - group "Worth knowing"
        - region "Is it the same person?":
          - heading "Is this Aditi Khan?" [level=2]
          - combobox "Check for"
          - 'button "Same person: Aditi Khan"'
          - button "Not sure"
          - button "Not the same person"
          - region "Can’t tell?":
            - list:
              - listitem:
                - button "Ask the customer something"
        - heading "Identifiers" [level=2]
        - term: Mobile
        - definition:
          - 'button /Partly hidden: ••••4269/'
        - heading "Loyalty" [level=2]
        - button "All details"
  `)
  await page.getByRole('button', { name: 'Lock now' }).press('Enter')
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - combobox "Language"
      - heading "Margarida Sousa’s till is locked" [level=1]
      - paragraph: What you were doing is kept for 5 minutes.
      - textbox "PIN"
      - button "Unlock"
      - paragraph: Somebody else can sign out here, and then sign in. The work on this screen is then let go.
      - button "Use the password instead"
      - button "Sign out"
  `)
})
