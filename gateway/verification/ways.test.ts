import * as v from 'valibot'
import { expect, test } from 'vitest'
import { challenge, challengeQuestion, challengeVerdict } from '#contract/api/challenge.ts'
import { codeSent, codeVerdict, colleagues, proven, type Factor } from '#contract/api/verification.ts'
import { openShop, sessionOf, type Shop } from '#test/support/shop.ts'
import {
  anotherSession,
  answerOf,
  decide,
  decided,
  eventsOf,
  look,
  photoLooked,
  readOnly,
  type Looked,
} from '#test/support/verify.ts'

const rohan = 565_040_002
const suspended = 600_001_001

const post = (shop: Shop, { userId, session }: Looked, path: string, body: object) =>
  shop.post(`/api/customers/${userId}/${path}`, body, { session })

/** The same decision without the photo: only the proofs count. */
function withProofs(looked: Looked, proofs: (string | undefined)[], purpose = 'redeem') {
  const { photo: _, ...body } = answerOf(looked, { purpose })
  return { ...body, proofs: proofs.filter((each) => each !== undefined) }
}

async function sendCode(shop: Shop, looked: Looked, channel: 'mobile' | 'email' = 'mobile') {
  const answer = await post(shop, looked, 'code', { view: looked.view, channel })
  return { answer, id: v.is(codeSent, answer.json()) ? v.parse(codeSent, answer.json()).id : '' }
}

const checkCode = (shop: Shop, looked: Looked, id: string, code: string) =>
  post(shop, looked, 'code/check', { id, code })

async function codeProof(shop: Shop, looked: Looked) {
  const { id } = await sendCode(shop, looked)
  return v.parse(codeVerdict, (await checkCode(shop, looked, id, '314159')).json()).proof
}

async function challengeProof(shop: Shop, looked: Looked) {
  const not = challengeQuestion.options.filter((each) => each !== 'postcode')
  const { id } = v.parse(challenge, (await post(shop, looked, 'challenge', { not })).json())
  const answer = await post(shop, looked, 'challenge/answer', { id, said: '400050' })
  return v.parse(challengeVerdict, answer.json()).proof
}

test('a code that was sent to the customer’s own mobile stands in for the photo', async () => {
  await using shop = await openShop()
  const looked = await look(shop, rohan)
  const { answer, id } = await sendCode(shop, looked)
  expect(answer.json()).toMatchObject({ to: '••••0002' })
  expect(answer.body).not.toContain('916000000002')
  expect((await checkCode(shop, looked, id, '000000')).json()).toEqual({ isRight: false, triesLeft: 4 })
  const letters = 'A2WX11I '.repeat(7)
  expect((await checkCode(shop, looked, id, letters)).json()).toEqual({ isRight: false, triesLeft: 3 })
  const verdict = v.parse(codeVerdict, (await checkCode(shop, looked, id, '٣١٤ ١٥٩')).json())
  expect(verdict.isRight).toBe(true)
  const { factors } = await decided(shop, looked, withProofs(looked, [verdict.proof]))
  expect(factors).toEqual(['code'])
  expect((await eventsOf(shop, 'code')).map(({ facts }) => facts)).toEqual([
    { channel: 'mobile' },
    { channel: 'mobile', answer: 'wrong' },
    { channel: 'mobile', answer: 'wrong' },
    { channel: 'mobile', answer: 'right' },
  ])
  const kept = JSON.stringify(await shop.store.query('select * from audit_events'))
  for (const text of [kept, shop.logLines.join('')]) {
    expect(text).not.toContain('916000000002')
    expect(text).not.toContain('314159')
  }
})

test('what goes to the vendor is its own call, with what is on file', async () => {
  await using shop = await openShop()
  const looked = await look(shop, rohan)
  await sendCode(shop, looked, 'email')
  const asked = shop.sandbox.requests.filter(({ path }) => path.includes('otp'))
  expect(asked.map(({ method, path }) => [method, path])).toEqual([['POST', '/v2/otp/generate']])
})

test('a proof is good for one customer, one session and a quarter of an hour', async () => {
  let now = Date.now()
  const sessionLimits = { hideAfter: 90, lockAfter: 36_000, lockKeep: 5, idle: 36_000, longest: 43_200 }
  await using shop = await openShop({ sessionLimits, now: () => now })
  const looked = await look(shop, rohan)
  const proof = await codeProof(shop, looked)
  const aditi = await look(shop, 565_039_505)
  expect((await decide(shop, aditi, withProofs(aditi, [proof]))).statusCode).toBe(422)
  const session = await anotherSession(shop)
  const elsewhere = await look(shop, rohan, session)
  expect((await decide(shop, elsewhere, withProofs(elsewhere, [proof]))).statusCode).toBe(422)
  expect((await decide(shop, looked, withProofs(looked, [`${proof}x`, 'made-up']))).statusCode).toBe(422)
  now += 900_001
  expect((await decide(shop, looked, withProofs(looked, [proof]))).statusCode).toBe(422)
})

