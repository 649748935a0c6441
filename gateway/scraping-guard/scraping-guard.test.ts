import { afterEach, expect, test, vi } from 'vitest'
import { manyLookUpsHeader } from '#contract/api/headers.ts'
import { marked } from '#sandbox/customers/marked.ts'
import { customers } from '#sandbox/directory.ts'
import { policyOf } from '#test/support/policies.ts'
import { openShop, sessionOf, withSession, type Shop } from '#test/support/shop.ts'

const minute = 60_000
const hour = 60 * minute

/** Fakes `Date` only: the counters read no other clock. */
const atTen = Date.UTC(2026, 10, 24, 10)
const setClock = (at: number) => vi.useFakeTimers({ toFake: ['Date'], now: at })
const goOn = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds)
afterEach(() => vi.useRealTimers())

const people = [...customers.values()].filter(({ userId }) => userId < 600_000_000 || userId > 900_000_000)

async function asAssociate(shop: Shop, associate: string) {
  const { code: till, password } = shop.sandbox.till
  const session = sessionOf(await shop.post('/api/session', { till, password }, {}))
  await shop.post('/api/session/associate', { associate }, { session })
  return session
}

async function asManager(shop: Shop) {
  const { code: till, password } = shop.sandbox.tillOfManager
  return sessionOf(await shop.post('/api/session', { till, password }, {}))
}

const find = (shop: Shop, value: string | number, session = shop.session) =>
  shop.post('/api/find', { kind: 'customerId', value: String(value) }, { session })

const events = (shop: Shop, action: string) =>
  shop.store.query('select outcome, customer_id, facts from audit_events where action = $1 order by seq', [
    action,
  ])

test('a busy day of three hundred customers, with its mistakes, its photos and its searches, is never disturbed', async () => {
  setClock(atTen)
  await using shop = await openShop()
  const notices: unknown[] = []
  let customer = 0
  for (const inThisHour of [20, 30, 45, 75, 50, 40, 25, 15]) {
    const session = await asAssociate(shop, '2313')
    const ask = async (what: string, answer: Promise<Awaited<ReturnType<typeof find>>>) => {
      const { statusCode, headers } = await answer
      if (headers[manyLookUpsHeader] !== undefined || statusCode === 429)
        notices.push([customer, what, statusCode, headers[manyLookUpsHeader]])
    }
    for (const until = customer + inThisHour; customer < until; customer += 1) {
      const { userId, name } = people[(customer * 7) % people.length] ?? { userId: 0, name: ['', ''] }
      const isByName = customer % 10 === 0
      if (isByName)
        for (const letters of [3, 4, 5])
          await ask(
            'search',
            shop.post('/api/search', { text: name[0].slice(0, letters).padEnd(3, 'a') }, { session }),
          )
      // One in five is no member.
      if (customer % 5 === 1) await ask('find', find(shop, 999_000_000 + customer * 100, session))
      else if (!isByName) await ask('find', find(shop, userId, session))
      // The photo link is renewed while the customer stands at the till.
      if (customer % 5 !== 1) await ask('customer', shop.customer(userId, { session }))
      goOn(hour / inThisHour)
    }
  }
  expect(notices).toEqual([])
}, 120_000)

test('who leafs through people by their names is noticed, whether or not anybody is opened', async () => {
  await using shop = await openShop({
    policy: policyOf({ limits: { peopleShownPerHour: { soft: 25, hard: 60 } } }),
  })
  const outcomes: string[] = []
  for (const text of ['adi', 'aditi', 'adi', 'roh', 'kha', 'meh', 'ana', 'mar', 'sha', 'che']) {
    const { statusCode, headers } = await shop.post('/api/search', { text })
    outcomes.push(`${statusCode} ${String(headers[manyLookUpsHeader] ?? '')}`)
  }
  expect(outcomes.slice(0, 3)).toEqual(['200 ', '200 ', '200 '])
  expect(outcomes).toContain('200 too_many_people')
  expect(outcomes.at(-1)).toBe('429 ')
})

