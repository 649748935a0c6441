import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { customers } from '#sandbox/directory.ts'
import { sentinels } from '#sandbox/sentinels.ts'
import { withoutLimits } from '#test/support/policies.ts'
import { openShop, sessionOf, withSession, type Shop } from '#test/support/shop.ts'

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
const ofProcess = { level: v.number(), time: v.number(), pid: v.number(), hostname: v.string() }
const always = { ...ofProcess, requestId: id }

/** The exact shape of every log line. */
const line = v.union([
  v.strictObject({
    ...always,
    method: v.picklist(['GET', 'POST', 'DELETE']),
    route: v.picklist([
      '/v2/customers/:userId/setImage',
      '/photos/:sealed',
      '/api/shop',
      '/api/find',
      '/api/search',
      '/api/customers/:userId/reveal',
      '/api/customers/:userId/challenge',
      '/api/customers/:userId/challenge/answer',
      '/api/session',
      '/api/session/lock',
      '/api/session/unlock',
      '(none)',
    ]),
    status: v.number(),
    milliseconds: v.number(),
    vendorRequestId: v.optional(id),
    code: v.optional(v.string()),
    path: v.optional(
      v.picklist(['id', 'profiles.0.userId', 'userId', 'query', 'value', 'text', 'content-type']),
    ),
    msg: v.literal('answered'),
  }),
  v.strictObject({ ...always, securityEvent: v.string(), msg: v.literal('security event') }),
  v.strictObject({
    ...always,
    sessionEvent: v.picklist(['signed in', 'unlocked', 'locked', 'signed out', 'ended']),
    session: v.pipe(v.string(), v.regex(/^[\w-]{12}$/)),
    till: v.literal('till.demo'),
    why: v.optional(v.picklist(['refused by the vendor'])),
    msg: v.literal('session'),
  }),
  v.strictObject({
    ...ofProcess,
    audit: v.strictObject({
      session: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{12}$/))),
      till: v.optional(v.literal('till.demo')),
      requestId: id,
      action: v.pipe(v.string(), v.regex(/^[a-z_]+$/)),
      outcome: v.pipe(v.string(), v.regex(/^[a-z_]+$/)),
      customerId: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/))),
      facts: v.optional(
        v.strictObject({
          kind: v.optional(v.pipe(v.string(), v.regex(/^\w+$/))),
          photo: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{16}$/))),
          photos: v.optional(v.number()),
          shown: v.optional(v.array(v.pipe(v.string(), v.regex(/^\d{1,15}$/)))),
          why: v.optional(v.picklist(['refused by the vendor'])),
          field: v.optional(v.pipe(v.string(), v.regex(/^[\w.]+$/))),
          reason: v.optional(v.picklist(['customer_asks'])),
          question: v.optional(v.pipe(v.string(), v.regex(/^[a-z_]+$/))),
          answer: v.optional(v.picklist(['right', 'wrong'])),
          tillMark: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/))),
        }),
      ),
    }),
    msg: v.literal('audit'),
  }),
  v.strictObject({
    ...ofProcess,
    auditAnchor: v.strictObject({
      chain: v.pipe(v.string(), v.regex(/^[\w-]{12}$/)),
      seq: v.number(),
      hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      at: v.pipe(v.string(), v.isoTimestamp()),
    }),
    msg: v.literal('audit anchor'),
  }),
  v.strictObject({
    ...always,
    sessionEvent: v.literal('refused'),
    tillMark: v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/)),
    why: v.literal('wrong_credentials'),
    msg: v.literal('session'),
  }),
])

/** The vendor refuses the till's credentials for this customer. */
const endsSession = 600_000_510

/** A few at a time, as in a shop, so that a slow line in the log was slow by itself. */
async function aFewAtATime<Item>(items: readonly Item[], act: (item: Item) => Promise<void>) {
  for (let at = 0; at < items.length; at += 8) await Promise.all(items.slice(at, at + 8).map(act))
}

