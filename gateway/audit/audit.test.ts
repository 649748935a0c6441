import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openShop, sessionOf, type Shop } from '#test/support/shop.ts'
import { openTestStore } from '#test/support/store.ts'
import { openAudit } from './audit.ts'
import { canonical } from './audit-event.ts'
import { auditTable } from './audit-table.ts'
import { verify } from './verify.ts'

const eventsOf = async ({ store }: Pick<Shop, 'store'>) => auditTable(store).find({})

const silent = { error: () => undefined, info: () => undefined }

test('whatever is done at a till is one event, with who, where, whom and how it came out', async () => {
  await using shop = await openShop()
  const { addresses } = await shop.lookUp(565039505)
  await shop.photo(addresses[0] ?? '', shop.session)
  await shop.customer(600000508)
  await shop.post('/api/find', { kind: 'mobile', value: '919148574269' })
  await shop.post('/api/search', { text: 'Adi', limit: 3 })
  const locked = await shop.post('/api/session/lock')
  expect(locked.statusCode).toBe(200)
  expect((await shop.customer(565039505)).statusCode).toBe(423)
  await shop.gateway.close()

  const events = await eventsOf(shop)
  const seen = events.map(({ action, outcome, customerId }) => [action, outcome, customerId])
  expect(seen).toEqual([
    ['opened', 'done', null],
    ['sign_in', 'done', null],
    ['view', 'done', '565039505'],
    ['photo', 'done', '565039505'],
    ['view', 'not_allowed', '600000508'],
    ['look_up', 'done', '565039505'],
    ['search', 'done', null],
    ['lock', 'done', null],
    ['refused', 'locked', null],
  ])
  for (const { requestId } of events.slice(1)) expect(requestId).toMatch(/^[0-9a-f]{32}$/)
  for (const { till, session } of events.slice(1, -1))
    expect([till, session]).toEqual(['till.demo', events[1]?.session])
  expect(JSON.stringify(events)).not.toMatch(/Aditi|Khan|919148574269|example|X-Amz/)
})

test('a search names the customers whose rows were shown, and who saw them is found by it', async () => {
  await using shop = await openShop()
  const { people } = (await shop.post('/api/search', { text: 'Adi', limit: 3 })).json()
  const table = auditTable(shop.store)
  const found = await table.find({ customerId: people[0].userId })
  expect(found.map(({ action }) => action)).toEqual(['search'])
  expect(await table.find({ customerId: '1' })).toEqual([])
})

test('what an associate did is found by the associate, and by the time', async () => {
  await using shop = await openShop({ now: () => Date.parse('2026-11-24T10:00:00Z') })
  const { who } = (await shop.gateway.inject({ url: '/api/session', headers: shop.headers.read })).json()
  const [{ id }] = who.staff
  await shop.post('/api/session/associate', { associate: id })
  await shop.customer(565039505)
  const table = auditTable(shop.store)
  const its = await table.find({ associate: id })
  expect(its.map(({ action }) => action)).toEqual(['associate', 'view'])
  expect(await table.find({ associate: id, from: '2026-11-24T10:00:01Z' })).toEqual([])
  expect(await table.find({ associate: id, to: '2026-11-24' })).toEqual([])
})

test('what can’t be recorded is not shown, and all is well again once it can', async () => {
  await using shop = await openShop()
  const { addresses } = await shop.lookUp(565039505)
  await shop.store.query('alter table audit_events rename to elsewhere')
  const answers = await Promise.all([
    shop.customer(565039505),
    shop.post('/api/find', { kind: 'customerId', value: '565039505' }),
    shop.post('/api/search', { text: 'Adi' }),
    shop.photo(addresses[0] ?? '', shop.session),
  ])
  for (const answer of answers) {
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'not_recorded'])
    expect(answer.headers['retry-after']).toBe('3')
    expect(answer.body).not.toContain('Aditi')
  }

  await shop.store.query('alter table elsewhere rename to audit_events')
  const { till, password } = { till: 'till.demo', password: 'countersign-demo' }
  const session = sessionOf(await shop.post('/api/session', { till, password }, {}))
  expect((await shop.customer(565039505, { session })).statusCode).toBe(200)
  expect(await verify(shop.store)).toMatchObject({ chains: 2, breaks: [] })
})

test('an event that the store refuses takes no other with it, and is on the record by its kind', async () => {
  await using store = await openTestStore()
  const audit = openAudit({ store, log: silent, now: () => 0 })
  const record = (requestId: string, outcome: string) =>
    audit.record({ requestId }, { action: 'view', outcome }).then(
      () => 'kept',
      (fault: unknown) => String(fault),
    )
  const told = await Promise.all(
    ['one', 'two\0', 'three', 'four\ud800', 'five'].map((outcome, at) => record(`r${at}`, outcome)),
  )
  expect(told.map((each) => each === 'kept')).toEqual([true, false, true, false, true])
  const events = (await auditTable(store).find({})).filter(({ action }) => action !== 'opened')
  expect(
    new Set(events.map(({ requestId, action, outcome }) => `${requestId} ${action} ${outcome}`)),
  ).toEqual(
    new Set(['r0 view one', 'r1 unwritable view', 'r2 view three', 'r3 unwritable view', 'r4 view five']),
  )
  expect((await verify(store)).breaks).toEqual([])
})

