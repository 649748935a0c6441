import * as v from 'valibot'
import { expect, test } from 'vitest'
import { worth, worthFact, type Program as ToldProgram, type Worth } from '#contract/api/worth.ts'
import { dayIn } from '#sandbox/customers/loyalty-parts.ts'
import { people } from '#sandbox/customers/people.ts'
import type { Customer } from '#sandbox/customers/customer.ts'
import { worthOf, type Coupon, type Program, type Visit } from '#sandbox/customers/worth.ts'
import { worthCases } from '#sandbox/edge-cases/worth.ts'
import { withoutLimits } from '#test/support/policies.ts'
import { openShop, withSession } from '#test/support/shop.ts'
import { look } from '#test/support/verify.ts'

const now = Date.parse('2026-11-30T10:00:00Z')
const day = (inDays: number | 'never') => (inDays === 'never' ? undefined : dayIn({ now: () => now }, inDays))

/** The cases whose answers are like everybody's: those that tell a part only have tests of their own. */
const ordinary = worthCases.filter(({ alter, answer }) => alter === undefined && answer === undefined)
const everybody = [...people, ...ordinary.map(({ customer }) => customer)]

test('what is told of each of thirty people is what the platform keeps of them', async () => {
  expect(everybody.length).toBeGreaterThanOrEqual(30)
  await using shop = await openShop({
    vendorNow: () => now,
    policy: {
      policy: { ...withoutLimits.policy, worth: { facts: worthFact.options, hiddenFromAssociates: [] } },
    },
  })
  for (const customer of everybody) {
    // oxlint-disable-next-line no-await-in-loop -- one customer after the other, as at a till
    const { view } = await look(shop, customer.userId)
    // oxlint-disable-next-line no-await-in-loop
    const answer = await shop.gateway.inject({
      url: `/api/customers/${customer.userId}/worth`,
      headers: { ...withSession(shop.session), 'x-view': view },
    })
    expect({ of: customer.name, ...v.parse(worth, answer.json()) }).toEqual({
      of: customer.name,
      ...toldOf(customer),
    })
  }
})

function toldOf(customer: Customer): Worth {
  const { programs, household, coupons, visits, badges = [] } = worthOf(customer)
  const visit = visits.find(({ type }) => type !== 'RETURN')
  const cards = customer.cards ?? []
  const usable = cards.filter(({ status }) => status === 'ACTIVE').length
  return {
    facts: worthFact.options,
    programs: programs.map((program) => toldProgram(program, programs.length > 1)),
    ...(household !== undefined && { household }),
    coupons: { count: coupons.length, best: coupons.length > 100 ? [] : bestTwo(coupons) },
    ...(visit !== undefined && { visit: toldVisit(visit) }),
    cards: { usable, unusable: cards.length - usable },
    badges: { count: badges.length, first: badges.slice(0, 3) },
    unknown: [],
  }
}

function toldProgram(program: Program, isOneOfSeveral: boolean): ToldProgram {
  const { title, points, ratio, promised, tier, lapsing, next } = program
  const [first] = lapsing.flatMap(({ points: lost, inDays }) => {
    const on = day(inDays)
    return on === undefined ? [] : [{ points: lost, on }]
  })
  const by = next && day(next.inDays)
  return {
    ...(isOneOfSeveral && { title }),
    points,
    ...(points > 0 && { money: points * ratio }),
    ...(promised !== undefined && { promised }),
    ...(first && { lapse: first }),
    tier,
    ...(next && {
      next: {
        tier: next.tier,
        missing: { amount: next.gap, unit: 'money' },
        ...(by !== undefined && { by }),
      },
    }),
  }
}

const toldVisit = ({ daysAgo, store, amount }: Visit) => ({
  at: `${day(-daysAgo)}T05:50:00.000Z`,
  store,
  amount,
})

/** No customer has two coupons of the same kind, so money goes before per cent. */
const bestTwo = (coupons: readonly Coupon[]) =>
  coupons
    .toSorted((one) => (one.type === 'ABS' ? -1 : 1))
    .slice(0, 2)
    .map(toldCoupon)

const toldCoupon = ({ what, type, value, inDays }: Coupon) => ({
  what,
  ...(type === 'ABS' ? { money: value } : { percent: value }),
  ...(inDays !== 'never' && { until: day(inDays) }),
})