/** The log of a gateway that receives every kind of request, successful and failing. */
async function aDayOfTrouble() {
  const vendor = { connect: 1_000, headers: 1_000, whole: 1_000 }
  await using shop = await openShop({
    patience: { vendor, photo: 1_000 },
    policy: withoutLimits,
  })
  const ids = [...sentinels.map(({ userId }) => userId), 565_039_505, 999_999_999].filter(
    (userId) => userId !== endsSession,
  )
  await aFewAtATime(ids, async (userId) => {
    const answer = await shop.customer(userId)
    const addresses = answer.body.match(/\/photos\/[^"]+/g) ?? []
    for (const address of new Set(addresses)) await shop.photo(address, shop.session).catch(() => undefined)
  })
  const known = [...customers.values()].flatMap(({ name, email = '', mobile = '', externalId = '' }) => [
    { kind: 'mobile', value: mobile },
    { kind: 'email', value: email },
    { kind: 'externalId', value: externalId },
    { kind: 'name', value: name.join(' ') },
  ])
  await aFewAtATime(known, async (asked) => {
    await shop.post('/api/find', asked)
    await shop.post('/api/search', { text: asked.value })
  })
  await shop.post('/api/customers/565039505/reveal', {
    field: '/profiles/0/identifiers/1/value',
    masked: '••••4269',
    reason: 'customer_asks',
  })
  const open = (await shop.post('/api/customers/565039505/challenge', {})).json()
  await shop.post('/api/customers/565039505/challenge/answer', {
    id: open.id,
    said: 'aditi.khan@example.com',
  })
  await shop.gateway.inject({ method: 'POST', url: '/api/find', payload: 'Aditi Khan' })
  await shop.customer('aditi.khan@example.com')
  await shop.gateway.inject('/v2/customers/565039505/setImage?name=Aditi%20Khan')
  await shop.gateway.inject('/nowhere/Aditi%20Khan?mobile=919148574269')
  await shop.gateway.inject({ method: 'POST', url: '/api/shop', payload: { name: 'Aditi Khan' } })
  await shop.gateway.inject({
    url: '/api/shop',
    headers: { authorization: 'Basic aditi', cookie: 'a=aditi' },
  })
  await shop.customer(endsSession)
  await aShift(shop)
  return { logLines: shop.logLines, till: shop.sandbox.till }
}

/** A shift from sign-in to sign-out that begins with a password typed into the wrong field. */
async function aShift(shop: Shop) {
  const { code: till, password } = shop.sandbox.till
  await shop.post('/api/session', { till: password, password: 'Aditi Khan' }, {})
  const session = sessionOf(await shop.post('/api/session', { till, password, pin: '4711' }, {}))
  await shop.post('/api/session/lock', undefined, { session })
  const unlocked = sessionOf(await shop.post('/api/session/unlock', { pin: '4711' }, { session }))
  const headers = { ...withSession(unlocked), 'sec-fetch-site': 'same-origin' }
  await shop.gateway.inject({ method: 'DELETE', url: '/api/session', headers })
}

const day = await aDayOfTrouble()

test('a day of every trouble there is leaves no personal data, link or credential in the log', () => {
  const log = day.logLines.join('').toLowerCase()
  // Only audit events name customers.
  const unrecorded = day.logLines.filter((each) => !each.includes('"msg":"audit"')).join('')
  expect([...customers.keys()].filter((userId) => unrecorded.includes(String(userId)))).toEqual([])
  const { code, password } = day.till
  const md5 = createHash('md5').update(password).digest('hex')
  const personal = [...customers.values()].flatMap(({ name, email, mobile, externalId }) => [
    name.every(Boolean) ? name.join(' ') : undefined,
    email,
    mobile,
    externalId,
  ])
  const secrets = [
    ...personal.flatMap((each) => each || []),
    password,
    md5,
    Buffer.from(`${code}:${md5}`).toString('base64'),
    'Basic ',
    'countersign-session',
    'X-Amz-',
    'customerImage',
    '/photos/A',
    'http:',
    'https:',
    '169.254',
    'aditi',
    '@example',
    'Error:',
  ]
  expect(secrets.filter((secret) => log.includes(secret.toLowerCase()))).toEqual([])
})

test('each line of the log is JSON with the route’s pattern, status, code, milliseconds and ids, and no more', () => {
  expect(day.logLines.length).toBeGreaterThan(100)
  for (const each of day.logLines) expect(v.safeParse(line, JSON.parse(each)).issues ?? each).toBe(each)
  const codes = day.logLines.map((each) => /"code":"(\w+)"/.exec(each)?.[1])
  for (const code of ['customer_not_found', 'vendor_busy', 'photo_timed_out', 'bad_request', 'not_found'])
    expect(codes).toContain(code)
})

test('a log line and the answer it is about share their ids', async () => {
  await using shop = await openShop()
  const answer = await shop.customer(565_039_505)
  const first = shop.logLines.find((each) => each.includes('"msg":"answered"')) ?? ''
  expect(JSON.parse(first)).toMatchObject({
    requestId: answer.headers['x-request-id'],
    vendorRequestId: answer.headers['x-cap-requestid'],
    status: 200,
  })
})

test('a mistake of our own is logged by its place, never by its words', async () => {
  const mistake = () => Promise.reject(new TypeError('Aditi Khan is not a function'))
  await using shop = await openShop({ alter: (gateway) => gateway.get('/mistake', mistake) })
  const answer = await shop.gateway.inject('/mistake')
  expect(answer.json()).toMatchObject({ code: 'internal', status: 500 })
  const [first = ''] = shop.logLines
  expect(JSON.parse(first)).toMatchObject({
    level: 50,
    code: 'internal',
    error: 'TypeError',
    stack: expect.arrayContaining([expect.stringContaining('logs.test.ts')]),
  })
  expect(answer.body + first).not.toContain('Aditi')
})

test('a quiet log level is quiet', async () => {
  await using shop = await openShop({ logLevel: 'silent' })
  await shop.customer(600_000_701)
  expect(shop.logLines).toEqual([])
})
