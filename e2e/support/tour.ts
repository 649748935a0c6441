import { expect, type Page } from '@playwright/test'
import { openCounter, pauseAsAHand, photoOf, search, searchBox, title } from './counter.ts'
import type { Shop } from './fixtures.ts'
import { letColleagueChoosePin, rohan, same, show } from './verifying.ts'

/** What is done with a screen in one of its states, which it is left in. */
export type Look = (state: string) => Promise<void>

type Stop = { page: Page; shop: Shop; look: Look }

/** A part of a day at the till, from state to state, in English. `isSignedIn` says how it begins. */
export type Chapter = { name: string; isSignedIn: boolean; walk: (stop: Stop) => Promise<void> }

async function atTheDoor({ page, look }: Stop) {
  await page.goto('/')
  await expect(title(page)).toHaveText('Sign in at the till')
  await look('sign-in')
  await page.getByLabel('Password').fill('wrong')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  await look('sign-in refused')
  await page.getByLabel('Password').fill('countersign-demo')
  await page.getByLabel('PIN').fill('12')
  await pauseAsAHand(page)
  await page.getByLabel('once more').fill('12')
  await pauseAsAHand(page)
  await page.keyboard.press('Enter')
  await expect(page.getByText('A PIN has 4 to 8 digits.')).toBeVisible()
  await look('a PIN that is too short')
  await page.getByLabel('PIN').fill('1234')
  await page.getByLabel('once more').fill('1234')
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('Who is at the till?')
  await look('who is at the till')
  await page.getByRole('listitem').first().getByRole('button').click()
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(title(page)).toHaveText(/ is locked$/)
  await look('locked')
  await page.getByLabel('PIN').fill('9999')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  await look('a wrong PIN')
  await page.getByRole('button', { name: 'Use the password instead' }).click()
  await look('unlocking by password')
}

