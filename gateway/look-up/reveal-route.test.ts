import { expect, test } from 'vitest'
import { openShop, type Shop } from '#test/support/shop.ts'
import { policyOf } from '#test/support/policies.ts'

const aditi = 565_039_505
const mobile = { field: '/profiles/0/identifiers/1/value', masked: '••••4269' }

const reveal = (shop: Shop, body: object, userId: number | string = aditi) =>
  shop.post(`/api/customers/${userId}/reveal`, body)

const events = (shop: Shop) =>
  shop.store.query(
    `select action, outcome, customer_id, facts from audit_events where action = 'reveal' order by seq`,
  )

test('a masked value is told in full, for as long as the policy says, and that is noted without it', async () => {
  await using shop = await openShop({ policy: policyOf({ reveal: { seconds: 20 } }) })
  const answer = await reveal(shop, mobile)
  expect(answer.json()).toEqual({ value: '919148574269', seconds: 20 })
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(await events(shop)).toEqual([
    {
      action: 'reveal',
      outcome: 'done',
      customer_id: String(aditi),
      facts: { field: 'profiles.identifiers.mobile' },
    },
  ])
  expect(shop.logLines.join('')).not.toContain('919148574269')
})

test('a number that was masked is a number again', async () => {
  await using shop = await openShop()
  const answer = await reveal(shop, { field: '/loyaltyInfo/lifetimePurchases', masked: '••••' })
  expect(answer.json()).toMatchObject({ value: 0 })
})

test('what is sensitive needs a reason, which is noted', async () => {
  await using shop = await openShop()
  const birthday = { field: '/extendedFields/dob', masked: '1991-••-••' }
  expect((await reveal(shop, birthday, 565_040_002)).json()).toMatchObject({
    code: 'reason_needed',
    status: 422,
  })
  const answer = await reveal(shop, { ...birthday, reason: 'customer_asks' }, 565_040_002)
  expect(answer.json()).toMatchObject({ value: '1991-07-14' })
  expect((await events(shop)).map(({ outcome, facts }) => ({ outcome, facts }))).toEqual([
    { outcome: 'reason_needed', facts: {} },
    { outcome: 'done', facts: { reason: 'customer_asks', field: 'extendedFields.dob' } },
  ])
})

test('where another value has taken the masked one’s place, it stays masked', async () => {
  await using shop = await openShop()
  const answer = await reveal(shop, { ...mobile, masked: '••••1111' })
  expect(answer.json()).toMatchObject({ code: 'field_changed', status: 409 })
})

test('a list in another order, as another call of the vendor’s has it, leads to the value that was meant', async () => {
  await using shop = await openShop()
  const answer = await reveal(shop, { ...mobile, field: '/profiles/0/identifiers/7/value' })
  expect(answer.json()).toMatchObject({ value: '919148574269' })
})

test.each([
  '/id',
  '/profiles/0/firstName',
  '/extendedFields/nothing',
  '/__proto__/polluted',
  '/constructor',
  '/',
  '/profiles/0/identifiers/1/value/length',
])('%s is no masked field', async (field) => {
  await using shop = await openShop()
  expect((await reveal(shop, { field, masked: '••••' })).json()).toMatchObject({
    code: 'field_not_found',
    status: 404,
  })
})

test('what the policy never reveals stays masked', async () => {
  await using shop = await openShop({
    policy: policyOf({
      fields: { 'profiles.identifiers.mobile': { associate: 'mask', as: 'phone', reveal: 'never' } },
    }),
  })
  expect((await reveal(shop, mobile)).json()).toMatchObject({ code: 'field_not_found' })
})

test.each([
  [{ field: 'profiles', masked: '' }, 'field'],
  [{ masked: '' }, 'field'],
  [{ ...mobile, reason: 'curious' }, 'reason'],
])('%j is a bad request', async (body, path) => {
  await using shop = await openShop()
  expect((await reveal(shop, body)).json()).toMatchObject({ code: 'bad_request', path })
})

test('reveals are limited by the hour, also those that came to nothing, and at once as one after another', async () => {
  await using shop = await openShop({ policy: policyOf({ reveal: { perHour: 3 } }) })
  await reveal(shop, { ...mobile, masked: 'no' })
  const many = await Promise.all(Array.from({ length: 5 }, () => reveal(shop, mobile)))
  expect(many.filter(({ statusCode }) => statusCode === 200)).toHaveLength(2)
  expect(many.filter(({ statusCode }) => statusCode === 429)).toHaveLength(3)
  const refused = many.find(({ statusCode }) => statusCode === 429)?.json()
  expect(refused).toMatchObject({ code: 'reveals_used_up' })
  expect(refused.retryAfterSeconds).toBeGreaterThan(3500)
  expect((await events(shop)).filter(({ outcome }) => outcome === 'reveals_used_up')).toHaveLength(3)
})

test('a value that can’t be noted is not told', async () => {
  await using shop = await openShop()
  await shop.store.query('alter table audit_events rename to gone')
  const answer = await reveal(shop, mobile)
  expect(answer.json()).toMatchObject({ code: 'not_recorded' })
  expect(answer.body).not.toContain('919148574269')
})

test('nobody reveals without being signed in', async () => {
  await using shop = await openShop({ signedIn: false })
  expect((await reveal(shop, mobile)).json()).toMatchObject({ code: 'signed_out' })
})
