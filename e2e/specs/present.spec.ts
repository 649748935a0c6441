import { expect, test } from '../support/fixtures.ts'
import { openFrame, openStore, verify } from '../support/till-system.ts'

test('a till system’s messages keep the screen open and lock it; only a code of its server opens it', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
  await using store = await openStore(context, {
    env: {
      POLICY: 'e2e/support/till-system-policy.json',
      HIDE_AFTER: '30',
      LOCK_AFTER: '60',
    },
  })
  const page = await context.newPage()
  await page.clock.install()
  const { frame, said, say } = await openFrame(page, store)
  await expect.poll(said).toContainEqual({ type: 'countersign:ready' })
  await say(verify('s-1'))
  const name = frame.getByRole('heading', { level: 1, name: 'Rohan Mehta' })
  await expect(name).toBeVisible()

  // Two minutes at the till, without a touch of this window.
  for (let time = 0; time < 6; time++) {
    await page.clock.fastForward(20_000)
    await say({ type: 'countersign:presence' })
    await expect(name).toBeVisible()
  }

  const locked = frame.getByRole('heading', { name: /till is locked/ })
  await say({ type: 'countersign:till-locked' })
  await expect(locked).toBeVisible()
  await say({ type: 'countersign:till-unlocked' })
  await say({ type: 'countersign:till-unlocked', code: 'a-code-that-nobody-has-given' })
  await expect(locked).toBeVisible()

  const codeFor = async (associate: string): Promise<string> => {
    const headers = { authorization: `Bearer ${store.key}` }
    const data = { till: 'till.demo', associate }
    const answer = await context.request.post(`${store.url}/api/hand-over/associate`, { headers, data })
    return (await answer.json()).code
  }
  const { who } = await (await context.request.get(`${store.url}/api/session`)).json()
  await say({ type: 'countersign:till-unlocked', code: await codeFor(who.associate.id) })
  // The work is as it was.
  await expect(name).toBeVisible()

  const next = who.staff.find(({ id }: { id: string }) => id !== who.associate.id)
  await say({ type: 'countersign:associate-changed', code: await codeFor(next.id) })
  await expect(name).toHaveCount(0)
  await expect(frame.getByRole('button', { name: next.name })).toBeVisible()

  // Who cannot be let in locks out whoever was there.
  await say({ type: 'countersign:associate-changed' })
  await expect(locked).toBeVisible()

  // Nobody is at either.
  await say({ type: 'countersign:till-unlocked', code: await codeFor(next.id) })
  await expect(locked).toHaveCount(0)
  await page.clock.fastForward(61_000)
  await expect(locked).toBeVisible()
  await context.close()
})
