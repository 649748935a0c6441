import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { receiptAnswer } from '#contract/api/receipt.ts'
import { decision } from '#contract/api/verification.ts'
import { policyOf, withoutLimits } from '#test/support/policies.ts'
import { seed } from '#test/support/seed.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import { answerOf, decide, findBy, look, takeBack, type Looked } from '#test/support/verify.ts'

const key = 'k'.repeat(32)
const pos = { pos: { origins: [], apiKeys: [key], keepDays: 30, receiptMinutes: 15 } }

/** A history takes about as long as three of those in `test/model/photo.test.ts`. */
const histories = Math.ceil(Number(import.meta.env['HISTORIES'] ?? 300) / 10)

const rohan = '565040002'
const policy = policyOf({
  limits: withoutLimits.policy.limits,
  purposes: {
    redeem: {
      needs: 'photo-or-factor',
      above: [
        { points: 500, needs: 'photo-and-factor' },
        { points: 5000, needs: 'photo-and-factor', factors: ['code'] },
      ],
    },
    earn: { needs: 'nothing' },
  },
})

/** What the rules above say, written another way. */
function suffices(points: number | undefined, { isSeen, isScanned }: Check) {
  if (points === undefined || points > 5000) return false
  return points > 500 ? isSeen && isScanned : isSeen || isScanned
}

type Check = { points: number | undefined; isSeen: boolean; isScanned: boolean }

const amount = 10
const points = fc.oneof(fc.integer({ min: 0, max: 700 }), fc.constantFrom(500, 501, 5000, 5001))
const check = fc.record({
  points: fc.option(points, { nil: undefined }),
  isSeen: fc.boolean(),
  isScanned: fc.boolean(),
  isTakenBack: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0),
})
const use = fc.record({
  asked: fc.record(
    {
      userId: fc.constantFrom(rohan, rohan, '565039505'),
      purpose: fc.constantFrom('redeem', 'redeem', 'earn'),
      till: fc.constantFrom('till.demo', 'till.demo', 'till.other'),
      points,
      amount: fc.constantFrom(0, amount, amount + 1),
    },
    { requiredKeys: [] },
  ),
  by: fc.constantFrom('r-1', 'r-2'),
  isOther: fc.boolean(),
  wait: fc.integer({ min: 0, max: 400_000 }),
})

/** Looks the customer up by a scan of the card or by the number, and answers "same person" with what there is to judge by. */
async function answerFor(shop: Shop, { points: stake, isSeen, isScanned }: Check) {
  const looked = isScanned
    ? await findBy(shop, 'cardNumber', 'CS-4000-0002')
    : await look(shop, Number(rohan))
  const seen: Looked = isSeen ? looked : { ...looked, photo: undefined }
  const body = answerOf(seen, { isScanned, amount, ...(stake === undefined ? {} : { points: stake }) })
  return { looked, answer: await decide(shop, looked, body) }
}

async function spend(shop: Shop, receipt: string, body: object) {
  const answer = await shop.gateway.inject({
    method: 'POST',
    url: `/api/verifications/${receipt}/spend`,
    headers: { authorization: `Bearer ${key}` },
    payload: body,
  })
  return v.parse(receiptAnswer, answer.json()).covers
}

test('no receipt is given for too little, and none passes for more, for another purpose, customer or till, too late or twice', async () => {
  let now = Date.now()
  const shared = { ...pos, policy, now: () => now }
  await using one = await openShop(shared)
  await using other = await openShop({ ...shared, store: one.store })
  let passed = 0
  const property = fc.asyncProperty(check, fc.array(use, { maxLength: 6 }), async (checked, uses) => {
    now += 20_000
    const { looked, answer } = await answerFor(one, checked)
    const isEnough = suffices(checked.points, checked)
    expect(answer.statusCode).toBe(isEnough ? 200 : 422)
    if (!isEnough) return
    const { receipt } = v.parse(decision, answer.json())
    if (checked.isTakenBack) await takeBack(one, looked, receipt)
    const from = now
    let spentBy: string | undefined
    for (const { asked, by, isOther, wait } of uses) {
      now += wait
      const fits =
        !checked.isTakenBack &&
        (asked.userId ?? rohan) === rohan &&
        (asked.purpose ?? 'redeem') === 'redeem' &&
        (asked.till ?? 'till.demo') === 'till.demo' &&
        (asked.points ?? 0) <= (checked.points ?? -1) &&
        (asked.amount ?? 0) <= amount &&
        now - from <= 900_000 &&
        (spentBy ?? by) === by
      // oxlint-disable-next-line no-await-in-loop -- a history is one use after another
      const covers = await spend(isOther ? other : one, receipt, { ...asked, by })
      expect(covers).toBe(fits)
      if (covers) spentBy = by
    }
    if (spentBy !== undefined) passed++
    // The session of the test must not end before the histories do.
    now = from
  })
  await fc.assert(property, { seed, numRuns: histories, endOnFailure: true })
  expect(passed).toBeGreaterThan(0)
}, 3_600_000)
