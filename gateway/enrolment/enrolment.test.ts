import * as v from 'valibot'
import { expect, test } from 'vitest'
import { enrolled } from '#contract/api/enrolment.ts'
import { policyOf } from '#test/support/policies.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import { anotherSession, eventsOf } from '#test/support/verify.ts'

const aditi = '919148574269'
const somebody = '919000000123'
const agreement = { version: '1', language: 'en', messages: ['mobile'] }
const readingsOf = (value: string, kind = 'mobile') => [{ kind, value }]

const enrol = (shop: Shop, change: object = {}, session = shop.session) =>
  shop.post(
    '/api/customers',
    { readings: readingsOf(somebody), name: 'Nadia Newcomer', agreement, ...change },
    { session },
  )

const find = (shop: Shop, value: string) => shop.post('/api/find', { kind: 'mobile', value })

const written = (shop: Shop) =>
  shop.sandbox.requests.filter(({ method, path }) => method === 'POST' && path === '/v2/customers').length

test('whoever is enrolled is found at once, with what the platform was told', async () => {
  await using shop = await openShop({ enrolFields: ['email', 'extended.gender', 'custom.city_name'] })
  const fields = {
    email: 'nadia@example.com',
    'extended.gender': 'Female',
    'custom.city_name': 'Pune',
  }
  const answer = await enrol(shop, { fields })
  expect(answer.statusCode).toBe(200)
  const { userId, outcome } = v.parse(enrolled, answer.json())
  expect(outcome).toBe('enrolled')
  const found = await find(shop, somebody)
  expect(found.json()).toMatchObject({
    userId,
    customer: {
      profiles: [{ firstName: 'Nadia', lastName: 'Newcomer', fields: { city_name: 'Pune' } }],
      extendedFields: { gender: 'Female' },
      loyaltyInfo: { loyaltyType: 'loyalty' },
    },
  })
  expect((await shop.post('/api/find', { kind: 'email', value: 'nadia@example.com' })).json()).toMatchObject({
    userId,
  })
})

test('the agreement is on the record before anything is sent, and no value of the customer is', async () => {
  await using shop = await openShop()
  await enrol(shop)
  const [consent] = await eventsOf(shop, 'enrol_consent')
  const [event] = await eventsOf(shop, 'enrol')
  expect(consent).toMatchObject({
    outcome: 'done',
    facts: { consent: 'given', version: '1', language: 'en', messages: ['mobile'], kind: 'mobile' },
  })
  expect(event).toMatchObject({ outcome: 'done', facts: { result: 'enrolled', kind: 'mobile' } })
  const kept = JSON.stringify([
    await shop.store.query('select * from audit_events'),
    await shop.store.query('select * from counters'),
    shop.logLines,
  ])
  expect(kept).not.toMatch(/919000000123|Nadia|Newcomer/)
})

test('without the record of the agreement nothing is sent', async () => {
  await using shop = await openShop()
  await shop.store.query('alter table audit_events rename to audit_events_away')
  expect((await enrol(shop)).statusCode).toBe(503)
  expect(written(shop)).toBe(0)
})

test('a member by another reading is not enrolled again', async () => {
  await using shop = await openShop()
  const readings = [
    { kind: 'cardNumber', value: '9148574269' },
    { kind: 'mobile', value: aditi },
  ]
  const answer = await enrol(shop, { readings })
  expect(answer.json()).toEqual({ userId: '565039505', outcome: 'was_member' })
  expect(written(shop)).toBe(0)
  expect(await eventsOf(shop, 'enrol_consent')).toEqual([])
})

test('whoever has just been enrolled is not enrolled again', async () => {
  await using shop = await openShop()
  await enrol(shop)
  const again = await enrol(shop, { name: 'Somebody Else' })
  expect(again.json()).toMatchObject({ outcome: 'was_member' })
  expect(written(shop)).toBe(1)
})

test('two tills that enrol one number at once make one member', async () => {
  await using shop = await openShop({ signedIn: false })
  const sessions = [await anotherSession(shop, '2313'), await anotherSession(shop, '2314')]
  const answers = await Promise.all(sessions.map((session) => enrol(shop, {}, session)))
  const told = answers.map((answer) => v.parse(enrolled, answer.json()))
  expect(new Set(told.map(({ userId }) => userId)).size).toBe(1)
  expect(told.filter(({ outcome }) => outcome === 'enrolled')).toHaveLength(1)
})

test('a lost answer is resolved by looking the customer up, and nothing is sent twice', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ registration: 'lost' })
  expect((await enrol(shop)).json()).toMatchObject({ outcome: 'enrolled' })
  expect(written(shop)).toBe(1)
})

test('where looking up does not tell either, that is said', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ registration: 'dropped' })
  expect((await enrol(shop)).json()).toMatchObject({ code: 'enrolment_unsure', status: 504 })
  expect(written(shop)).toBe(1)
  shop.sandbox.control({ registration: 'ok' })
  expect((await enrol(shop)).json()).toMatchObject({ outcome: 'enrolled' })
})

