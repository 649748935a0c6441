import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitting, within, zoomed } from './zoom.ts'

const size = fc.record({
  width: fc.integer({ min: 1, max: 8000 }),
  height: fc.integer({ min: 1, max: 8000 }),
})
const factor = fc.double({ min: 0.01, max: 100, noNaN: true })
const point = fc.record({
  x: fc.integer({ min: -4000, max: 4000 }),
  y: fc.integer({ min: -4000, max: 4000 }),
})

test('a small picture is shown at its own pixels, a large one whole', () => {
  const room = { width: 1366, height: 768 }
  expect(fitting({ width: 120, height: 160 }, room)).toBe(1)
  expect(fitting({ width: 900, height: 1200 }, room)).toBe(0.64)
})

test('however it is zoomed and moved, there is never more than its own pixels and never an empty window', () => {
  fc.assert(
    fc.property(size, size, fc.array(fc.tuple(factor, point), { maxLength: 8 }), (picture, room, steps) => {
      let view = { scale: fitting(picture, room), x: 0, y: 0 }
      for (const [by, at] of steps) view = zoomed(view, by, at, [picture, room])
      expect(view.scale).toBeLessThanOrEqual(1)
      expect(view.scale).toBeGreaterThanOrEqual(fitting(picture, room))
      expect(view).toEqual(within(view, picture, room))
      expect(Math.abs(view.x)).toBeLessThanOrEqual(
        Math.max(0, (picture.width * view.scale - room.width) / 2) + 1e-6,
      )
    }),
  )
})
