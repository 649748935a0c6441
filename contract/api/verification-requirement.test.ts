import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Level } from './verification.ts'
import { requirementFor } from './verification-requirement.ts'

const photo = { needs: 'photo-or-factor' as const, factors: ['challenge' as const, 'code' as const] }
const more = { needs: 'photo-and-factor' as const, factors: photo.factors }
const code = { needs: 'photo-and-factor' as const, factors: ['code' as const] }
const redeem = {
  ...photo,
  above: [
    { points: 500, ...more },
    { points: 5000, ...code },
  ],
}

test.each([
  [0, photo, undefined],
  [500, photo, undefined],
  [501, more, { unit: 'points', limit: 500 }],
  [5000, more, { unit: 'points', limit: 500 }],
  [5001, code, { unit: 'points', limit: 5000 }],
  [undefined, code, 'notTold'],
] as const)('a sale of %s points needs what its level says', (points, needed, because) => {
  const sale = points === undefined ? {} : { points }
  expect(requirementFor(redeem, sale)).toEqual({ ...needed, ...(because && { because }) })
})

test('a sum alone does not tell how many points there are', () => {
  expect(requirementFor(redeem, { amount: 1 })).toMatchObject({ ...code, because: 'notTold' })
})

test('of a level in points and money one is enough to be above it, and one that is told to be below it', () => {
  const either = { ...photo, above: [{ points: 500, amount: 100, ...more }] }
  expect(requirementFor(either, { points: 10, amount: 101 }).because).toEqual({ unit: 'amount', limit: 100 })
  expect(requirementFor(either, { points: 501, amount: 1 }).because).toEqual({ unit: 'points', limit: 500 })
  expect(requirementFor(either, { amount: 100 })).toEqual(photo)
})

test('where no level is, nothing has to be told', () => {
  expect(requirementFor({ ...photo, above: [] }, {})).toEqual(photo)
})

test('more at stake never leads to an earlier level, and neither does a sale that tells less', () => {
  const stake = fc.integer({ min: 0, max: 100 })
  const limits = fc
    .uniqueArray(stake, { maxLength: 4 })
    .map((each) => each.toSorted((one, next) => one - next))
  const property = fc.property(limits, fc.boolean(), stake, stake, (ascending, isPoints, points, added) => {
    const above = ascending.map((limit): Level => ({ [isPoints ? 'points' : 'amount']: limit, ...more }))
    const place = (sale: object) => {
      const { because } = requirementFor({ ...photo, above }, sale)
      if (because === undefined) return -1
      return because === 'notTold' ? ascending.length - 1 : ascending.indexOf(because.limit)
    }
    const sale = (sum: number) => ({ points: sum, amount: sum })
    expect(place(sale(points + added))).toBeGreaterThanOrEqual(place(sale(points)))
    expect(place({})).toBe(ascending.length - 1)
  })
  fc.assert(property)
})
