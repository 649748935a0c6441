import { afterAll, expect, test } from 'vitest'
import { bugs } from './bugs.ts'
import { loadWithBug } from './load-with-bug.ts'

/** Enough for the rarest of them. */
const plan = { histories: 3000, seed: 565_039_505, shrinks: false }

const found: string[] = []
afterAll(() => void process.stdout.write(`\nHistories until a seeded bug was found:\n${found.join('\n')}\n`))

test('without a bug the same histories break no rule', { timeout: 120_000 }, async () => {
  await using product = await loadWithBug({ name: 'none', edits: [], breaks: '' })
  expect(await product.play(plan)).toEqual({ played: plan.histories, broken: undefined })
})

for (const bug of bugs) {
  test(`a history tells when ${bug.name}`, { timeout: 120_000 }, async () => {
    await using product = await loadWithBug(bug)
    const { played, broken } = await product.play({ ...plan, only: bug.breaks })
    found.push(`${String(played).padStart(6)}  ${bug.name}`)
    expect(broken).toContain(bug.breaks)
  })
}