test('nobody signs in or out, locks, unlocks, chooses a PIN or guesses one without a record of it', async () => {
  await using shop = await openShop()
  const { till, password } = { till: 'till.demo', password: 'countersign-demo' }
  const session = sessionOf(await shop.post('/api/session', { till, password, pin: '2468' }, {}))
  const { who } = (await shop.gateway.inject({ url: '/api/session', headers: shop.headers.read })).json()
  await shop.store.query('alter table audit_events rename to elsewhere')
  const answers = [
    await shop.post('/api/session', { till, password }, {}),
    await shop.post('/api/session', { till, password: 'wrong' }, {}),
    await shop.post('/api/session/associate', { associate: who.staff[0].id }, { session }),
    await shop.post('/api/session/pin', { pin: '1357' }, { session }),
    await shop.post('/api/session/lock', {}, { session }),
    await shop.customer(565039505, { session }),
    await shop.post('/api/session/unlock', { pin: '0000' }, { session }),
    await shop.post('/api/session/unlock', { pin: '2468' }, { session }),
    await shop.post('/api/session/unlock', { till, password }, { session }),
    await shop.gateway.inject({ method: 'DELETE', url: '/api/session', headers: shop.headers.write }),
  ]
  expect(answers.map(({ statusCode, json }) => [statusCode, json().code])).toEqual(
    answers.map(() => [503, 'not_recorded']),
  )
  for (const answer of answers.slice(0, -1)) expect(answer.cookies).toEqual([])
  await shop.store.query('alter table elsewhere rename to audit_events')
  const stateOf = async (cookie: string) =>
    (
      await shop.gateway.inject({ url: '/api/session', headers: { cookie: `countersign-session=${cookie}` } })
    ).json().state
  expect([await stateOf(session), await stateOf(shop.session)]).toEqual(['locked', 'signed-out'])
  expect((await shop.post('/api/session/unlock', { pin: '2468' }, { session })).statusCode).toBe(200)
})

test('events that come at once are one chain without a gap', async () => {
  await using shop = await openShop()
  const ids = Array.from({ length: 40 }, () => 565039505)
  const answers = await Promise.all(ids.map((userId) => shop.customer(userId)))
  expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true)
  expect(await verify(shop.store)).toEqual({ chains: 1, entries: 42, breaks: [], forgettings: [] })
})

test('nobody who has the gateway’s statements can change what is recorded', async () => {
  await using shop = await openShop()
  await shop.customer(565039505)
  for (const statement of [
    "update audit_events set outcome = 'done'",
    'delete from audit_events',
    'truncate audit_events',
  ])
    await expect(shop.store.query(statement)).rejects.toThrow(/audit events are (added and read|kept)/)
})

const tampering = fc.record({
  events: fc.integer({ min: 3, max: 12 }),
  at: fc.nat(),
  how: fc.constantFrom('edit', 'forge', 'delete', 'swap'),
  column: fc.constantFrom('outcome', 'customer_id', 'associate', 'action', 'request_id', 'till'),
})

test('an event that is edited, forged, taken out or put elsewhere is found and named', async () => {
  await fc.assert(
    fc.asyncProperty(tampering, async ({ events, at, how, column }) => {
      await using store = await openTestStore()
      const audit = openAudit({ store, log: silent, now: () => 0 })
      for (let done = 0; done < events; done++)
        await audit.record({ requestId: `r${done}`, till: 't' }, { action: 'view', outcome: `o${done}` })
      expect(await verify(store)).toMatchObject({ chains: 1, entries: events + 1, breaks: [] })
      await store.query('alter table audit_events disable trigger user')
      // Not the last one: a missing end shows only when another chain has followed.
      const seq = 1 + (at % events)
      if (how === 'edit')
        await store.query(
          `update audit_events set ${column} = 'x' || coalesce(${column}, '') where seq = $1`,
          [seq],
        )
      if (how === 'forge')
        await store.query("update audit_events set hash = repeat('f', 64) where seq = $1", [seq])
      if (how === 'delete') await store.query('delete from audit_events where seq = $1', [seq])
      if (how === 'swap')
        await store.query(
          'update audit_events set seq = case seq when $1 then -1 else 0 end where seq in ($1, $1 + 1)',
          [seq],
        )
      if (how === 'swap')
        await store.query(
          'update audit_events set seq = case seq when -1 then $1 + 1 else $1 end where seq in (-1, 0)',
          [seq],
        )
      const { breaks } = await verify(store)
      expect(breaks).toMatchObject([{ seq, what: how === 'delete' ? 'missing' : 'edited' }])
    }),
    { numRuns: 25 },
  )
})

test('an end that was cut off shows as soon as another chain has begun', async () => {
  await using store = await openTestStore()
  let now = 0
  const begin = () => openAudit({ store, log: silent, now: () => ++now })
  const first = begin()
  for (const outcome of ['one', 'two', 'three'])
    await first.record({ requestId: '' }, { action: 'view', outcome })
  await begin().record({ requestId: '' }, { action: 'view', outcome: 'four' })
  expect(await verify(store)).toMatchObject({ chains: 2, breaks: [] })
  await store.query('alter table audit_events disable trigger user')
  await store.query("delete from audit_events where outcome = 'three'")
  expect((await verify(store)).breaks).toMatchObject([{ seq: 4, what: 'cut off' }])
})

test('JSON is written in one way, as RFC 8785 shows', () => {
  expect(canonical({ '\u20ac': 'x', '\r': 1, a: [true, null, 1e30, 4.5], '1': { c: 1, b: '"\n' } })).toBe(
    '{"\\r":1,"1":{"b":"\\"\\n","c":1},"a":[true,null,1e+30,4.5],"€":"x"}',
  )
})
