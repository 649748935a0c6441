import type { Browser, Page } from '@playwright/test'
import { axeFaults } from '../support/axe.ts'
import { openCounter, pauseAsAHand, search, title } from '../support/counter.ts'
import { expect, serve, signIn, test } from '../support/fixtures.ts'

/** What each question is rightly answered with. */
const answers = new Map([
  ['What are the first four digits of your mobile number?', '6000'],
  ['Which e-mail address do you use with us?', 'Rohan.Mehta'],
  ['In which month is your birthday?', 'july'],
  ['Which postcode is on your account?', '400 050'],
])

const askRohan = (page: Page) => askFound(page, 565_040_002)

/** By whatever leads to Rohan Mehta. */
async function askFound(page: Page, given: number | string) {
  await openCounter(page)
  await search(page, given)
  await expect(title(page)).toHaveText('Rohan Mehta')
  await page.getByRole('button', { name: 'Ask the customer something' }).click()
  await expect(page.getByLabel('What the customer said')).toBeFocused()
}

/** A counter of a gateway of its own, since wrong answers about a customer are counted at a till for a minute, whichever test gave them. */
async function ownCounter(browser: Browser) {
  const served = await serve()
  const context = await browser.newContext({ baseURL: served.url })
  await signIn(context, served.url)
  return {
    page: await context.newPage(),
    async [Symbol.asyncDispose]() {
      await context.close()
      await served[Symbol.asyncDispose]()
    },
  }
}

const questionOn = async (page: Page) => {
  for (const question of answers.keys()) if (await page.getByText(question).isVisible()) return question
  throw new Error('no question')
}

const answer = async (page: Page, said: string) => {
  await page.getByLabel('What the customer said').fill(said)
  await page.keyboard.press('Enter')
}

test('the customer is asked what is not on the screen, and a right answer is noted beside the photo', async ({
  browser,
}) => {
  await using counter = await ownCounter(browser)
  const { page } = counter
  await askRohan(page)
  const question = await questionOn(page)
  await answer(page, 'something else')
  await expect(page.getByText('That isn’t what’s on file. 2 tries left.')).toBeVisible()
  await expect(page.getByLabel('What the customer said')).toHaveValue('')
  await answer(page, answers.get(question) ?? '')
  await expect(page.getByText('That’s what’s on file.')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByText('Answered as on file')).toBeVisible()
  await pauseAsAHand(page)
  await search(page, 565_039_505)
  await expect(title(page)).toHaveText('Aditi Khan')
  await expect(page.getByText('Answered as on file')).toHaveCount(0)
})

test('another question is another one, until there is none left', async ({ page }) => {
  await askRohan(page)
  const asked = new Set<string>()
  for (let step = 0; step < answers.size; step++) {
    asked.add(await questionOn(page))
    const before = [...asked].at(-1) ?? ''
    await page.getByRole('button', { name: 'Ask something else' }).click()
    await expect(page.getByText(before)).toHaveCount(0)
    await expect(page.getByText('Finding a question')).toHaveCount(0)
  }
  expect(asked).toEqual(new Set(answers.keys()))
  await expect(page.getByText('There’s nothing on file to ask this customer about.')).toBeVisible()
})

test('a customer who was found by their mobile is not asked for it', async ({ page }) => {
  await askFound(page, '916000000002')
  const asked = new Set<string>()
  while (!(await page.getByText('There’s nothing on file to ask').isVisible())) {
    const question = await questionOn(page)
    asked.add(question)
    await page.getByRole('button', { name: 'Ask something else' }).click()
    await expect(page.getByText(question)).toHaveCount(0)
    await expect(page.getByText('Finding a question')).toHaveCount(0)
  }
  expect(asked.size).toBe(answers.size - 1)
  expect(asked).not.toContain('What are the first four digits of your mobile number?')
})

test('after three answers that don’t match, another way is pointed to, and nobody is accused', async ({
  browser,
}) => {
  await using counter = await ownCounter(browser)
  const { page } = counter
  await askRohan(page)
  for (const left of ['2 tries left', '1 try left']) {
    await answer(page, 'nothing like it')
    await expect(page.getByText(left)).toBeVisible()
  }
  await answer(page, 'nothing like it')
  await expect(page.getByText('Too many answers didn’t match.')).toBeVisible()
  await expect(page.getByText('Check another way.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Ask the customer something' }).click()
  await expect(page.getByText('Too many answers didn’t match.')).toBeVisible()
})
