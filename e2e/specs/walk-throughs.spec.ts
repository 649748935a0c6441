import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { openCounter, pauseAsAHand, photoOf, searchBox, title } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import { scan } from '../support/scan.ts'

/** What `docs/walk-throughs.md` says of a walk-through: keys beside what the customer gives, and clicks. */
function documented(name: string) {
  const text = readFileSync(path.resolve('docs/walk-throughs.md'), 'utf8')
  const row = text.split('\n').find((line) => line.startsWith(`| ${name} `))
  const [, , keys, clicks] = row?.split('|').map((cell) => cell.trim()) ?? []
  return { keys: Number(keys), clicks: Number(clicks) }
}

/** One hand at the till, which counts what it does. What the customer gives is typed as a whole and is not counted. */
function handAt(page: Page) {
  const acts = { keys: 0, clicks: 0 }
  return {
    acts,
    async types(given: string) {
      await pauseAsAHand(page)
      await page.keyboard.type(given, { delay: 60 })
      await expect(searchBox(page)).toHaveValue(new RegExp(`${given}$`))
    },
    async presses(key: string) {
      acts.keys += 1
      await page.keyboard.press(key)
    },
    async clicks(name: string) {
      acts.clicks += 1
      await page.getByRole('button', { name, exact: true }).click()
    },
  }
}

const rohan = '6000000002'
const aditi = '9148574269'

async function expectShown(page: Page, name: string) {
  await expect(title(page)).toHaveText(name)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
}

test('look up by mobile, answer, next customer, by the keyboard', async ({ page }) => {
  await openCounter(page)
  const hand = handAt(page)
  await hand.types(rohan)
  await hand.presses('Enter')
  await expectShown(page, 'Rohan Mehta')
  await hand.presses('Alt+KeyY')
  await expect(page.getByText('Noted: same person')).toBeVisible()
  await hand.types(aditi)
  await hand.presses('Enter')
  await expectShown(page, 'Aditi Khan')
  expect(hand.acts).toEqual(documented('Look up by mobile, answer, next customer: keyboard'))
})

test('look up by mobile, answer, next customer, by the mouse', async ({ page }) => {
  await openCounter(page)
  const hand = handAt(page)
  await hand.types(rohan)
  await hand.clicks('Find')
  await expectShown(page, 'Rohan Mehta')
  await hand.clicks('Same person: Rohan Mehta')
  await expect(page.getByText('Noted: same person')).toBeVisible()
  await hand.types(aditi)
  await hand.clicks('Find')
  await expectShown(page, 'Aditi Khan')
  expect(hand.acts).toEqual(documented('Look up by mobile, answer, next customer: mouse'))
})

test('a scanned card: the face, without an act', async ({ page }) => {
  await openCounter(page)
  const hand = handAt(page)
  await scan(page, 'CS-4000-0002')
  await expectShown(page, 'Rohan Mehta')
  expect(hand.acts).toEqual(documented('See who a scanned card belongs to'))
})

test('an unknown number is corrected where it stands', async ({ page }) => {
  await openCounter(page)
  const hand = handAt(page)
  await hand.types('6000000999')
  await hand.presses('Enter')
  await expect(title(page)).toContainText('Nobody found')
  await pauseAsAHand(page)
  // The whole number is selected, so that the next customer's replaces it.
  await hand.presses('End')
  await hand.presses('Backspace')
  await hand.presses('Backspace')
  await hand.presses('Backspace')
  await hand.types('002')
  await hand.presses('Enter')
  await expectShown(page, 'Rohan Mehta')
  expect(hand.acts).toEqual(documented('Unknown number, three digits corrected'))
})

test('without a photo a question speaks for the customer', async ({ page }) => {
  await openCounter(page)
  const hand = handAt(page)
  await hand.types('600000101')
  await hand.presses('Enter')
  await expect(title(page)).toHaveText('Greta Lindqvist')
  await hand.clicks('Send a code')
  await hand.clicks('Text to the mobile')
  await page.getByLabel('Code the customer reads to you').fill('314159')
  await hand.presses('Enter')
  await expect(page.getByText('The code is right.')).toBeVisible()
  await hand.presses('Escape')
  await hand.clicks('Same person: Greta Lindqvist')
  await expect(page.getByText('Noted: same person')).toBeVisible()
  expect(hand.acts).toEqual(documented('No photo: a code speaks for the customer'))
})