async function finding({ page, look }: Stop) {
  await openCounter(page)
  await expect(page.getByText('Try these')).toBeVisible()
  await look('the look-up page')
  await search(page, 'abc def')
  await search(page, '+91 98')
  await expect(page.getByText('That is too short for a mobile number.')).toBeVisible()
  await look('a mistake in the search box')
  await searchBox(page).fill('sophie')
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(21)
  await page.keyboard.press('ArrowDown')
  await look('the list under the search box')
  await page.keyboard.press('Escape')
  await pauseAsAHand(page)
  await search(page, 'sophie')
  await expect(title(page)).toHaveText('233 people found')
  await look('several people')
  await search(page, '447700900501')
  await expect(title(page)).toContainText('Nobody found')
  await look('nobody found')
  await page.getByRole('button', { name: 'Keys' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('the keys')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Scan with the camera' }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Try again' })).toBeVisible()
  await look('no camera')
  await page.keyboard.press('Escape')
  await page.locator('header').getByRole('button', { expanded: false }).last().click()
  await look('the associates')
  await page.getByRole('button', { name: 'My PIN for second opinions' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('a PIN of one’s own')
  // The gateway knows its addresses: only within the app can one lead nowhere.
  await page.evaluate(() => {
    history.pushState(null, '', '/nowhere')
    dispatchEvent(new PopStateEvent('popstate'))
  })
  await expect(page.getByText('There is no screen at this address.')).toBeVisible()
  await look('an address that leads nowhere')
  await page.goto('/hand-over')
  await expect(title(page)).toHaveText('Nobody has asked for a check')
  await look('a hand-over nobody asked for')
  await page.goto('/pauses')
  await expect(title(page)).toHaveText('Only a manager can do this.')
  await look('what is for managers')
}

const photo = (state: string) => (page: Page) =>
  expect(photoOf(page)).toHaveAttribute('data-photo-state', state)
const heading = (words: string) => (page: Page) => expect(title(page)).toContainText(words)
const text = (words: string | RegExp) => (page: Page) => expect(page.getByText(words)).toBeVisible()

const customers: [state: string, userId: number, arrived: (page: Page) => Promise<void>][] = [
  ['a customer', 565_039_505, photo('shown')],
  ['a customer without a photo', 600_000_101, photo('none')],
  ['five photos', 600_000_201, photo('shown')],
  ['a photo too small to judge', 600_000_211, photo('shown')],
  ['a photo that failed', 600_000_204, photo('failed')],
  ['a photo held back', 600_000_704, photo('withheld')],
  ['a photo still loading', 600_000_401, photo('loading')],
  ['a customer with a warning', 600_000_616, photo('shown')],
  ['a customer whose name is Arabic', 600_000_802, photo('shown')],
  ['an account that is suspended', 600_001_001, text('This account is suspended.')],
  ['a look-up under way', 600_000_609, heading('Customer 600000609')],
  ['a vendor asked again', 600_000_601, text(/Trying again in/)],
  ['a customer not found', 600_000_501, heading('Nobody found')],
  ['a customer who was deleted', 600_000_509, heading('deleted')],
  ['a merged account that is not said', 600_000_506, heading('merged')],
  ['an answer about somebody else', 600_000_701, heading('another customer')],
]

async function seeing({ page, look }: Stop) {
  await openCounter(page)
  for (const [state, userId, arrived] of customers) {
    await search(page, userId)
    await arrived(page)
    await look(state)
  }
  await page.goto('/customers/600000504')
  await expect(page.getByRole('link', { name: 'Open customer' })).toBeVisible()
  await look('a merged account')
}

async function verifying({ page, shop, look }: Stop) {
  await letColleagueChoosePin(shop.url)
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await photoOf(page).getByRole('button').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('the larger photo')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'r••••@example.com' }).first().click()
  await expect(page.getByText('rohan.mehta@example.com')).toBeVisible()
  await page.getByRole('button', { name: '1991-••-••' }).click()
  await expect(page.getByText('Why do you need to see this?')).toBeVisible()
  await look('values revealed')
  await page.getByLabel('Check for').selectOption({ label: 'Changing a number or e-mail' })
  await same(page).click()
  await expect(page.getByText('One more thing is needed')).toBeVisible()
  await look('one more thing is needed')
  await page.getByRole('button', { name: 'Ask the customer something' }).click()
  await page.getByLabel('What the customer said').fill('something else')
  await page.keyboard.press('Enter')
  await expect(page.getByText('That isn’t what’s on file.')).toBeVisible()
  await look('a question wrongly answered')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Send a code' }).click()
  await page.getByRole('button', { name: 'Text to the mobile' }).click()
  await page.getByLabel('Code the customer reads to you').fill('000000')
  await page.keyboard.press('Enter')
  await expect(page.getByText('That code is wrong')).toBeVisible()
  await look('a wrong code')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Ask a manager' }).click()
  await page.getByLabel('Till', { exact: true }).fill('till.office')
  await page.getByLabel('Password').fill('wrong')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  await look('a manager’s password that is wrong')
  await page.keyboard.press('Escape')
  await page.getByLabel('Check for').selectOption({ label: 'Earning points' })
  await expect(page.getByText('No check is needed')).toBeVisible()
  await look('no check needed')
  await page.getByLabel('Check for').selectOption({ label: 'Redeeming points' })
  await page.getByRole('button', { name: 'Not the same person' }).click()
  await expect(page.getByText('Noted: not the same person')).toBeVisible()
  await look('noted: not the same person')
  await page.getByRole('button', { name: 'Ask a colleague' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Same person' }).first().click()
  await look('a second opinion')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Answer again' }).click()
  await same(page).click()
  await expect(page.getByText('Noted: same person')).toBeVisible()
  await look('noted: same person')
  await page.getByRole('button', { name: 'Answer again' }).click()
  await shop.control({ vendor: 'down' })
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Not sure' }).click()
  await expect(page.getByText('The answer isn’t noted yet.')).toBeVisible({ timeout: 20_000 })
  await look('an answer not noted')
  await page.context().setOffline(false)
  await page.goto(`/customers/565039505/or/${rohan}`)
  await expect(title(page)).toHaveText('Two customers')
  await look('two customers')
}

export const chapters: Chapter[] = [
  { name: 'at the door', isSignedIn: false, walk: atTheDoor },
  { name: 'finding', isSignedIn: true, walk: finding },
  { name: 'seeing', isSignedIn: true, walk: seeing },
  { name: 'verifying', isSignedIn: true, walk: verifying },
]
