import * as v from 'valibot'
import { expect, test } from 'vitest'
import { challenge, challengeQuestion, type ChallengeQuestion } from '#contract/api/challenge.ts'
import { customers } from '#sandbox/directory.ts'
import { policyOf } from '#test/support/policies.ts'
import { openShop, sessionOf, type Shop } from '#test/support/shop.ts'

/** 14 July 1991, Mumbai 400050, +91 98200 …: a customer for whom every question can be asked. */
const mumbai = 565_040_002
const { email = '', mobile = '' } = customers.get(mumbai) ?? {}

const ask = (shop: Shop, not: ChallengeQuestion[] = [], userId: number = mumbai, session = shop.session) =>
  shop.post(`/api/customers/${userId}/challenge`, { not }, { session })

const answer = (shop: Shop, body: object, userId: number = mumbai, session = shop.session) =>
  shop.post(`/api/customers/${userId}/challenge/answer`, body, { session })

const all = challengeQuestion.options

async function asked(shop: Shop, question: ChallengeQuestion, userId = mumbai) {
  const put = v.parse(
    challenge,
    (
      await ask(
        shop,
        all.filter((each) => each !== question),
        userId,
      )
    ).json(),
  )
  expect(put.question).toBe(question)
  return put
}

const events = (shop: Shop) =>
  shop.store.query(`select outcome, facts from audit_events where action = 'challenge' order by seq`)

test('only what is on file and not on the screen is asked', async () => {
  await using shop = await openShop()
  const not: ChallengeQuestion[] = []
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const put = v.safeParse(challenge, (await ask(shop, not)).json())
    if (!put.success) break
    not.push(put.output.question)
  }
  // The mask shows the last digits of the mobile, the year of birth, and the whole city.
  expect(not.toSorted()).toEqual(['birth_month', 'email_before_at', 'mobile_first_four', 'postcode'])
  expect((await ask(shop, not)).json()).toMatchObject({ code: 'nothing_to_ask', status: 404 })
})

