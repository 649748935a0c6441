import * as v from 'valibot'
import { expect, test } from 'vitest'
import { officeEvents, officeSessions, type OfficeEvents } from '#contract/api/office.ts'
import { openShop, withSession, type Shop } from '#test/support/shop.ts'
import { anotherSession, decided, eventsOf, look } from '#test/support/verify.ts'

const aditi = 565_039_505
const rohan = 565_040_002

/** A session of a security officer, as the provider's claim makes one. */
async function officerAt(shop: Shop) {
  const session = await anotherSession(shop)
  await shop.store.query(
    "update sessions set role = 'officer', till = 'office' where active_at = (select max(active_at) from sessions)",
  )
  return session
}

async function managerAt(shop: Shop) {
  const { code, password } = shop.sandbox.tillOfManager
  const answer = await shop.post('/api/session', { till: code, password }, { session: '' })
  return answer.cookies[0]?.value ?? ''
}

const ask = (shop: Shop, path: string, session: string) =>
  shop.gateway.inject({ url: `/api/office/${path}`, headers: withSession(session) })

async function eventsFor(shop: Shop, query: string, session: string): Promise<OfficeEvents> {
  return v.parse(officeEvents, (await ask(shop, `events?${query}`, session)).json())
}

/** Two associates, of whom one looks at Aditi and answers, and the other at Rohan. */
async function openBusyShop(shopTills = new Map<string, string[]>()) {
  const shop = await openShop({ signedIn: false, managerTills: ['till.office'], shopTills })
  const [asha, jonas] = [await anotherSession(shop, '2313'), await anotherSession(shop, '2314')]
  await decided(shop, await look(shop, aditi, asha))
  await look(shop, rohan, jonas)
  return { shop, asha, jonas }
}

test('an officer sees who looked at a customer, with the evidence', async () => {
  const { shop } = await openBusyShop()
  await using opened = shop
  const officer = await officerAt(opened)
  const { events, next } = await eventsFor(opened, `customer=${aditi}`, officer)
  expect(next).toBeUndefined()
  expect(events.map(({ action }) => action)).toEqual(['record_read', 'decision', 'photo', 'view'])
  expect(events[1]).toMatchObject({
    customerId: String(aditi),
    associate: '2313',
    outcome: 'done',
    till: 'till.demo',
    facts: { result: 'same', purpose: 'redeem' },
  })
})

test('a customer whom a list showed is found, and the list names nobody else', async () => {
  const { shop, asha } = await openBusyShop()
  await using opened = shop
  await opened.post('/api/search', { text: 'Rohan' }, { session: asha })
  const { events } = await eventsFor(opened, `customer=${rohan}&action=search`, await officerAt(opened))
  expect(events).toEqual([
    expect.objectContaining({ customerId: String(rohan), isInList: true, associate: '2313' }),
  ])
  expect(events[0]?.facts).toMatchObject({ listed: expect.stringMatching(/^\d+$/) })
  expect(events[0]?.facts).not.toHaveProperty('shown')
})

test.each([
  ['an associate', 'associate=2314', ['2314']],
  ['a till', 'till=till.demo&action=view', ['2313', '2314']],
  ['what was done', 'action=decision', ['2313']],
  ['the purpose', 'purpose=redeem', ['2313']],
  ['another purpose', 'purpose=return', []],
  ['another month', 'from=2020-01-01T00:00:00.000Z&to=2020-02-01T00:00:00.000Z', []],
  ['the time', 'action=decision&from=2020-01-01T00:00:00.000Z', ['2313']],
])('events are found by %s', async (_by, query, associates) => {
  const { shop } = await openBusyShop()
  await using opened = shop
  const { events } = await eventsFor(opened, query, await officerAt(opened))
  const told = [...new Set(events.flatMap(({ associate }) => associate ?? []))]
  expect(told.toSorted((one, other) => one.localeCompare(other))).toEqual(associates)
})

test('pages follow each other without a gap or a repetition', async () => {
  await using shop = await openShop()
  for (let at = 0; at < 60; at++)
    // oxlint-disable-next-line no-await-in-loop -- in order
    await shop.post('/api/session/activity')
  for (let at = 0; at < 60; at++)
    // oxlint-disable-next-line no-await-in-loop
    await shop.post('/api/search', { text: 'Adi' })
  const officer = await officerAt(shop)
  const first = await eventsFor(shop, 'action=search', officer)
  const second = await eventsFor(shop, `action=search&after=${first.next}`, officer)
  expect([first.events.length, second.events.length, second.next]).toEqual([50, 10, undefined])
  const times = [...first.events, ...second.events].map(({ at }) => at)
  expect(times).toEqual(times.toSorted((one, other) => other.localeCompare(one)))
})

test('whoever reads the record is on it, once for each question', async () => {
  const { shop } = await openBusyShop()
  await using opened = shop
  const officer = await officerAt(opened)
  await eventsFor(opened, `customer=${aditi}`, officer)
  expect(await eventsOf(opened, 'record_read')).toEqual([
    expect.objectContaining({ customer_id: String(aditi), facts: { what: 'events' } }),
  ])
})

