import { expect, test } from 'vitest'
import { doubtsAbout, judgedHeight, judgedWidth } from './judge-picture.ts'

const large = { width: 900, height: 1200 }

/** A picture whose pixels are given by their place, each coordinate from 0 to 1. */
function drawn(value: (x: number, y: number) => number) {
  const [width, height] = [judgedWidth, judgedHeight]
  const values = Float32Array.from({ length: width * height }, (_, at) =>
    value((at % width) / width, Math.floor(at / width) / height),
  )
  return { width, height, values }
}

const stripes = (least: number, most: number, count: number) => (x: number) =>
  Math.floor(x * count) % 2 === 0 ? least : most
const isMiddle = (x: number, y: number) => x > 0.3 && x < 0.7 && y > 0.25 && y < 0.75

test('a sharp picture in good light is in order', () => {
  expect(doubtsAbout(drawn(stripes(80, 170, 40)), large)).toEqual([])
})

test.each([
  ['dark', 'a dark room', drawn(stripes(5, 60, 40))],
  ['bright', 'a burnt out picture', drawn(stripes(180, 255, 40))],
  ['bright', 'somebody in front of a window', drawn((x, y) => (isMiddle(x, y) ? 40 : 220))],
  ['empty', 'a covered lens in the light', drawn(() => 128)],
  ['blurred', 'soft passages only', drawn((x, y) => 120 + 60 * Math.sin(6 * x) * Math.cos(5 * y))],
] as const)('%s is the doubt about %s', (doubt, _what, picture) => {
  expect(doubtsAbout(picture, large)).toEqual([doubt])
})

test('a picture of fewer than 600 by 800 pixels is small, whatever else is wrong with it', () => {
  const picture = drawn(() => 10)
  expect(doubtsAbout(picture, { width: 360, height: 480 })).toEqual(['pixels', 'dark'])
  expect(doubtsAbout(picture, { width: 600, height: 800 })).toEqual(['dark'])
})
