import * as v from 'valibot'
import { expect, test } from 'vitest'
import { worth } from '#contract/api/worth.ts'
import { policyOf } from '#test/support/policies.ts'
import { openShop, withSession, type Shop } from '#test/support/shop.ts'
import { anotherSession, decided, eventsOf, look, takeBack } from '#test/support/verify.ts'

const aditi = 565_039_505

async function worthOf(shop: Shop, userId: number, session = shop.session) {
  const { view } = await look(shop, userId, session)
  const answer = await shop.gateway.inject({
    url: `/api/customers/${userId}/worth`,
    headers: { ...withSession(session), 'x-view': view },
  })
  return { answer, worth: v.is(worth, answer.json()) ? v.parse(worth, answer.json()) : undefined }
}

test('points with their money, what lapses, tier, what is missing, coupons and the last visit are told', async () => {
  await using shop = await openShop()
  const { answer } = await worthOf(shop, aditi)
  expect(answer.json()).toEqual({
    facts: ['points', 'tier', 'coupons', 'visit', 'household'],
    programs: [
      {
        points: 420,
        money: 105,
        lapse: { points: 80, on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
        tier: 'Gold',
        next: {
          tier: 'Platinum',
          missing: { amount: 3200, unit: 'money' },
          by: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        },
      },
    ],
    coupons: {
      count: 2,
      best: [
        { what: 'Festive offer', money: 200, until: expect.any(String) },
        { what: 'Next visit', percent: 10, until: expect.any(String) },
      ],
    },
    visit: { at: expect.any(String), store: 'Indiranagar', amount: 1240 },
    unknown: [],
  })
  expect(answer.headers['cache-control']).toBe('no-store')
})

test.each([
  [
    'points that could not be loaded are unknown, not 0',
    600_001_151,
    { programs: [], unknown: ['points', 'tier', 'lapse', 'next', 'household'] },
  ],
  [
    'a gap that could not be told is unknown',
    600_001_152,
    { programs: [{ tier: 'Silver', next: { tier: 'Gold' } }], unknown: ['next'] },
  ],
  ['no programme is no programme', 600_001_153, { programs: [], unknown: [] }],
  [
    'three programmes are three',
    600_001_154,
    {
      programs: [
        { title: 'Fashion', points: 120.5 },
        { title: 'Food', points: 0 },
        { title: 'Home', points: 99_999 },
      ],
    },
  ],
  ['a household shares points', 600_001_156, { household: 2350 }],
  [
    'two hundred coupons are counted; the best two are not known',
    600_001_157,
    { coupons: { count: 200, best: [] } },
  ],
  [
    'zero points are 0',
    600_001_158,
    { programs: [{ points: 0 }], coupons: { count: 0, best: [] }, unknown: [] },
  ],
  ['a return is no visit', 600_001_159, { visit: { store: 'Indiranagar', amount: 1240 } }],
] as const)('%s', async (_what, userId, told) => {
  await using shop = await openShop()
  expect((await worthOf(shop, userId)).worth).toMatchObject(told)
})

test('at the top tier nothing is missing, and what never lapses is not told', async () => {
  await using shop = await openShop()
  const { worth: told } = await worthOf(shop, 600_001_155)
  expect(told?.programs).toEqual([{ points: 420, money: 105, promised: 320, tier: 'Platinum' }])
})

test('a call that fails costs only its own facts', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ loyalty: 'down' })
  const { worth: told } = await worthOf(shop, aditi)
  expect(told).toMatchObject({ programs: [], coupons: { count: 2 }, visit: { store: 'Indiranagar' } })
  expect(told?.unknown).toEqual(['points', 'tier', 'lapse', 'next', 'household'])
  shop.sandbox.control({ loyalty: 'ok', coupons: 'down', transactions: 'down' })
  expect((await worthOf(shop, aditi)).worth).toMatchObject({
    programs: [{ points: 420 }],
    unknown: ['coupons', 'visit'],
  })
})