test('ten numbers of people who are no members, each of which can be read in three ways, are ten look-ups and no pause', async () => {
  setClock(atTen)
  await using shop = await openShop()
  const session = await asAssociate(shop, '2313')
  const answers: unknown[] = []
  for (let customer = 0; customer < 10; customer += 1) {
    const digits = String(9_000_000_001 + customer * 7919)
    const readings = [
      { kind: 'mobile', value: `91${digits}` },
      { kind: 'customerId', value: digits },
      { kind: 'cardNumber', value: digits },
    ]
    const { statusCode, headers } = await shop.post('/api/find', { readings }, { session })
    answers.push([statusCode, headers[manyLookUpsHeader]])
    goOn(minute / 2)
  }
  expect(answers).toEqual(answers.map(() => [404, undefined]))
  expect((await find(shop, 565_039_505, session)).statusCode).toBe(200)
  expect(await events(shop, 'look_up')).toHaveLength(11)
})

test('who asks for more than a counter can serve is slowed with a notice, then paused until a manager lifts it', async () => {
  setClock(atTen)
  await using shop = await openShop({ managerTills: ['till.office'] })
  const session = await asAssociate(shop, '2313')
  const outcomes: string[] = []
  for (const { userId } of marked) {
    const { statusCode, headers } = await find(shop, userId, session)
    outcomes.push(`${statusCode} ${String(headers[manyLookUpsHeader] ?? '')}`)
    goOn(1000)
  }
  expect(outcomes.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => '200 '))
  expect(outcomes.slice(12, 20)).toEqual(Array.from({ length: 8 }, () => '200 too_many'))
  expect(new Set(outcomes.slice(20))).toEqual(new Set(['429 ']))
  expect(await events(shop, 'limit')).toContainEqual({
    outcome: 'paused',
    customer_id: null,
    facts: { subject: 'associate', reason: 'too_many' },
  })

  // Neither time, nor another session, nor another kind of look-up lifts the pause.
  goOn(2 * hour)
  const later = await asAssociate(shop, '2313')
  const refused = { code: 'look_ups_paused', status: 429 }
  const asked = shop.sandbox.requests.length
  expect((await find(shop, 565_039_505, later)).json()).toMatchObject(refused)
  expect((await shop.customer(565_039_505, { session: later })).json()).toMatchObject(refused)
  expect((await shop.post('/api/search', { text: 'Aditi' }, { session: later })).json()).toMatchObject(
    refused,
  )
  expect(shop.sandbox.requests.length).toBe(asked)
  // A colleague at the same till is not paused.
  expect((await find(shop, 565_039_505, await asAssociate(shop, '2314'))).statusCode).toBe(200)

  const manager = await asManager(shop)
  const list = (await shop.gateway.inject({ url: '/api/limits', headers: withSession(manager) })).json()
  expect(list.pauses).toMatchObject([{ subject: 'associate', name: '2313', reason: 'too_many' }])
  const lift = await shop.post('/api/limits/lift', { id: list.pauses[0].id }, { session: manager })
  expect(lift.statusCode).toBe(204)
  expect((await find(shop, 565_039_505, later)).statusCode).toBe(200)
  expect(await events(shop, 'lift')).toMatchObject([{ facts: { subject: 'associate', reason: 'too_many' } }])
})

test('a manager lifts a pause where it happened, by the password of a manager’s till', async () => {
  await using shop = await openShop({
    managerTills: ['till.office'],
    policy: policyOf({ limits: { lookUpsPerMinute: { soft: 1, hard: 1 } } }),
  })
  const lift = (body: object) => shop.post('/api/limits/lift', body)
  await find(shop, marked[0]?.userId ?? 0)
  expect((await find(shop, marked[1]?.userId ?? 0)).json()).toMatchObject({ code: 'look_ups_paused' })
  const managersOnly = { code: 'managers_only', status: 403 }
  expect((await lift({})).json()).toMatchObject(managersOnly)
  const { code, password } = shop.sandbox.till
  expect((await lift({ till: code, password })).json()).toMatchObject(managersOnly)
  const office = shop.sandbox.tillOfManager
  expect((await lift({ till: office.code, password: 'no' })).json()).toMatchObject({
    code: 'wrong_credentials',
  })
  expect(
    (await shop.gateway.inject({ url: '/api/limits', headers: shop.headers.read })).json(),
  ).toMatchObject(managersOnly)
  expect((await lift({ till: office.code, password: office.password })).statusCode).toBe(204)
  expect((await find(shop, marked[1]?.userId ?? 0)).statusCode).toBe(200)
  expect(await events(shop, 'lift')).toMatchObject([{ facts: { managerTill: office.code } }])
})

