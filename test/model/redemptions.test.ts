import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { redeemed } from '#contract/api/redemption.ts'
import { decision } from '#contract/api/verification.ts'
import type { Switches } from '#sandbox/switches.ts'
import { policyOf, withoutLimits } from '#test/support/policies.ts'
import { seed } from '#test/support/seed.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import { answerOf, decide, findBy, look, takeBack } from '#test/support/verify.ts'

/** A history takes as long as fifteen of those in `photo.test.ts`: lost answers are asked for. */
const histories = Math.ceil(Number(import.meta.env['HISTORIES'] ?? 300) / 15)

const rohan = '565040002'

/** In seconds: the session of the test must not end before the histories do. */
const sessionLimits = { hideAfter: 90, lockAfter: 90, lockKeep: 5, idle: 1800, longest: 10_000_000 }

const policy = policyOf({
  limits: withoutLimits.policy.limits,
  redeem: { points: true },
  purposes: {
    redeem: { needs: 'photo-or-factor', above: [{ points: 50, needs: 'photo-and-factor' }] },
    earn: { needs: 'nothing' },
  },
})

/** An answer, or a doubt, for so many points or for no number of points. */
type Check = {
  isSeen: boolean
  isScanned: boolean
  points: number | undefined
  end: 'same' | 'doubt' | 'undone'
}

/** What the rules above say, written another way. */
const suffices = ({ isSeen, isScanned, points: told, end }: Check, points: number) =>
  end === 'same' &&
  (told === undefined || points <= told) &&
  (points > 50 ? isSeen && isScanned : isSeen || isScanned)

const points = fc.constantFrom(10, 50, 55, 100)

const check: fc.Arbitrary<Check> = fc.record({
  isSeen: fc.boolean(),
  isScanned: fc.boolean(),
  points: fc.option(points, { nil: undefined }),
  end: fc.constantFrom<Check['end']>('same', 'same', 'same', 'doubt', 'undone'),
})

const act = fc.record({
  check: fc.nat(2),
  /** One of two keys of the receipt: a page that has lost its first one makes another. */
  key: fc.nat(1),
  gateways: fc.constantFrom([0], [1], [0, 1], [0, 0]),
  points,
  redemption: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Switches['redemption']>('ok') },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Switches['redemption']>('lost', 'forgotten', 'dropped', 'busy', 'refused'),
    },
  ),
})

type Receipt = { receipt: string; check: Check; keys: readonly string[] }

/** @returns `undefined` if the answer was not enough */
async function receiptFor(shop: Shop, each: Check, keys: readonly string[]): Promise<Receipt | undefined> {
  const looked = each.isScanned
    ? await findBy(shop, 'cardNumber', 'CS-4000-0002')
    : await look(shop, Number(rohan))
  const seen = each.isSeen ? looked : { ...looked, photo: undefined }
  const answer = await decide(
    shop,
    looked,
    answerOf(seen, {
      isScanned: each.isScanned,
      result: each.end === 'doubt' ? 'not-sure' : 'same',
      ...(each.points !== undefined && { points: each.points }),
    }),
  )
  if (answer.statusCode !== 200) return undefined
  const { receipt } = v.parse(decision, answer.json())
  if (each.end === 'undone') await takeBack(shop, looked, receipt)
  return { receipt, check: each, keys }
}

test('at two gateways, and whatever is lost, points are never redeemed twice or without an answer that suffices', async () => {
  let now = Date.now()
  const sessionKeys: [Buffer] = [randomBytes(32)]
  const shared = { policy, sessionLimits, sessionKeys, now: () => now }
  await using one = await openShop(shared)
  const vendor = { url: one.sandbox.apiUrl }
  await using other = await openShop({ ...shared, store: one.store, vendor, signedIn: false })
  let done = 0

  const property = fc.asyncProperty(
    fc.array(check, { minLength: 1, maxLength: 3 }),
    fc.array(act, { minLength: 1, maxLength: 6 }),
    fc.array(fc.uuid({ version: 4 }), { minLength: 6, maxLength: 6 }),
    async (checks, acts, keys) => {
      one.sandbox.redemptions.length = 0
      const receipts: Receipt[] = []
      for (const [at, each] of checks.entries()) {
        now += 20_000
        const receipt = await receiptFor(one, each, keys.slice(at * 2, at * 2 + 2))
        if (receipt !== undefined) receipts.push(receipt)
      }
      for (const each of acts) {
        const chosen = receipts[each.check % Math.max(receipts.length, 1)]
        if (chosen === undefined) continue
        one.sandbox.control({ redemption: each.redemption })
        const body = { receipt: chosen.receipt, points: each.points, key: chosen.keys[each.key] }
        const answers = await Promise.all(
          each.gateways.map((gateway) =>
            (gateway === 0 ? one : other).post(`/api/customers/${rohan}/redemptions`, body, {
              session: one.session,
            }),
          ),
        )
        one.sandbox.control({ redemption: 'ok' })
        for (const answer of answers) {
          if (answer.statusCode !== 200) continue
          done++
          const { id } = v.parse(redeemed, answer.json())
          expect(one.sandbox.redemptions).toContainEqual(
            expect.objectContaining({ id, reference: body.key, points: each.points }),
          )
        }
      }
      for (const { keys: own, check: its } of receipts) {
        const redemptions = one.sandbox.redemptions.filter(({ reference }) => own.includes(reference))
        expect(redemptions.length).toBeLessThan(2)
        for (const redemption of redemptions) expect(suffices(its, redemption.points)).toBe(true)
      }
    },
  )
  await fc.assert(property, { seed, numRuns: histories })
  expect(done).toBeGreaterThan(0)
}, 3_600_000)