test('cards and badges are told where the policy wants them; no call is made for what it leaves out', async () => {
  await using shop = await openShop({
    policy: policyOf({ worth: { facts: ['cards', 'badges'], hiddenFromAssociates: [] } }),
  })
  expect((await worthOf(shop, aditi)).worth).toMatchObject({
    cards: { usable: 0, unusable: 0 },
    badges: { count: 4, first: ['Early bird', 'Ten visits', 'Festive shopper'] },
    unknown: [],
  })
  const asked = shop.sandbox.requests.filter(({ at }) => at === 'api')
  expect(asked.map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
    `/v2/customers/${aditi}/setImage`,
    `/v2/customers/${aditi}`,
    `/api_gateway/v1/badges/customer/${aditi}`,
  ])
  shop.sandbox.control({ badges: 'down', loyalty: 'down' })
  const { worth: told } = await worthOf(shop, aditi)
  expect(told).toEqual({ facts: ['cards', 'badges'], programs: [], unknown: ['cards', 'badges'] })
})

test('the policy says which facts are told, in which order, and to whom', async () => {
  await using shop = await openShop({
    policy: policyOf({ worth: { facts: ['visit', 'points', 'tier'], hiddenFromAssociates: ['tier'] } }),
  })
  const { worth: told } = await worthOf(shop, aditi)
  expect(told?.facts).toEqual(['visit', 'points'])
  expect(told?.programs).toEqual([{ points: 420, money: 105, lapse: expect.any(Object) }])
  expect(told?.coupons).toBeUndefined()
})

test('without the view of this customer nothing is told', async () => {
  await using shop = await openShop()
  const url = `/api/customers/${aditi}/worth`
  expect((await shop.gateway.inject({ url, headers: shop.headers.read })).json()).toMatchObject({
    code: 'view_over',
  })
  const { view } = await look(shop, 565_040_002)
  const headers = { ...shop.headers.read, 'x-view': view }
  expect((await shop.gateway.inject({ url, headers })).json()).toMatchObject({ code: 'view_over' })
})

test('no fact is in the log', async () => {
  await using shop = await openShop()
  await worthOf(shop, aditi)
  expect(shop.logLines.join('')).not.toMatch(/Platinum|Festive|Indiranagar|3200/)
})

test('the names of the facts that were shown are on the record, and none of their values', async () => {
  await using shop = await openShop({
    policy: policyOf({
      worth: { facts: ['visit', 'points', 'coupons', 'tier'], hiddenFromAssociates: ['tier'] },
    }),
  })
  shop.sandbox.control({ coupons: 'down' })
  await worthOf(shop, aditi)
  expect(await eventsOf(shop, 'worth')).toEqual([
    expect.objectContaining({
      customer_id: String(aditi),
      outcome: 'done',
      facts: { facts: ['visit', 'points'] },
    }),
  ])
  const kept = JSON.stringify(await shop.store.query('select * from audit_events'))
  expect(kept).not.toMatch(/Gold|Platinum|Indiranagar|1240|3200/)
})

test('when the customer was last checked is told, and by whom, at any till; an answer that was taken back is none', async () => {
  await using shop = await openShop({ signedIn: false })
  const [asha, jonas] = [await anotherSession(shop, '2313'), await anotherSession(shop, '2314')]
  const checkAt = async (session: string) => (await worthOf(shop, aditi, session)).worth?.lastCheck
  expect(await checkAt(asha)).toBeUndefined()
  const looked = await look(shop, aditi, asha)
  const { receipt } = await decided(shop, looked)
  const at = expect.stringMatching(/^\d{4}-.*Z$/)
  expect(await checkAt(asha)).toEqual({ at, by: 'Asha Verma', isOwn: true })
  expect(await checkAt(jonas)).toEqual({ at, by: 'Asha Verma', isOwn: false })
  expect(await checkAt(await anotherSession(shop))).toEqual({ at, by: 'Asha Verma', isOwn: false })
  await takeBack(shop, looked, receipt)
  expect(await checkAt(jonas)).toBeUndefined()
})