test('another name picked in a session brings no new allowance, and pauses nobody elsewhere', async () => {
  await using shop = await openShop({
    managerTills: ['till.office'],
    policy: policyOf({ limits: { lookUpsPerMinute: { soft: 2, hard: 3 } } }),
  })
  const ids = marked.map(({ userId }) => userId)
  const session = await asAssociate(shop, '2313')
  await find(shop, ids[0] ?? 0, session)
  const { password } = shop.sandbox.till
  const picked = { associate: '2314', pin: '2468', password }
  expect((await shop.post('/api/session/associate', picked, { session })).statusCode).toBe(200)
  for (const id of ids.slice(1, 3)) {
    // oxlint-disable-next-line no-await-in-loop
    expect((await find(shop, id, session)).statusCode).toBe(200)
  }
  expect((await find(shop, ids[3] ?? 0, session)).json()).toMatchObject({ code: 'look_ups_paused' })
  const list = await shop.gateway.inject({ url: '/api/limits', headers: withSession(await asManager(shop)) })
  expect(list.json().pauses).toMatchObject([{ subject: 'associate', name: '2313' }])
  // Nor is it over for whoever signs in anew under the same name, while the colleague works on.
  expect((await find(shop, ids[4] ?? 0, await asAssociate(shop, '2313'))).statusCode).toBe(429)
  expect((await find(shop, ids[4] ?? 0, await asAssociate(shop, '2314'))).statusCode).toBe(200)
})

test('no manager lifts a pause of their own; another manager’s till does', async () => {
  await using shop = await openShop({
    managerTills: ['till.office', 'till.demo'],
    policy: policyOf({ limits: { lookUpsPerMinute: { soft: 1, hard: 1 } } }),
  })
  const session = await asManager(shop)
  const lift = (body: object) => shop.post('/api/limits/lift', body, { session })
  for (const { userId } of marked.slice(0, 2)) {
    // oxlint-disable-next-line no-await-in-loop
    await find(shop, userId, session)
  }
  const list = await shop.gateway.inject({ url: '/api/limits', headers: withSession(session) })
  const [{ id }] = list.json().pauses
  const { tillOfManager: own, till: other } = shop.sandbox
  for (const body of [{}, { id }, { id, till: own.code, password: own.password }]) {
    // oxlint-disable-next-line no-await-in-loop
    expect((await lift(body)).json()).toMatchObject({ code: 'another_manager', status: 403 })
  }
  expect((await lift({ id, till: other.code, password: other.password })).statusCode).toBe(204)
  expect((await find(shop, marked[2]?.userId ?? 0, session)).statusCode).toBe(200)
})

test('what was revealed is counted at the till too, whoever signs in there', async () => {
  await using shop = await openShop({
    policy: policyOf({ reveal: { seconds: 20, perHour: 1 }, limits: { times: { till: 2, address: 1000 } } }),
  })
  const asked = { field: '/profiles/0/identifiers/1/value', masked: '••••4269' }
  const outcomes: number[] = []
  for (const associate of ['2313', '2314', '2290']) {
    // oxlint-disable-next-line no-await-in-loop
    const session = await asAssociate(shop, associate)
    // oxlint-disable-next-line no-await-in-loop
    outcomes.push((await shop.post('/api/customers/565039505/reveal', asked, { session })).statusCode)
  }
  expect(outcomes).toEqual([200, 200, 429])
})

test('a customer whom somebody asks about without opening them counts as opened', async () => {
  await using shop = await openShop({
    policy: policyOf({ limits: { lookUpsPerMinute: { soft: 2, hard: 2 } } }),
  })
  const ask = (userId: number) => shop.post(`/api/customers/${userId}/challenge`, {})
  const statuses = []
  for (const { userId } of marked.slice(0, 4)) statuses.push((await ask(userId)).statusCode)
  expect(statuses).toEqual([200, 200, 429, 429])
})

test('numbers in a row are noticed, whoever they belong to', async () => {
  setClock(atTen)
  await using shop = await openShop()
  const first = 800_001_001
  const outcomes: string[] = []
  for (let step = 0; step < 8; step += 1) {
    const { statusCode, headers } = await find(shop, first + step)
    outcomes.push(`${statusCode} ${String(headers[manyLookUpsHeader] ?? '')}`)
    goOn(minute)
  }
  expect(outcomes).toEqual([
    '200 ',
    '200 ',
    '200 ',
    '200 ',
    '200 numbers_in_a_row',
    '200 numbers_in_a_row',
    '429 ',
    '429 ',
  ])
})

