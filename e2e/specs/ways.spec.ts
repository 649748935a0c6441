import { axeFaults } from '../support/axe.ts'
import { openCounter, photoOf } from '../support/counter.ts'
import { expect, serve, signIn, test } from '../support/fixtures.ts'
import { scan } from '../support/scan.ts'
import { letColleagueChoosePin, same, show, watchDecisions } from '../support/verifying.ts'

test('without a photo "same person" is not offered, until another way speaks for them', async ({ page }) => {
  const sent = watchDecisions(page)
  await show(page, 600_000_101, 'Greta Lindqvist')
  await expect(page.getByRole('button', { name: /Same person/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Send a code' }).click()
  await page.getByRole('button', { name: 'Text to the mobile' }).click()
  await page.getByLabel('Code the customer reads to you').fill('314159')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The code is right.')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByText('Code confirmed')).toBeVisible()
  await page.getByRole('button', { name: /Same person/ }).click()
  await expect(page.getByText('Noted: same person')).toBeVisible()
  expect(sent.map(({ photo, proofs }) => [photo, proofs.length])).toEqual([[undefined, 1]])
})

test('a code that is wrong, and one too many, are told in words that accuse nobody', async ({ browser }) => {
  await using served = await serve()
  const context = await browser.newContext({ baseURL: served.url })
  await signIn(context, served.url)
  const page = await context.newPage()
  await show(page)
  await page.getByRole('button', { name: 'Send a code' }).click()
  await page.getByRole('button', { name: 'E-mail' }).click()
  await expect(page.getByText(/messages to this customer may be switched off/)).toBeVisible()
  for (const left of ['4 tries', '3 tries', '2 tries', '1 try', '0 tries']) {
    await page.getByLabel('Code the customer reads to you').fill('000000')
    await page.keyboard.press('Enter')
    await expect(page.getByText(`That code is wrong, or too old. ${left} left.`)).toBeVisible()
  }
  await page.getByLabel('Code the customer reads to you').fill('314159')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Too many codes or tries for this customer.')).toBeVisible()
  await context.close()
})

test('the card itself, scanned, brings the same customer up again and speaks for them', async ({ page }) => {
  await show(page)
  await page.getByLabel('Check for').selectOption({ label: 'Changing a number or e-mail' })
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await same(page).click()
  await expect(page.getByText('One more thing is needed for this. Choose a way:')).toBeVisible()
  await expect(page.getByText('Noted')).toHaveCount(0)
  await scan(page, 'CS-4000-0002')
  await expect(page.getByRole('button', { name: 'Not sure' })).toBeVisible()
  await expect(page.getByLabel('Check for')).toHaveValue('change-identifier')
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await same(page).click()
  await expect(page.getByText('Noted: same person')).toBeVisible()
})

test('after "not sure" a question that is answered rightly makes it the same person after all', async ({
  page,
}) => {
  const sent = watchDecisions(page)
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await page.getByRole('button', { name: 'Not sure' }).click()
  await page.getByRole('button', { name: 'Ask the customer something' }).click()
  for (;;) {
    await expect(page.getByLabel('What the customer said')).toBeVisible()
    if (await page.getByText('Which postcode is on your account?').isVisible()) break
    await page.getByRole('button', { name: 'Ask something else' }).click()
    await expect(page.getByText('Finding a question')).toHaveCount(0)
  }
  await page.getByLabel('What the customer said').fill('400050')
  await page.keyboard.press('Enter')
  await expect(page.getByText('That’s what’s on file.')).toBeVisible()
  await page.keyboard.press('Escape')
  await same(page).click()
  await expect(page.getByText('Noted: same person')).toBeVisible()
  // Of the face it had been said that it does not tell.
  expect(sent.map(({ result, photo }) => [result, photo !== undefined])).toEqual([
    ['not-sure', true],
    ['same', false],
  ])
})

test('a way that cannot be used says why before it is opened, and opens once it can', async ({ browser }) => {
  await using served = await serve()
  const context = await browser.newContext({ baseURL: served.url })
  await signIn(context, served.url)
  const page = await context.newPage()
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  const ways = page.getByRole('region', { name: 'Can’t tell?' }).getByRole('button')
  await expect(ways.first()).toHaveAccessibleName('Ask the customer something')
  const colleague = page.getByRole('button', { name: 'Ask a colleague' })
  await expect(colleague).toHaveAccessibleDescription(/^No colleague has chosen a PIN yet/)
  await expect(colleague).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Or scan their card' })).toHaveAccessibleDescription(
    /scanner/,
  )
  await expect(page.getByRole('button', { name: 'Send a code' })).toBeEnabled()
  await colleague.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').getByText('No colleague has chosen a PIN yet')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await axeFaults(page)).toEqual([])
  await letColleagueChoosePin(served.url)
  await page.keyboard.press('Enter')
  await expect(colleague).toBeEnabled()
  await expect(page.getByText('No colleague has chosen a PIN yet')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Ask a colleague' })).toBeVisible()
  await context.close()
})

test('a second opinion: the colleague signs, and is not told what was said before', async ({ browser }) => {
  await using served = await serve()
  const [here, there] = [
    await browser.newContext({ baseURL: served.url }),
    await browser.newContext({ baseURL: served.url }),
  ]
  await signIn(here, served.url)
  await signIn(there, served.url, 'Jonas Lindqvist')
  const colleague = await there.newPage()
  await openCounter(colleague)
  const own = colleague.getByRole('button', { name: 'Jonas Lindqvist' })
  await own.click()
  await colleague.keyboard.press('Escape')
  await expect(own).toHaveAttribute('aria-expanded', 'false')
  await own.click()
  await colleague.getByRole('button', { name: 'My PIN for second opinions' }).click()
  await expect(colleague.getByLabel('PIN, 4 to 8 digits')).toBeFocused()
  await colleague.keyboard.type('2468')
  await colleague.getByLabel('once more').fill('2469')
  await colleague.keyboard.press('Enter')
  await expect(colleague.getByLabel('once more')).toBeFocused()
  await expect(colleague.getByText('Your colleagues can ask you now.')).toHaveCount(0)
  await colleague.getByLabel('once more').fill('2468')
  await colleague.keyboard.press('Enter')
  await expect(colleague.getByText('Your colleagues can ask you now.')).toBeVisible()
  expect(await axeFaults(colleague)).toEqual([])

  const page = await here.newPage()
  await show(page)
  await expect(photoOf(page).getByRole('img')).toBeVisible()
  await page.getByRole('button', { name: 'Not the same person' }).click()
  await page.getByRole('button', { name: 'Ask a colleague' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ask a colleague' })
  await expect(dialog.getByRole('img')).toBeVisible()
  await expect(dialog.getByText(/noted|not the same person was/i)).toHaveCount(0)
  await expect(dialog.locator('[aria-pressed=true]')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Same person' }).first().click()
  await dialog.getByLabel('Colleague').selectOption({ label: 'Jonas Lindqvist' })
  await dialog.getByLabel('Their PIN').fill('1111')
  await dialog.getByRole('button', { name: 'Sign' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByLabel('Their PIN').fill('2468')
  await dialog.getByRole('button', { name: 'Sign' }).click()
  await expect(dialog.getByText('Thank you, that’s noted.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('A colleague recognises them')).toBeVisible()
  await same(page).click()
  await expect(page.getByText('Noted: same person')).toBeVisible()
  await Promise.all([here.close(), there.close()])
})

test('a manager vouches with their till’s password', async ({ page }) => {
  await show(page, 600_000_101, 'Greta Lindqvist')
  await page.getByRole('button', { name: 'Ask a manager' }).click()
  await page.getByLabel('Till', { exact: true }).fill('till.office')
  await page.getByLabel('Password').fill('wrong')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel('Password').fill('countersign-demo-office')
  await page.keyboard.press('Enter')
  await expect(page.getByText('A manager vouches')).toBeVisible()
  await page.getByRole('button', { name: /Same person/ }).click()
  await expect(page.getByText('Noted: same person')).toBeVisible()
})
