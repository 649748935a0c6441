import { expect, test } from 'vitest'
import { playHistories } from './play.ts'

const seed = Number(import.meta.env['SEED'] ?? 565_039_505)
const histories = Number(import.meta.env['HISTORIES'] ?? 2000)

test(
  `in ${histories} histories (seed ${seed}) no rule of the photo is broken`,
  { timeout: 300_000 },
  async () => {
    const { played, broken } = await playHistories({ histories, seed, shrinks: true })
    expect(broken).toBeUndefined()
    expect(played).toBe(histories)
  },
)
