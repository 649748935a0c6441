import { expect, test } from 'vitest'
import { openRetryBudget, type RetryBudget } from './retry-budget.ts'

function repeatWhatFits(budget: RetryBudget) {
  let repeated = 0
  while (budget.hasRoom()) {
    budget.noteRetry()
    repeated += 1
  }
  return repeated
}

const noteFirsts = (budget: RetryBudget, count: number) =>
  Array.from({ length: count }).forEach(() => budget.noteFirst())

test('of many calls a tenth may be repeated, of few ten', () => {
  for (const [firsts, repeats] of [
    [0, 10],
    [50, 10],
    [1000, 100],
  ] as const) {
    const budget = openRetryBudget(() => 0)
    noteFirsts(budget, firsts)
    expect(repeatWhatFits(budget)).toBe(repeats)
  }
})

test('only the last ten seconds count', () => {
  let now = 0
  const budget = openRetryBudget(() => now)
  noteFirsts(budget, 500)
  expect(repeatWhatFits(budget)).toBe(50)
  now = 9_999
  expect(budget.hasRoom()).toBe(false)
  now = 10_000
  expect(repeatWhatFits(budget)).toBe(10)
})
