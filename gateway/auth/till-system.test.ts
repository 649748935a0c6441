import { expect, test } from 'vitest'
import { policyOf } from '#test/support/policies.ts'
import { openShop, sessionOf, withSession } from '#test/support/shop.ts'
import { eventsOf } from '#test/support/verify.ts'

const key = 'k'.repeat(32)
const pos = { pos: { origins: [], apiKeys: [key], keepDays: 30, receiptMinutes: 15 } }
const pin = '472913'
const [asha, other] = ['2313', '2314']

/** A till whose associate has locked it, and the till system's server. */
async function openTill(tillSystem: { unlocks?: boolean; switches?: boolean }, change: object = {}) {
  const policy = policyOf({ tillSystem })
  const shop = await openShop({ ...pos, policy, signedIn: false, ...change })
  const { code: till, password } = shop.sandbox.till
  let session = sessionOf(await shop.post('/api/session', { till, password, pin }, {}))
  const post = async (path: string, body: object = {}) => {
    const answer = await shop.post(`/api/session${path}`, body, { session })
    session = sessionOf(answer) || session
    return answer
  }
  await post('/associate', { associate: asha })
  await post('/lock')
  const ask = (body: object, headers: object = { authorization: `Bearer ${key}` }) =>
    shop.gateway.inject({
      method: 'POST',
      url: '/api/hand-over/associate',
      headers: { ...headers },
      payload: body,
    })
  return {
    shop,
    till,
    post,
    ask,
    session: () => session,
    /** A code of the till system's server for somebody at a till. */
    code: async (associate = asha, at = till): Promise<string> =>
      (await ask({ till: at, associate })).json().code,
    state: async () =>
      (await shop.gateway.inject({ url: '/api/session', headers: withSession(session) })).json(),
    [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose](),
  }
}

const refused = { code: 'hand_over_over', status: 410 }

test('by default no till system opens anything', async () => {
  await using till = await openTill({})
  expect((await till.post('/unlock', { code: await till.code() })).json()).toMatchObject(refused)
  expect((await till.post('/unlock', { code: await till.code(other) })).json()).toMatchObject(refused)
  expect(await till.state()).toMatchObject({ state: 'locked', who: { associate: { id: asha } } })
  const events = await eventsOf(till.shop, 'unlock')
  expect(events).toMatchObject([{ outcome: 'hand_over_over' }, { outcome: 'hand_over_over' }])
})

test('a code of the till system’s server unlocks the session of that associate at that till, once', async () => {
  await using till = await openTill({ unlocks: true })
  const before = till.session()
  const code = await till.code(asha, till.till.toUpperCase())
  expect((await till.post('/unlock', { code })).json()).toMatchObject({
    state: 'open',
    who: { associate: { id: asha }, hasPin: true },
  })
  expect(till.session()).not.toBe(before)
  await till.post('/lock')
  expect((await till.post('/unlock', { code })).json()).toMatchObject(refused)
  expect(await eventsOf(till.shop, 'unlock')).toMatchObject([
    { outcome: 'done', facts: { why: 'by the till system' } },
    { outcome: 'hand_over_over' },
  ])
})

test.each([
  ['another associate', { associate: other }],
  ['another till', { at: 'till.other' }],
  ['nobody on the list', { associate: '999999' }],
])('a code for %s unlocks nothing', async (_what, { associate, at }: { associate?: string; at?: string }) => {
  await using till = await openTill({ unlocks: true })
  expect((await till.post('/unlock', { code: await till.code(associate, at) })).json()).toMatchObject(refused)
  expect(await till.state()).toMatchObject({ state: 'locked' })
})

test('no code opens a session that has ended, and none is good after five minutes', async () => {
  let now = Date.now()
  await using till = await openTill({ unlocks: true, switches: true }, { now: () => now })
  const late = await till.code()
  now += 300_001
  expect((await till.post('/unlock', { code: late })).json()).toMatchObject(refused)
  await till.shop.gateway.inject({
    method: 'DELETE',
    url: '/api/session',
    headers: { 'sec-fetch-site': 'same-origin', ...withSession(till.session()) },
  })
  expect((await till.post('/unlock', { code: await till.code() })).json()).toMatchObject({
    code: 'signed_out',
  })
})

test('where the policy allows it, the next associate is let in, and the PIN of the one before opens nothing', async () => {
  await using till = await openTill({ switches: true })
  // To unlock for the same associate is another permission.
  expect((await till.post('/unlock', { code: await till.code() })).json()).toMatchObject(refused)
  const { owner } = (await till.state()).who
  const answer = (await till.post('/unlock', { code: await till.code(other) })).json()
  expect(answer).toMatchObject({ state: 'open', who: { associate: { id: other }, hasPin: false } })
  expect(answer.who.owner).not.toBe(owner)
  await till.post('/lock')
  expect((await till.post('/unlock', { pin })).json()).toMatchObject({ code: 'bad_request' })
  expect(await till.state()).toMatchObject({ state: 'locked' })
})

test('only a server with a key gets a code', async () => {
  await using till = await openTill({ unlocks: true })
  const body = { till: till.till, associate: asha }
  expect((await till.ask(body, {})).json()).toMatchObject({ code: 'wrong_credentials' })
  const page = { authorization: `Bearer ${key}`, origin: 'https://pos.example' }
  expect((await till.ask(body, page)).json()).toMatchObject({ code: 'cross_site' })
  expect((await till.ask({ till: till.till })).json()).toMatchObject({ code: 'bad_request' })
})