test('a platform that is busy with another write is waited for', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ registration: 'busy' })
  expect((await enrol(shop)).json()).toMatchObject({ outcome: 'enrolled' })
  expect(written(shop)).toBe(2)
})

test.each([
  ['a failure within a 201', { registration: 'refused' }, somebody, { code: 'not_enrolled' }],
  ['a deleted person', {}, '447700900826', { code: 'customer_deleted' }],
  ['a number that the organisation refuses', {}, '447700900814', { code: 'identifier_refused' }],
] as const)('%s is told', async (_what, switches, value, told) => {
  await using shop = await openShop()
  shop.sandbox.control(switches)
  expect((await enrol(shop, { readings: readingsOf(value) })).json()).toMatchObject(told)
})

test('a warning is no failure', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ registration: 'unlabelled' })
  expect((await enrol(shop)).json()).toMatchObject({ outcome: 'enrolled' })
})

test.each([
  ['a payment card as a card', { readings: readingsOf('4111111111111111', 'cardNumber') }],
  ['a payment card in a field', { fields: { 'custom.note': '4111 1111 1111 1111' } }],
  ['no agreement', { agreement: undefined }],
  ['a name of an emoji', { name: '🙂' }],
  ['a name of 200 letters', { name: 'a'.repeat(200) }],
  ['a field that the store does not ask for', { fields: { 'extended.gender': 'Female' } }],
  ['a name as the identifier', { readings: readingsOf('Nadia', 'name') }],
  ['a number without its country code', { readings: readingsOf('0900') }],
])('%s is refused', async (_what, change) => {
  await using shop = await openShop({ enrolFields: ['custom.note'] })
  expect((await enrol(shop, change)).json()).toMatchObject({ code: 'bad_request' })
  expect(written(shop)).toBe(0)
})

test('an e-mail address among the further fields has to be one', async () => {
  await using shop = await openShop({ enrolFields: ['email'] })
  expect((await enrol(shop, { fields: { email: 'nadia at home' } })).json()).toMatchObject({
    code: 'bad_request',
    path: 'value',
  })
})

test('a name of one letter is a name', async () => {
  await using shop = await openShop()
  expect((await enrol(shop, { name: 'N' })).json()).toMatchObject({ outcome: 'enrolled' })
})

test('who may enrol is the policy’s', async () => {
  await using shop = await openShop({ policy: policyOf({ enrol: { roles: ['manager'] } }) })
  expect((await enrol(shop)).json()).toMatchObject({ code: 'managers_only' })
  expect(await eventsOf(shop, 'refused')).toEqual([
    expect.objectContaining({ outcome: 'managers_only', facts: { act: 'enrol' } }),
  ])
  const rules = await shop.gateway.inject({ url: '/api/purposes', headers: shop.headers.read })
  expect(rules.json()).toMatchObject({ enrol: { isAllowed: false, fields: [], codeFor: [] } })
})

const withCode = { policy: policyOf({ enrol: { codeFor: ['mobile'] } }) }

const sendCode = async (shop: Shop, value = somebody, session = shop.session) => {
  const answer = await shop.post('/api/enrolment/code', { kind: 'mobile', value }, { session })
  return { answer, id: v.parse(v.object({ id: v.string() }), answer.json()).id }
}

test('where the policy wants a code, the right one is needed', async () => {
  await using shop = await openShop(withCode)
  expect((await enrol(shop)).json()).toMatchObject({ code: 'code_needed' })
  const { id } = await sendCode(shop)
  expect((await enrol(shop, { code: { id, code: '000000' } })).json()).toMatchObject({ code: 'code_wrong' })
  expect(written(shop)).toBe(0)
  expect((await enrol(shop, { code: { id, code: '３１４１５９' } })).json()).toMatchObject({
    outcome: 'enrolled',
  })
})

test('a code proves its own number only, in its own session', async () => {
  await using shop = await openShop(withCode)
  const { id } = await sendCode(shop, '919000000124')
  const over = { code: 'code_over' }
  expect((await enrol(shop, { code: { id, code: '314159' } })).json()).toMatchObject(over)
  const { id: own } = await sendCode(shop)
  const other = await anotherSession(shop)
  expect((await enrol(shop, { code: { id: own, code: '314159' } }, other)).json()).toMatchObject(over)
})

test('codes and tries are limited, by number', async () => {
  await using shop = await openShop(withCode)
  const { id } = await sendCode(shop)
  await sendCode(shop)
  await sendCode(shop)
  const answer = await shop.post('/api/enrolment/code', { kind: 'mobile', value: somebody })
  expect(answer.json()).toMatchObject({ code: 'codes_used_up', retryAfterSeconds: expect.any(Number) })
  for (let left = 4; left >= 0; left--)
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    expect((await enrol(shop, { code: { id, code: '1' } })).json()).toMatchObject({ code: 'code_wrong' })
  expect((await enrol(shop, { code: { id, code: '314159' } })).json()).toMatchObject({
    code: 'codes_used_up',
  })
})