test('what was proven in one encounter proves nothing in the next', async () => {
  let now = Date.now()
  await using shop = await openShop({ now: () => now })
  const looked = await look(shop, rohan)
  const proof = await codeProof(shop, looked)
  now += 1000
  // A renewal of the data belongs to the encounter, as when a photo's address has run out.
  const renewed = await shop.gateway.inject({
    url: `/v2/customers/${rohan}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`,
    headers: { ...shop.headers.read, 'x-view': looked.view },
  })
  const goesOn = { ...looked, view: String(renewed.headers['x-view']) }
  const again = await look(shop, rohan)
  expect((await decide(shop, again, withProofs(again, [proof]))).json()).toMatchObject({ code: 'not_enough' })
  expect((await decided(shop, goesOn, withProofs(goesOn, [proof]))).factors).toEqual(['code'])
})

test('photo and factor, or two factors where the photo is no help', async () => {
  await using shop = await openShop()
  const looked = await look(shop, rohan)
  const code = await codeProof(shop, looked)
  const purpose = 'change-identifier'
  expect((await decide(shop, looked, withProofs(looked, [code], purpose))).json()).toMatchObject({
    code: 'not_enough',
  })
  // The same proof sent twice counts once.
  expect((await decide(shop, looked, withProofs(looked, [code, code], purpose))).statusCode).toBe(422)
  const both = await decided(
    shop,
    looked,
    withProofs(looked, [code, await challengeProof(shop, looked)], purpose),
  )
  expect(both.factors.toSorted()).toEqual(['challenge', 'code'] satisfies Factor[])
  const proofs = code === undefined ? [] : [code]
  const again = await decided(shop, looked, answerOf(looked, { purpose, proofs, after: both.receipt }))
  expect(again.factors).toEqual(['code'])
})

test('codes run out, and so do tries', async () => {
  await using shop = await openShop()
  const looked = await look(shop, rohan)
  const { id } = await sendCode(shop, looked)
  for (let attempt = 0; attempt < 5; attempt++)
    // oxlint-disable-next-line no-await-in-loop
    await checkCode(shop, looked, id, '000000')
  expect((await checkCode(shop, looked, id, '314159')).json()).toMatchObject({
    code: 'codes_used_up',
    status: 429,
    retryAfterSeconds: expect.any(Number),
  })
  await sendCode(shop, looked)
  await sendCode(shop, looked)
  expect((await sendCode(shop, looked)).answer.json()).toMatchObject({ code: 'codes_used_up' })
})

test.each([
  [{ otp: 'refused' }, 'code_not_sent', 502],
  [{ otp: 'used up' }, 'codes_used_up', 429],
] as const)('%j while sending: %s', async (change, code, status) => {
  await using shop = await openShop()
  const looked = await look(shop, rohan)
  shop.sandbox.control(change)
  expect((await sendCode(shop, looked)).answer.json()).toMatchObject({ code, status })
})

test('a late code, a made-up one, and one of another session are over', async () => {
  let now = Date.now()
  const sessionLimits = { hideAfter: 90, lockAfter: 36_000, lockKeep: 5, idle: 36_000, longest: 43_200 }
  await using shop = await openShop({ sessionLimits, now: () => now })
  const looked = await look(shop, rohan)
  const { id } = await sendCode(shop, looked)
  const session = await anotherSession(shop)
  expect((await checkCode(shop, { ...looked, session }, id, '314159')).json()).toMatchObject({
    code: 'code_over',
  })
  expect((await checkCode(shop, looked, 'made-up', '314159')).json()).toMatchObject({
    code: 'code_over',
    status: 404,
  })
  // The vendor rejects the code after five minutes, and the gateway stops asking after ten.
  shop.sandbox.control({ clockOffset: 301_000 })
  expect((await checkCode(shop, looked, id, '314159')).json()).toMatchObject({ isRight: false })
  now += 600_001
  expect((await checkCode(shop, looked, id, '314159')).json()).toMatchObject({ code: 'code_over' })
})

