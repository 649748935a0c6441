import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moved, turned, turnedSize, wholeCut, zoomed, type Cut } from './cut.ts'

const camera = { width: 1280, height: 960 }
const side = fc.integer({ min: 30, max: 4000 })
const share = fc.double({ min: -2, max: 2, noNaN: true })

type Step = (cut: Cut, picture: { width: number; height: number }) => Cut

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>(turned),
  fc.record({ x: share, y: share }).map(
    (by): Step =>
      (cut, picture) =>
        moved(cut, picture, by),
  ),
  fc.tuple(fc.double({ min: 0.2, max: 5, noNaN: true }), fc.record({ x: share, y: share })).map(
    ([factor, at]): Step =>
      (cut, picture) =>
        zoomed(cut, picture, factor, at),
  ),
)

test('whatever is done with it, a cut stays inside the picture, with the pixels of a photo where the picture has them', () => {
  fc.assert(
    fc.property(fc.record({ width: side, height: side }), fc.array(step), (picture, steps) => {
      const cut = steps.reduce((now, each) => each(now, picture), wholeCut(picture))
      const { width, height } = turnedSize(picture, cut.turns)
      const most = Math.min(height, (width * 4) / 3)
      const slack = 0.001
      expect(cut.height).toBeGreaterThanOrEqual(Math.min(800, most) - slack)
      expect(Math.abs(cut.x - width / 2) + (cut.height * 3) / 8).toBeLessThanOrEqual(width / 2 + slack)
      expect(Math.abs(cut.y - height / 2) + cut.height / 2).toBeLessThanOrEqual(height / 2 + slack)
    }),
  )
})

test('the largest part in the middle is cut first, and four turns lead back to it', () => {
  const whole = wholeCut(camera)
  expect(whole).toEqual({ turns: 0, x: 640, y: 480, height: 960 })
  expect(turned(whole, camera)).toEqual({ turns: 1, x: 480, y: 640, height: 1280 })
  const around = [1, 2, 3, 4].reduce((cut) => turned(cut, camera), whole)
  expect(around).toEqual(whole)
})

test('a picture moves with the hand, and zooms around the place under it', () => {
  const whole = wholeCut(camera)
  expect(moved(whole, camera, { x: 0.1, y: 0 })).toMatchObject({ x: 544, y: 480 })
  const near = zoomed(whole, camera, 1.2, { x: 0.25, y: 0 })
  expect(near).toMatchObject({ x: 680, height: 800 })
  // The place a quarter of the frame's height beside the middle is the same as before.
  expect(near.x + 0.25 * near.height).toBe(whole.x + 0.25 * whole.height)
})