test('a stricter policy has more to ask about', async () => {
  const full = { associate: 'mask' }
  await using shop = await openShop({
    policy: policyOf({
      fields: {
        'profiles.fields.city_name': full,
        'extendedFields.dob': 'hide',
        'profiles.identifiers.mobile': full,
        'profiles.commChannels.mobile': 'hide',
      },
    }),
  })
  for (const [question, said] of [
    ['city', 'mumbai'],
    ['birth_year', '1991'],
    ['mobile_last_three', mobile.slice(-3)],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const { id } = await asked(shop, question)
    // oxlint-disable-next-line no-await-in-loop
    expect((await answer(shop, { id, said })).json()).toMatchObject({ isRight: true })
  }
})

test.each([
  ['birth_month', 'July'],
  ['birth_month', ' jul '],
  ['birth_month', '7'],
  ['birth_month', '०७'],
  ['birth_month', 'juillet'],
  ['birth_month', 'जुलाई'],
  ['birth_month', 'يوليو'],
  ['birth_month', '７月'],
  ['postcode', '400 050'],
  ['postcode', '४०००५०'],
] as const)('%s: %j is right', async (question, said) => {
  await using shop = await openShop()
  const { id } = await asked(shop, question)
  expect((await answer(shop, { id, said })).json()).toEqual({
    isRight: true,
    triesLeft: 3,
    proof: expect.stringMatching(/^[\w-]{100,}$/),
  })
})

test('an e-mail address is right with its domain or without, and so are a mobile’s first digits with a zero', async () => {
  await using shop = await openShop()
  const national = mobile.slice(2)
  for (const [question, said] of [
    ['email_before_at', email.toUpperCase()],
    ['email_before_at', email.split('@', 1)[0] ?? ''],
    ['mobile_first_four', national.slice(0, 4)],
    ['mobile_first_four', `0${national.slice(0, 4)}`],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const { id } = await asked(shop, question)
    // oxlint-disable-next-line no-await-in-loop
    expect((await answer(shop, { id, said })).json()).toMatchObject({ isRight: true })
  }
})

test('the value is in nothing that leaves: not in the question, the verdict, the log or the record', async () => {
  await using shop = await openShop()
  const put = await ask(
    shop,
    all.filter((each) => each !== 'postcode'),
  )
  const { id } = v.parse(challenge, put.json())
  const wrong = await answer(shop, { id, said: '999999' })
  const right = await answer(shop, { id, said: '400050' })
  expect(right.json()).toMatchObject({ isRight: true })
  const kept = JSON.stringify(await shop.store.query('select * from audit_events'))
  for (const text of [put.body, wrong.body, right.body, shop.logLines.join(''), kept]) {
    expect(text).not.toContain('400050')
    expect(text).not.toContain('999999')
  }
})

test('three tries, then nothing more is asked for a while, whoever signs in at the till and whatever the question', async () => {
  await using shop = await openShop()
  const { id, triesLeft } = await asked(shop, 'birth_month')
  expect(triesLeft).toBe(3)
  const left = []
  for (const said of ['1', '2', '3']) {
    // oxlint-disable-next-line no-await-in-loop
    left.push((await answer(shop, { id, said })).json())
  }
  expect(left).toEqual([2, 1, 0].map((each) => ({ isRight: false, triesLeft: each })))
  expect((await answer(shop, { id, said: '7' })).json()).toMatchObject({
    code: 'challenge_refused',
    status: 429,
  })
  const { till, password } = { till: shop.sandbox.till.code, password: shop.sandbox.till.password }
  const session = sessionOf(await shop.post('/api/session', { till, password }, {}))
  const again = (await ask(shop, [], mumbai, session)).json()
  expect(again).toMatchObject({ code: 'challenge_refused' })
  expect(again.retryAfterSeconds).toBeGreaterThan(800)
  expect((await ask(shop, [], 565_039_505, session)).statusCode).toBe(200)
  expect((await events(shop)).map(({ outcome }) => outcome)).toEqual([
    'done',
    'done',
    'done',
    'done',
    'challenge_refused',
    'challenge_refused',
    'done',
  ])
})

test('answers that come at once are as many tries', async () => {
  await using shop = await openShop()
  const { id } = await asked(shop, 'birth_month')
  const many = await Promise.all(['1', '2', '3', '4', '5', '6'].map((said) => answer(shop, { id, said })))
  expect(many.filter(({ statusCode }) => statusCode === 200)).toHaveLength(3)
})

test('a right answer forgets the wrong ones, and one the vendor did not let us judge is no try', async () => {
  await using shop = await openShop()
  const { id } = await asked(shop, 'birth_month')
  await answer(shop, { id, said: '1' })
  expect((await answer(shop, { id, said: '7' })).json()).toMatchObject({ isRight: true, triesLeft: 3 })
  expect((await asked(shop, 'birth_month')).triesLeft).toBe(3)
  shop.sandbox.control({ vendor: 'down' })
  expect((await answer(shop, { id, said: '7' })).statusCode).toBeGreaterThanOrEqual(500)
  shop.sandbox.control({ vendor: 'ok' })
  expect((await asked(shop, 'birth_month')).triesLeft).toBe(3)
})

test('a question is open to the session it was put to, about its customer, for five minutes', async () => {
  let now = Date.now()
  await using shop = await openShop({ now: () => now })
  const { id } = await asked(shop, 'birth_month')
  const over = { code: 'challenge_over', status: 404 }
  expect((await answer(shop, { id, said: '7' }, 565_039_505)).json()).toMatchObject(over)
  expect((await answer(shop, { id: id.slice(1), said: '7' })).json()).toMatchObject(over)
  const { code: till, password } = shop.sandbox.till
  const other = sessionOf(await shop.post('/api/session', { till, password }, {}))
  expect((await answer(shop, { id, said: '7' }, mumbai, other)).json()).toMatchObject(over)
  now += 60_000
  expect((await answer(shop, { id, said: '7' })).json()).toMatchObject({ isRight: true })
  now += 60_000
  await shop.customer(mumbai)
  now += 60_000
  await shop.customer(mumbai)
  now += 60_000
  await shop.customer(mumbai)
  now += 61_000
  expect((await answer(shop, { id, said: '7' })).json()).toMatchObject(over)
})

test('of whom nothing is on file, nothing is asked', async () => {
  await using shop = await openShop()
  const bare = 600_000_812
  expect((await ask(shop, [], bare)).json()).toMatchObject({ code: 'nothing_to_ask' })
})
