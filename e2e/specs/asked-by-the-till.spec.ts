import type { Page } from '@playwright/test'
import { setVisibility } from '../support/counter.ts'
import { expect, test } from '../support/fixtures.ts'
import { openFrame, openStore, verify } from '../support/till-system.ts'

const sale = { sale: '17', points: 350, amount: 87 }

async function openCounter(page: Page, store: { origin: string; url: string }) {
  const till = await openFrame(page, store)
  await expect.poll(till.said).toContainEqual({ type: 'countersign:ready' })
  const face = till.frame.getByRole('figure', { name: 'Photo' }).getByRole('img')
  return { ...till, face, same: till.frame.getByRole('button', { name: 'Same person: Rohan Mehta' }) }
}

test('a sale is answered in one act or none, and then gives way', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
  await using store = await openStore(context)
  const page = await context.newPage()
  const { frame, face, same, say, last } = await openCounter(page, store)
  const bar = frame.getByRole('region', { name: 'The till system’s request' })

  // Earning: the answer goes as soon as the face is there.
  await say(verify('s-1', { purpose: 'earn' }))
  await expect(face).toBeVisible()
  await expect
    .poll(() => last('not-needed'))
    .toMatchObject({ id: 's-1', userId: '565040002', purpose: 'earn', result: 'not-needed' })

  // Redeeming: one act.
  await say(verify('s-2', sale))
  await expect(bar).toContainText('Sale 17 · Redeeming points · 350 points ≈ ₹87')
  await same.click()
  await expect.poll(() => last('decided')).toMatchObject({ id: 's-2', result: 'same', ...sale })
  // Nothing was cancelled or superseded, because both have their answer.
  expect(await last('ended')).toBeUndefined()

  // After the seconds for which it can be taken back.
  await expect.poll(() => last('ended'), { timeout: 15_000 }).toMatchObject({ id: 's-2', why: 'done' })
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Waiting for the till system')
  await expect(bar).toHaveCount(0)
  await context.close()
})

test('from the request of the till system to the face there are two calls, one after the other', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
  await using store = await openStore(context)
  const page = await context.newPage()
  const { face, say } = await openCounter(page, store)
  const calls: string[] = []
  page.on('request', (request) => void calls.push(new URL(request.url()).pathname))
  await say(verify('s-1', sale))
  await expect(face).toBeVisible()
  // What is asked for beside them, such as what is worth knowing, delays nothing.
  const inTurn = calls.filter((path) => !/^\/api\/(customers\/|session\/activity)|^\/assets\//.test(path))
  expect(inTurn.slice(0, 2)).toEqual(['/api/find', expect.stringContaining('/photos/')])
  expect(inTurn).not.toContain('/api/purposes')
  await context.close()
})

test('an answer that was taken back is told, and the sale stays open until it is given up', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
  await using store = await openStore(context)
  const page = await context.newPage()
  const { frame, face, same, say, said, last } = await openCounter(page, store)
  await say(verify('s-1', sale))
  await expect(face).toBeVisible()
  await same.click()
  await frame.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => last('withdrawn')).toMatchObject({ id: 's-1', ...sale })
  await frame.getByRole('button', { name: 'Back to the sale' }).click()
  await expect.poll(said).toContainEqual({ type: 'countersign:ended', id: 's-1', why: 'cancelled' })

  await say(verify('s-2', sale))
  await expect(face).toBeVisible()
  await page.keyboard.press('Escape')
  await expect.poll(said).toContainEqual({ type: 'countersign:ended', id: 's-2', why: 'cancelled' })
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Waiting for the till system')
  await context.close()
})

test('of two requests at once the newer one wins, and a customer who is not found is told', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
  await using store = await openStore(context)
  const page = await context.newPage()
  const { frame, say, said } = await openCounter(page, store)
  await say(verify('s-1'))
  await say(verify('s-2', { identifier: { kind: 'customerId', value: '565039505' } }))
  await expect.poll(said).toContainEqual({ type: 'countersign:ended', id: 's-1', why: 'superseded' })
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Aditi Khan')

  await say(verify('s-3', { identifier: { kind: 'mobile', value: '919999999999' }, language: 'de-AT' }))
  await expect.poll(said).toContainEqual({ type: 'countersign:ended', id: 's-3', why: 'not_found' })
  await expect(frame.locator('html')).toHaveAttribute('lang', 'de')

  await say(verify('s-4', { points: -1 }))
  await expect.poll(said).toContainEqual({ type: 'countersign:refused', id: 's-4', why: 'bad_request' })
  await context.close()
})

test('of several customers the chosen one is answered for', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
  await using store = await openStore(context)
  const page = await context.newPage()
  const { frame, same, say, last } = await openCounter(page, store)
  await say(verify('s-1', { identifier: { kind: 'name', value: 'Meh' } }))
  await frame.getByRole('link', { name: /Rohan Mehta/ }).click()
  await same.click()
  await expect.poll(() => last('decided')).toMatchObject({ id: 's-1', userId: '565040002', result: 'same' })
  await context.close()
})

test('a frame that is reloaded, and a connection that is lost, leave the sale as it was', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
  await using store = await openStore(context)
  const page = await context.newPage()
  const { frame, face, same, say, said, last } = await openCounter(page, store)
  await say(verify('s-1', sale))
  await expect(face).toBeVisible()
  await page.frames()[1]?.evaluate(() => location.reload())
  await expect
    .poll(async () => (await said()).filter(({ type }) => type === 'countersign:ready'))
    .toHaveLength(2)
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Waiting for the till system')
  await say(verify('s-1', sale))
  await expect(face).toBeVisible()
  await setVisibility(page, 'visible')
  await context.setOffline(true)
  await same.click()
  expect(await last('decided')).toBeUndefined()
  await context.setOffline(false)
  await expect.poll(() => last('decided'), { timeout: 30_000 }).toMatchObject({ id: 's-1', result: 'same' })
  await context.close()
})

test('there and back for a purpose that needs nothing takes no act', async ({ browser }) => {
  const context = await browser.newContext()
  await using store = await openStore(context)
  const page = await context.newPage()
  await page.goto(store.origin)
  await page.locator('input[type=hidden][name=purpose]').evaluate((field: HTMLInputElement) => {
    field.value = 'earn'
  })
  await page.getByRole('button', { name: 'Go and verify' }).click()
  await expect(page.locator('#result')).toHaveText('Customer 565040002: not-needed, for "earn".')
  // Whoever gives up goes back without an answer.
  await page.goto(store.origin)
  await page.getByRole('button', { name: 'Go and verify' }).click()
  await page.getByRole('button', { name: 'Back to the sale' }).click()
  await expect(page.locator('#result')).toHaveText('Not verified.')
  await context.close()
})