test('an associate may not enter, and the attempt is on the record', async () => {
  const { shop, asha } = await openBusyShop()
  await using opened = shop
  for (const path of ['events', 'events.csv', 'events.jsonl', 'sessions'])
    // oxlint-disable-next-line no-await-in-loop
    expect((await ask(opened, path, asha)).json()).toMatchObject({ code: 'managers_only', status: 403 })
  expect((await opened.post('/api/office/verify', {}, { session: asha })).json()).toMatchObject({
    code: 'managers_only',
  })
  expect((await eventsOf(opened, 'refused')).length).toBe(5)
})

test('a manager sees the tills of the shop, and nothing of others', async () => {
  const { shop } = await openBusyShop(new Map([['till.office', ['till.demo']]]))
  await using opened = shop
  await opened.store.query(
    "update sessions set till = 'till.elsewhere' where active_at = (select max(active_at) from sessions)",
  )
  const manager = await managerAt(opened)
  const { events } = await eventsFor(opened, 'action=view', manager)
  expect(events.map(({ till, associate }) => [till, associate])).toEqual([
    ['till.demo', '2314'],
    ['till.demo', '2313'],
  ])
  const sessions = v.parse(officeSessions, (await ask(opened, 'sessions', manager)).json()).sessions
  expect(sessions.map(({ till }) => till)).toEqual(['till.office', 'till.demo'])
  expect((await opened.post('/api/office/verify', {}, { session: manager })).json()).toMatchObject({
    code: 'not_permitted',
  })
  expect(await eventsOf(opened, 'refused')).toEqual([
    expect.objectContaining({ outcome: 'not_permitted', facts: { act: 'verify' } }),
  ])
})

test('a manager whose shop is not described sees the own till only', async () => {
  const { shop } = await openBusyShop()
  await using opened = shop
  const { events } = await eventsFor(opened, '', await managerAt(opened))
  expect(new Set(events.map(({ till }) => till))).toEqual(new Set(['till.office']))
})

test('the same events as CSV and as lines of JSON, however many', async () => {
  const { shop } = await openBusyShop()
  await using opened = shop
  const officer = await officerAt(opened)
  const csv = await ask(opened, `events.csv?customer=${aditi}`, officer)
  expect(csv.headers['content-type']).toContain('text/csv')
  expect(csv.body.split('\r\n')[0]).toBe(
    '"time (UTC)","action","outcome","customer","associate","till","facts"',
  )
  const lines = (await ask(opened, `events.jsonl?customer=${aditi}&action=decision`, officer)).body
  expect(
    lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([expect.objectContaining({ action: 'decision', customerId: String(aditi) })])
})

test('the record is verified, and a change to it is told', async () => {
  const { shop } = await openBusyShop()
  await using opened = shop
  const officer = await officerAt(opened)
  const verifyNow = () => opened.post('/api/office/verify', {}, { session: officer })
  expect((await verifyNow()).json()).toMatchObject({ breaks: [], chains: 1 })
  await opened.store.query('alter table audit_events disable trigger audit_events_are_kept')
  await opened.store.query("update audit_events set associate = '2314' where action = 'decision'")
  expect((await verifyNow()).json()).toMatchObject({ breaks: [{ what: 'edited' }] })
})

test('sessions are listed, and one that is ended is over at once', async () => {
  const { shop, asha } = await openBusyShop()
  await using opened = shop
  const officer = await officerAt(opened)
  const list = async () => v.parse(officeSessions, (await ask(opened, 'sessions', officer)).json()).sessions
  const meant = (await list()).find(({ associate }) => associate === '2313')
  expect(meant).toMatchObject({
    till: 'till.demo',
    associateName: 'Asha Verma',
    isOwn: false,
    isLocked: false,
  })
  const ended = await opened.post(`/api/office/sessions/${meant?.id}/end`, {}, { session: officer })
  expect(ended.statusCode).toBe(204)
  expect((await opened.customer(aditi, { session: asha })).json()).toMatchObject({ code: 'signed_out' })
  expect((await list()).map(({ id }) => id)).not.toContain(meant?.id)
  expect(await eventsOf(opened, 'session_end')).toContainEqual(
    expect.objectContaining({ facts: expect.objectContaining({ ended: meant?.id }) }),
  )
})

test('all sessions of a till are ended at once, but never the one that asks', async () => {
  const { shop, asha, jonas } = await openBusyShop(new Map([['till.office', ['till.demo']]]))
  await using opened = shop
  const manager = await managerAt(opened)
  const end = (till: string) => opened.post(`/api/office/tills/${till}/end`, {}, { session: manager })
  expect((await end('till.demo')).statusCode).toBe(204)
  for (const session of [asha, jonas])
    // oxlint-disable-next-line no-await-in-loop
    expect((await opened.customer(aditi, { session })).json()).toMatchObject({ code: 'signed_out' })
  expect((await eventsOf(opened, 'session_end')).length).toBe(2)
  expect((await end('till.office')).json()).toMatchObject({ code: 'not_found' })
  expect((await end('till.elsewhere')).json()).toMatchObject({ code: 'not_found' })
  expect((await ask(opened, 'sessions', manager)).statusCode).toBe(200)
})

test.each(['customer=abc', 'from=yesterday', 'from=2026-11-01', 'after=xyz', 'nonsense=1', 'action=a%20b'])(
  'a question of another form is refused: %s',
  async (query) => {
    const { shop } = await openBusyShop()
    await using opened = shop
    expect((await ask(opened, `events?${query}`, await officerAt(opened))).json()).toMatchObject({
      code: 'bad_request',
    })
  },
)