test('a vendor that is down while a code is judged takes no try away', async () => {
  await using shop = await openShop()
  const looked = await look(shop, rohan)
  const { id } = await sendCode(shop, looked)
  shop.sandbox.control({ vendor: 'down' })
  expect((await checkCode(shop, looked, id, '314159')).json()).toMatchObject({ code: 'vendor_down' })
  shop.sandbox.control({ vendor: 'ok' })
  expect((await checkCode(shop, looked, id, '000000')).json()).toMatchObject({ triesLeft: 4 })
})

test('no mobile on file, no code; and where the vendor sends none in silence, none is right', async () => {
  await using shop = await openShop()
  const bare = await look(shop, 600_000_812)
  expect((await sendCode(shop, bare)).answer.json()).toMatchObject({ code: 'no_way_to_send', status: 404 })
  const silent = await look(shop, suspended)
  const { answer, id } = await sendCode(shop, silent)
  expect(answer.statusCode).toBe(200)
  expect((await checkCode(shop, silent, id, '314159')).json()).toMatchObject({ isRight: false })
})

test('a manager vouches by their till’s password, and not for a check of their own', async () => {
  await using shop = await openShop({ managerTills: ['till.office'] })
  const looked = await look(shop, rohan)
  const { tillOfManager, till } = shop.sandbox
  const vouch = (body: object) => post(shop, looked, 'manager', { view: looked.view, ...body })
  expect((await vouch({})).json()).toMatchObject({ code: 'managers_only', status: 403 })
  expect((await vouch({ till: till.code, password: till.password })).json()).toMatchObject({
    code: 'managers_only',
  })
  expect((await vouch({ till: tillOfManager.code, password: 'wrong' })).json()).toMatchObject({
    code: 'wrong_credentials',
  })
  const answer = await vouch({ till: tillOfManager.code, password: tillOfManager.password })
  const { proof } = v.parse(proven, answer.json())
  expect((await decided(shop, looked, withProofs(looked, [proof]))).factors).toEqual(['manager'])

  const signedIn = await shop.post(
    '/api/session',
    { till: tillOfManager.code, password: tillOfManager.password },
    {},
  )
  const own = await look(shop, rohan, sessionOf(signedIn))
  const vouchForOwn = (body: object) => post(shop, own, 'manager', { view: own.view, ...body })
  for (const body of [{}, { till: tillOfManager.code, password: tillOfManager.password }])
    // oxlint-disable-next-line no-await-in-loop
    expect((await vouchForOwn(body)).json()).toMatchObject({ code: 'another_manager', status: 403 })
  expect((await eventsOf(shop, 'vouch')).map(({ outcome }) => outcome)).toEqual([
    'managers_only',
    'managers_only',
    'wrong_credentials',
    'done',
    'another_manager',
    'another_manager',
  ])
})

const as = (shop: Shop, associate: string, proof: { pin?: string; password?: string } = {}) =>
  shop.post('/api/session/associate', { associate, ...proof })

async function colleagueWithPin(shop: Shop, associate = '2314', pin = '2468') {
  const session = await anotherSession(shop, associate)
  const answer = await shop.post('/api/colleagues/pin', { pin }, { session })
  return { session, answer }
}

test('a second opinion is a colleague’s, signed by their own PIN, and only "same" proves anything', async () => {
  await using shop = await openShop()
  await as(shop, '2313')
  expect((await colleagueWithPin(shop)).answer.statusCode).toBe(204)
  const told = v.parse(colleagues, (await readOnly(shop, '/api/colleagues')).json())
  expect(told.colleagues).toContainEqual({ id: '2314', name: 'Jonas Lindqvist', hasPin: true })
  expect(told.colleagues.map(({ id }) => id)).not.toContain('2313')
  expect(told.hasOwnPin).toBe(false)

  const looked = await look(shop, rohan)
  const opinion = (change: object) =>
    post(shop, looked, 'second-opinion', {
      view: looked.view,
      associate: '2314',
      pin: '2468',
      result: 'same',
      photo: photoLooked(looked.photo ?? ''),
      ...change,
    })
  expect((await opinion({ pin: '1111' })).json()).toMatchObject({ code: 'wrong_pin', status: 401 })
  expect((await opinion({ associate: '2313' })).json()).toMatchObject({ code: 'same_colleague' })
  expect((await opinion({ associate: '2315' })).json()).toMatchObject({ code: 'no_pin' })
  expect((await opinion({ result: 'not-sure' })).json()).toEqual({})
  const { proof } = v.parse(proven, (await opinion({})).json())
  expect((await decided(shop, looked, withProofs(looked, [proof]))).factors).toEqual(['second-opinion'])
  // Two people looking at the same photo are one factor: where another factor besides the photo is needed, a second opinion does
  // not count.
  const proofs = proof === undefined ? [] : [proof]
  const more = answerOf(looked, { purpose: 'change-identifier', proofs })
  expect((await decide(shop, looked, more)).statusCode).not.toBe(200)
  const noted = (await eventsOf(shop, 'second_opinion')).at(-1)
  expect(noted).toMatchObject({
    associate: '2313',
    outcome: 'done',
    facts: { colleague: '2314', result: 'same' },
  })
})