test('who mostly asks for people there are none of is noticed', async () => {
  setClock(atTen)
  await using shop = await openShop()
  const outcomes: number[] = []
  for (let guess = 0; guess < 20; guess += 1) {
    outcomes.push((await find(shop, 777_000_000 + guess * 5003)).statusCode)
    goOn(minute)
  }
  expect(outcomes.slice(0, 11)).toEqual(Array.from({ length: 11 }, () => 404))
  expect(outcomes.at(-1)).toBe(429)
  expect(await events(shop, 'limit')).toContainEqual({
    outcome: 'paused',
    customer_id: null,
    facts: { subject: 'associate', reason: 'too_few_found' },
  })
})

test('associates who share a till and take turns are counted at the till', async () => {
  setClock(atTen)
  await using shop = await openShop({
    policy: policyOf({ limits: { times: { till: 2, address: 30 }, lookUpsPerMinute: { soft: 4, hard: 5 } } }),
  })
  const sessions = await Promise.all(['2313', '2314', '2315'].map((each) => asAssociate(shop, each)))
  const statuses = []
  for (let lookUp = 0; lookUp < 12; lookUp += 1)
    statuses.push((await find(shop, marked[lookUp]?.userId ?? 0, sessions[lookUp % 3])).statusCode)
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429])
  expect(await events(shop, 'limit')).toContainEqual({
    outcome: 'paused',
    customer_id: null,
    facts: { subject: 'till', reason: 'too_many' },
  })
})

test('two gateways on one store count together', async () => {
  setClock(atTen)
  const policy = policyOf({ limits: { lookUpsPerMinute: { soft: 3, hard: 3 } } })
  await using one = await openShop({ policy })
  await using other = await openShop({ policy, store: one.store })
  const asked = [one, other, one, other, one]
  const statuses = []
  for (const [at, shop] of asked.entries())
    statuses.push((await find(shop, marked[at]?.userId ?? 0)).statusCode)
  expect(statuses).toEqual([200, 200, 200, 429, 429])
})

test('many at once are counted as if one came after another, no more and no fewer', async () => {
  await using shop = await openShop({
    policy: policyOf({ limits: { lookUpsPerMinute: { soft: 5, hard: 5 } } }),
  })
  // Opening the same customer three times is one look-up, whichever request comes first.
  const views = marked.slice(0, 3).flatMap(({ userId }) => [userId, userId, userId])
  const viewed = await Promise.all(views.map((userId) => shop.customer(userId)))
  expect(viewed.map(({ statusCode }) => statusCode)).toEqual(views.map(() => 200))
  const [counted] = await shop.store.query(
    "select points from counters where key like 'look-ups an hour:associate/%'",
  )
  expect(counted).toEqual({ points: 3 })
  const answers = await Promise.all(marked.slice(3, 12).map(({ userId }) => find(shop, userId)))
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(2)
})

test('a customer nobody has a reason to open raises an alarm, and the screen does not tell', async () => {
  await using shop = await openShop({ policy: policyOf({ limits: { canaries: ['565039505'] } }) })
  await using calm = await openShop()
  const [alarmed, usual] = await Promise.all([find(shop, 565_039_505), find(calm, 565_039_505)])
  expect(alarmed.statusCode).toBe(200)
  expect(Object.keys(alarmed.json())).toEqual(Object.keys(usual.json()))
  expect(await events(shop, 'alarm')).toEqual([{ outcome: 'canary', customer_id: '565039505', facts: {} }])
  expect(shop.logLines.join('')).toContain('"securityEvent":"canary_opened"')
  expect(await events(calm, 'alarm')).toEqual([])
})

test('no address and nothing that was asked for is kept by the counters', async () => {
  await using shop = await openShop()
  await shop.post('/api/find', { kind: 'mobile', value: '919148574269' })
  const kept =
    JSON.stringify(await shop.store.query('select * from counters')) +
    JSON.stringify(await shop.store.query('select * from opened_customers'))
  expect(kept).not.toMatch(/127\.0\.0\.1|919148574269|Aditi/)
})
