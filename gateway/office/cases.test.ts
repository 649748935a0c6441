import * as v from 'valibot'
import { expect, test } from 'vitest'
import { officeCases, type OfficeCases } from '#contract/api/office-cases.ts'
import { policyOf } from '#test/support/policies.ts'
import { openShop, withSession, type Shop } from '#test/support/shop.ts'
import { anotherSession, answerOf, decided, eventsOf, look, takeBack } from '#test/support/verify.ts'

const aditi = 565_039_505
const rohan = 565_040_002

const nothing = {
  sameCustomer: '1000',
  quickAnswers: '1000',
  answersWithoutPhoto: '1000',
  revealsWithoutAnswer: '1000',
  answersTakenBack: '1000',
  nobodyFound: '1000',
  canaries: '1000',
}

/** An associate at the demo till, and the manager of its shop, who reads the record. */
async function openWatchedShop(shopTills = new Map([['till.office', ['till.demo']]]), limits: object = {}) {
  const shop = await openShop({
    signedIn: false,
    managerTills: ['till.office'],
    shopTills,
    policy: policyOf({ limits }),
  })
  const asha = await anotherSession(shop, '2313')
  const { code, password } = shop.sandbox.tillOfManager
  const answer = await shop.post('/api/session', { till: code, password }, { session: '' })
  return { shop, asha, manager: answer.cookies[0]?.value ?? '' }
}

async function casesFor(shop: Shop, session: string, limits: object): Promise<OfficeCases> {
  const query = new URLSearchParams({ zone: 'Asia/Kolkata', ...nothing, ...limits })
  const answer = await shop.gateway.inject({
    url: `/api/office/cases?${query}`,
    headers: withSession(session),
  })
  expect(answer.statusCode).toBe(200)
  return v.parse(officeCases, answer.json())
}

const today = () => new Date().toLocaleDateString('sv', { timeZone: 'Asia/Kolkata' })

async function sameBy(shop: Shop, session: string) {
  const looked = await look(shop, aditi, session)
  return { looked, receipt: (await decided(shop, looked)).receipt }
}

test('one customer whom one associate opens more often than the limit is a case, at the limit is none', async () => {
  const { shop, asha, manager } = await openWatchedShop()
  await using opened = shop
  await look(opened, aditi, asha)
  await opened.post('/api/find', { kind: 'mobile', value: '919148574269' }, { session: asha })
  await look(opened, rohan, asha)
  expect((await casesFor(opened, manager, { sameCustomer: '1' })).cases).toEqual([
    {
      rule: 'sameCustomer',
      day: today(),
      associate: '2313',
      customerId: String(aditi),
      count: 2,
    },
  ])
  expect((await casesFor(opened, manager, { sameCustomer: '2' })).cases).toEqual([])
})

test('quick answers are told, and slow ones are none of them', async () => {
  const { shop, asha, manager } = await openWatchedShop()
  await using opened = shop
  // The gateway believes no more seconds than have gone by, which are hardly any here.
  await sameBy(opened, asha)
  const told = async () => (await casesFor(opened, manager, { quickAnswers: '0' })).cases
  expect(await told()).toEqual([
    expect.objectContaining({ rule: 'quickAnswers', associate: '2313', count: 1 }),
  ])
  await opened.store.query('alter table audit_events disable trigger audit_events_are_kept')
  await opened.store.query(
    `update audit_events set facts = facts || '{"seconds": 2}' where action = 'decision'`,
  )
  expect(await told()).toEqual([])
})

test('answers that were taken back and look-ups that found nobody are told', async () => {
  const { shop, asha, manager } = await openWatchedShop()
  await using opened = shop
  const { looked, receipt } = await sameBy(opened, asha)
  await takeBack(opened, looked, receipt)
  const missed = await opened.post('/api/find', { kind: 'mobile', value: '919000000009' }, { session: asha })
  expect(missed.json()).toMatchObject({ code: 'customer_not_found' })
  const { cases } = await casesFor(opened, manager, { answersTakenBack: '0', nobodyFound: '0' })
  expect(cases.map(({ rule, associate, till, count }) => [rule, associate, till, count])).toEqual([
    ['answersTakenBack', '2313', undefined, 1],
    ['nobodyFound', undefined, 'till.demo', 1],
  ])
})

