import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createElapsedTime } from './elapsed-time.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

/** The two clocks of a till, moved by the test. */
function openClocks() {
  const now = { monotonic: 5000, wall: Date.UTC(2025, 3, 30) }
  const elapsed = createElapsedTime({ monotonic: () => now.monotonic, wall: () => now.wall })
  const move = (by: { monotonic?: number; wall?: number }) => {
    now.monotonic += by.monotonic ?? 0
    now.wall += by.wall ?? 0
    return elapsed()
  }
  return { elapsed, move }
}

test('time begins at nothing and goes by once, however often somebody looks', () => {
  const { elapsed, move } = openClocks()
  expect(elapsed()).toBe(0)
  expect(move({ monotonic: minute, wall: minute })).toBe(minute)
  expect(elapsed()).toBe(minute)
})

test('a night with the lid closed is counted, whether or not the monotonic clock stood still', () => {
  const { move } = openClocks()
  expect(move({ wall: 8 * hour })).toBe(8 * hour)
  expect(move({ monotonic: 8 * hour, wall: 8 * hour })).toBe(16 * hour)
})

test('a clock that is set back takes nothing away, and a sleep after that is counted in full', () => {
  const { move } = openClocks()
  expect(move({ monotonic: 20_000, wall: 20_000 - 2 * day })).toBe(20_000)
  expect(move({ wall: 2 * hour })).toBe(20_000 + 2 * hour)
})

test('a clock that is set forward only makes things older', () => {
  const { move } = openClocks()
  expect(move({ monotonic: minute, wall: 2 * day })).toBe(2 * day)
})

test('elapsed time never falls short of the time the machine was awake, whatever is done to the wall clock', () => {
  const step = fc.record({ monotonic: fc.nat(hour), wall: fc.integer({ min: -2 * day, max: 2 * day }) })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { elapsed, move } = openClocks()
      let awake = 0
      for (const each of steps) {
        const before = elapsed()
        awake += each.monotonic
        expect(move(each)).toBeGreaterThanOrEqual(before)
      }
      expect(elapsed()).toBeGreaterThanOrEqual(awake)
    }),
  )
})
