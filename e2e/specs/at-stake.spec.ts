import { expect, test } from '../support/fixtures.ts'
import { openFrame, openStore, verify } from '../support/till-system.ts'

test('what is at stake decides what the screen asks for, and the screen says why', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
  await using store = await openStore(context, { env: { POLICY: 'e2e/support/threshold-policy.json' } })
  const page = await context.newPage()
  const { frame, said, say, last } = await openFrame(page, store)
  await expect.poll(said).toContainEqual({ type: 'countersign:ready' })
  const same = frame.getByRole('button', { name: 'Same person: Rohan Mehta' })
  const question = frame.getByRole('region', { name: 'Is it the same person?' })

  await say(verify('s-1', { points: 500 }))
  await expect(frame.getByRole('figure', { name: 'Photo' }).getByRole('img')).toBeVisible()
  await expect(question).not.toContainText('More than')
  await same.click()
  await expect.poll(() => last('decided')).toMatchObject({ id: 's-1', result: 'same', points: 500 })

  await say(verify('s-2', { points: 501 }))
  await expect(question).toContainText('More than 500 points: photo and one more')
  await same.click()
  await expect(question.getByText('One more thing is needed for this. Choose a way:')).toBeVisible()
  await expect(question.getByRole('button', { name: 'Ask the customer something' })).toBeVisible()
  expect(await last('decided')).toMatchObject({ id: 's-1' })

  await say(verify('s-3', { points: 5001 }))
  await expect(question).toContainText('More than 5,000 points: photo and a code')
  await same.click()
  await expect(question.getByRole('button', { name: 'Ask the customer something' })).toHaveCount(0)
  await question.getByRole('button', { name: 'Send a code' }).click()
  await expect(frame.getByRole('dialog')).toBeVisible()
  await context.close()
})

test('a sale that does not say how much is at stake needs what the most needs', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
  await using store = await openStore(context, { env: { POLICY: 'e2e/support/threshold-policy.json' } })
  const page = await context.newPage()
  const { frame, said, say } = await openFrame(page, store)
  await expect.poll(said).toContainEqual({ type: 'countersign:ready' })
  await say(verify('s-1', { amount: 1 }))
  await expect(frame.getByRole('region', { name: 'Is it the same person?' })).toContainText(
    'The till system didn’t say how much: photo and a code',
  )
  await context.close()
})