test('answers without a photo and customers who raise an alarm are told', async () => {
  const { shop, asha, manager } = await openWatchedShop(undefined, { canaries: [String(rohan)] })
  await using opened = shop
  await sameBy(opened, asha)
  const limits = { answersWithoutPhoto: '0', canaries: '0' }
  expect((await casesFor(opened, manager, limits)).cases).toEqual([])
  const looked = await look(opened, rohan, asha)
  const { photo: _photo, ...unseen } = answerOf(looked, { purpose: 'earn' })
  await decided(opened, looked, unseen)
  const { cases } = await casesFor(opened, manager, limits)
  expect(cases.map(({ rule, associate, customerId, count }) => [rule, associate, customerId, count])).toEqual(
    [
      ['answersWithoutPhoto', '2313', undefined, 1],
      ['canaries', '2313', String(rohan), 1],
    ],
  )
})

test('a value that was shown is told until there is an answer about its customer', async () => {
  const { shop, asha, manager } = await openWatchedShop()
  await using opened = shop
  const looked = await look(opened, aditi, asha)
  const reveal = { field: '/profiles/0/identifiers/1/value', masked: '••••4269' }
  const answer = await opened.post(`/api/customers/${aditi}/reveal`, reveal, { session: asha })
  const told = async () => (await casesFor(opened, manager, { revealsWithoutAnswer: '0' })).cases
  expect([answer.statusCode, (await told()).map(({ rule, count }) => [rule, count])]).toEqual([
    200,
    [['revealsWithoutAnswer', 1]],
  ])
  await decided(opened, looked)
  expect(await told()).toEqual([])
})

test('a closed case stays, with its note, and the closing is on the record', async () => {
  const { shop, asha, manager } = await openWatchedShop()
  await using opened = shop
  await look(opened, aditi, asha)
  const [found] = (await casesFor(opened, manager, { sameCustomer: '0' })).cases
  const meant = {
    rule: found?.rule,
    day: found?.day,
    associate: found?.associate,
    customerId: found?.customerId,
    zone: 'Asia/Kolkata',
    note: 'A return in two parts.',
  }
  const close = (change: object = {}) =>
    opened.post('/api/office/cases/close', { ...meant, ...change }, { session: manager })
  expect((await close()).statusCode).toBe(204)
  expect((await casesFor(opened, manager, { sameCustomer: '0' })).cases).toEqual([
    { ...found, closed: 'A return in two parts.' },
  ])
  expect(await eventsOf(opened, 'case_close')).toEqual([
    expect.objectContaining({
      customer_id: String(aditi),
      facts: { rule: 'sameCustomer', day: today(), note: 'A return in two parts.', ofAssociate: '2313' },
    }),
  ])
  expect((await close({ associate: '9999' })).json()).toMatchObject({ code: 'not_found' })
  expect((await close({ note: ' ' })).json()).toMatchObject({ code: 'bad_request', path: 'note' })
  expect((await eventsOf(opened, 'case_close')).length).toBe(1)
})

test('a manager of another shop sees nothing and closes nothing, and an associate may not ask', async () => {
  const { shop, asha, manager } = await openWatchedShop(new Map())
  await using opened = shop
  await look(opened, aditi, asha)
  expect((await casesFor(opened, manager, { sameCustomer: '0' })).cases).toEqual([])
  const about = { rule: 'sameCustomer', day: today(), associate: '2313', customerId: String(aditi) }
  const closing = { ...about, zone: 'Asia/Kolkata', note: 'Closed' }
  expect((await opened.post('/api/office/cases/close', closing, { session: manager })).json()).toMatchObject({
    code: 'not_found',
  })
  expect((await opened.post('/api/office/cases/close', closing, { session: asha })).json()).toMatchObject({
    code: 'managers_only',
  })
})

test('without limits to try, those of the policy hold', async () => {
  const { shop, manager } = await openWatchedShop()
  await using opened = shop
  const ask = (query: string) =>
    opened.gateway.inject({ url: `/api/office/cases?${query}`, headers: withSession(manager) })
  expect((await ask('zone=UTC')).json()).toMatchObject({ limits: { sameCustomer: 5, canaries: 0 } })
  for (const query of ['', 'zone=Mars', 'zone=UTC&days=0', 'zone=UTC&sameCustomer=-1', 'zone=UTC&other=1'])
    // oxlint-disable-next-line no-await-in-loop
    expect((await ask(query)).json()).toMatchObject({ code: 'bad_request' })
})