test('who has chosen a colleague’s PIN in a session gives themselves no second opinion there', async () => {
  await using shop = await openShop()
  await as(shop, '2314')
  expect((await shop.post('/api/colleagues/pin', { pin: '2468' })).statusCode).toBe(204)
  const { password } = shop.sandbox.till
  expect((await as(shop, '2313', { pin: '1357', password })).statusCode).toBe(200)
  const looked = await look(shop, rohan)
  const answer = await post(shop, looked, 'second-opinion', {
    view: looked.view,
    associate: '2314',
    pin: '2468',
    result: 'same',
    photo: photoLooked(looked.photo ?? ''),
  })
  expect(answer.json()).toMatchObject({ code: 'same_colleague' })
  expect(await eventsOf(shop, 'second_opinion')).toMatchObject([
    { outcome: 'same_colleague', facts: { colleague: '2314' } },
  ])
})

test('a PIN is chosen once a shift: whoever comes second finds out, and tries are few', async () => {
  let now = Date.now()
  const sessionLimits = { hideAfter: 90, lockAfter: 90_000, lockKeep: 5, idle: 90_000, longest: 43_200 }
  await using shop = await openShop({ sessionLimits, now: () => now })
  await as(shop, '2313')
  const { session } = await colleagueWithPin(shop, '2314', '2468')
  expect((await shop.post('/api/colleagues/pin', { pin: '1357' }, { session })).json()).toMatchObject({
    code: 'pin_taken',
    status: 409,
    till: 'till.demo',
  })
  const looked = await look(shop, rohan)
  const body = {
    view: looked.view,
    associate: '2314',
    result: 'same',
    photo: photoLooked(looked.photo ?? ''),
  }
  for (let attempt = 0; attempt < 5; attempt++)
    // oxlint-disable-next-line no-await-in-loop
    await post(shop, looked, 'second-opinion', { ...body, pin: '0000' })
  expect((await post(shop, looked, 'second-opinion', { ...body, pin: '2468' })).json()).toMatchObject({
    code: 'slow_down',
    status: 429,
  })
  now += 43_200_001
  expect((await colleagueWithPin(shop, '2314', '1357')).answer.statusCode).toBe(204)
})

test('who has not said who they are has no PIN of their own', async () => {
  await using shop = await openShop()
  expect((await shop.post('/api/colleagues/pin', { pin: '2468' })).json()).toMatchObject({
    code: 'bad_request',
  })
  expect((await readOnly(shop, '/api/colleagues')).json()).not.toHaveProperty('hasOwnPin')
})

test.each([
  [600_001_001, { status: 'suspended', label: 'Suspended' }],
  [600_001_002, { status: 'fraud_suspected', label: 'Fraud suspected' }],
  [600_001_003, { status: 'fraud_confirmed', label: 'Active' }],
  [600_001_004, { status: 'pending_deletion', label: 'Pending deletion' }],
  [600_001_005, { status: 'other', label: 'Do not serve' }],
  [rohan, { status: 'active', label: 'Active' }],
])('the account of %i is told as it is', async (userId, status) => {
  await using shop = await openShop()
  const { view } = await look(shop, userId)
  const ask = (header: Record<string, string>) =>
    shop.gateway.inject({
      url: `/api/customers/${userId}/status`,
      headers: { ...shop.headers.read, ...header },
    })
  expect((await ask({ 'x-view': view })).json()).toEqual(status)
  // Requires a recorded look-up of the customer.
  expect((await ask({})).json()).toMatchObject({ code: 'view_over' })
  shop.sandbox.control({ customerStatus: 'unknown' })
  const unknown = v.parse(v.object({ status: v.string() }), (await ask({ 'x-view': view })).json())
  expect(unknown.status).toBe(userId === 600_001_003 ? 'fraud_confirmed' : 'unknown')
  shop.sandbox.control({ customerStatus: 'down' })
  expect((await ask({ 'x-view': view })).json()).toMatchObject(
    userId === 600_001_003 ? { status: 'fraud_confirmed' } : { code: 'vendor_unreadable' },
  )
})
