import { expect, test } from 'vitest'
import { isJudgeable, monthsSince } from './fitness.ts'

test.each([
  ['2025-04-30T12:25:56', '2025-04-30', 0],
  ['2025-04-30T12:25:56', '2025-05-29', 0],
  ['2025-04-30T12:25:56', '2025-05-30', 1],
  ['2025-04-30T12:25:56', '2026-04-29', 11],
  ['2025-04-30T12:25:56', '2026-06-30', 14],
  ['2025-12-31T00:00:00', '2026-01-01', 0],
  // A till whose clock is behind.
  ['2025-04-30T12:25:56', '2024-04-30', 0],
])('a photo of %s is on %s %i months old', (takenAt, today, months) => {
  expect(monthsSince(takenAt, new Date(`${today}T10:00:00`))).toBe(months)
})

test('a picture of less than 160 pixels is too small to judge', () => {
  expect([159, 160].map((width) => isJudgeable({ width }))).toEqual([false, true])
})
