import * as v from 'valibot'
import { expect, test } from 'vitest'
import { readCustomer } from '#contract/customer/customer.ts'
import { findAnswer } from '#contract/api/find.ts'
import { ask } from '#test/support/ask.ts'
import { openShop, shortPatience, type Shop } from '#test/support/shop.ts'

const ADITI = '565039505'
const aditisMobile = { kind: 'mobile', value: '919148574269' }
/** The mobile number of a sentinel, by the last digits of its id. */
const mobileOf = (end: number) => ({ kind: 'mobile', value: `447700900${end}` })
const problem = (status: number, code: string, more = {}) =>
  expect.objectContaining({ status, code, ...more })

test.each([
  ['mobile', '919148574269', ADITI],
  ['email', 'aditi.khan@example.com', ADITI],
  ['email', 'Aditi.Khan@example.com', ADITI],
  ['cardNumber', 'CS-4000-0002', '565040002'],
  ['cardNumber', 'CS-3000-0002', '565040002'],
  ['externalId', 'EXT-0015', '565040015'],
  ['customerId', ADITI, ADITI],
  ['name', 'aditi khan', ADITI],
  ['mobile', '5511900100003', '800000004'],
  ['cardNumber', 'CS-1000-49998', '800049999'],
])(
  'a customer is found by %s %s, with the card, and the answer says by what',
  async (kind, value, userId) => {
    await using shop = await openShop()
    const found = await shop.post('/api/find', { kind, value })
    expect(found.statusCode).toBe(200)
    const answer = v.parse(v.strictObject(findAnswer.options[0].entries), found.json())
    expect(answer).toMatchObject({ outcome: 'found', userId, matchedBy: kind })
    expect(readCustomer(answer.customer, userId).id).toBe(userId)
  },
)

/** The readings of ten digits: a mobile, a user id and a card. */
const readingsOf = (digits: string) => [
  { kind: 'mobile', value: `91${digits}` },
  { kind: 'customerId', value: digits },
  { kind: 'cardNumber', value: digits },
]

const lookUps = (shop: Shop) =>
  shop.store.query(
    `select outcome, customer_id, facts from audit_events where action = 'look_up' order by seq`,
    [],
  )

test('of several readings in one request the first that leads to somebody is answered, and named', async () => {
  await using shop = await openShop()
  const answer = await shop.post('/api/find', {
    readings: [
      { kind: 'customerId', value: '999000001' },
      aditisMobile,
      { kind: 'cardNumber', value: 'CS-4000-0002' },
    ],
  })
  expect(answer.json()).toMatchObject({ outcome: 'found', userId: ADITI, matchedBy: 'mobile', reading: 1 })
  expect(await lookUps(shop)).toEqual([
    {
      outcome: 'done',
      customer_id: ADITI,
      facts: { kind: 'mobile', readings: ['customerId', 'mobile', 'cardNumber'], photos: 1 },
    },
  ])
})

test('where no reading leads to anybody the answer is "nobody", and one event says so', async () => {
  await using shop = await openShop()
  const answer = await shop.post('/api/find', { readings: readingsOf('9000000001') })
  expect(answer.json()).toEqual(problem(404, 'customer_not_found'))
  expect(await lookUps(shop)).toEqual([
    {
      outcome: 'customer_not_found',
      customer_id: null,
      facts: { kind: 'mobile', readings: ['mobile', 'customerId', 'cardNumber'] },
    },
  ])
})

test.each([
  [600_000_506, 409, 'customer_merged'],
  [600_000_509, 410, 'customer_deleted'],
])(
  'a reading that fails otherwise than by "nobody" (%i) ends the look-up: what could not be asked is not nobody',
  async (userId, status, code) => {
    await using shop = await openShop()
    const answer = await shop.post('/api/find', {
      readings: [{ kind: 'customerId', value: String(userId) }, aditisMobile],
    })
    expect(answer.json()).toEqual(problem(status, code))
  },
)

test.each([
  ['no reading', []],
  ['four readings', [...readingsOf('9000000001'), aditisMobile]],
  ['one that is no identifier', [aditisMobile, { kind: 'mobile', value: '12' }]],
  [
    'one that is the number of a payment card',
    [aditisMobile, { kind: 'cardNumber', value: '4111111111111111' }],
  ],
])('a request with %s is refused as a whole', async (_what, readings) => {
  await using shop = await openShop()
  expect((await shop.post('/api/find', { readings })).json()).toEqual(problem(400, 'bad_request'))
  expect(shop.sandbox.requests).toEqual([])
})

test('a find costs one trip to the vendor, on which the identifier is spelt as the vendor wants it', async () => {
  await using shop = await openShop()
  await shop.post('/api/find', { kind: 'email', value: "o'brien+till@shop.example" })
  expect(shop.sandbox.requests.map(({ path }) => path)).toEqual([
    '/v2/customers/lookup/customerDetails?source=INSTORE&identifierName=email' +
      '&identifierValue=o%27brien%2Btill%40shop.example&embed=customerImage',
  ])
})

test('the card that comes with a find is the one the customer call brings, photo fetched ahead and all', async () => {
  await using shop = await openShop()
  const found = await shop.post('/api/find', aditisMobile)
  const looked = await shop.customer(ADITI)
  const unsealed = (text: string) => JSON.parse(text.replaceAll(/\/photos\/[^"]+/g, '/photos/…'))
  expect(unsealed(found.body).customer).toEqual(unsealed(looked.body))
  expect(found.headers['x-cap-requestid']).toMatch(/^[0-9a-f]{32}$/)

  const [address = ''] = found.body.match(/\/photos\/[^"]+/) ?? []
  expect((await shop.photo(address, shop.session)).statusCode).toBe(200)
  expect((await shop.photo(address)).json()).toEqual(problem(401, 'signed_out'))
  expect(shop.sandbox.requests.filter(({ at }) => at === 'photos')).toHaveLength(2)
})

test('nothing of the vendor’s links is in the answer to a find, nothing is kept, and the date is the vendor’s', async () => {
  const twoDays = 172_800_000
  await using shop = await openShop({ vendorNow: () => Date.now() + twoDays })
  const { body, headers } = await shop.post('/api/find', aditisMobile)
  for (const secret of ['http', 'X-Amz-Signature', 'X-Amz-Security-Token', shop.sandbox.photoOrigin])
    expect(body + JSON.stringify(headers)).not.toContain(secret)
  expect(headers['cache-control']).toBe('no-store')
  expect(Math.abs(Date.parse(String(headers.date)) - Date.now() - twoDays)).toBeLessThan(60_000)
})

test.each([
  ['a mobile', mobileOf(504), {}],
  ['a mobile whose answer is already the survivor’s', mobileOf(507), {}],
  ['a customer id', { kind: 'customerId', value: '600000505' }, { userId: '600000505' }],
])('%s of a merged account leads to the one that remains, and says so', async (_what, asked, mergedFrom) => {
  await using shop = await openShop()
  const answer = (await shop.post('/api/find', asked)).json()
  expect(answer).toMatchObject({ outcome: 'found', userId: ADITI, matchedBy: asked.kind })
  expect(answer.mergedFrom).toEqual(mergedFrom)
  expect(readCustomer(answer.customer, ADITI).name).toBe('Aditi Khan')
})

test.each<[number, number, string, object?]>([
  [501, 404, 'customer_not_found'],
  [502, 404, 'customer_not_found'],
  [503, 404, 'customer_not_found'],
  [506, 409, 'customer_merged'],
  [508, 403, 'not_allowed'],
  [509, 410, 'customer_deleted'],
  [510, 401, 'signed_out'],
  [601, 503, 'vendor_busy', { retryAfterSeconds: 2 }],
  [603, 503, 'vendor_busy', { retryAfterSeconds: 3 }],
  [606, 502, 'vendor_down'],
  [607, 502, 'vendor_down'],
  [608, 504, 'timed_out'],
  [612, 502, 'vendor_unreadable'],
  [613, 502, 'vendor_unreadable'],
  [614, 502, 'vendor_unreadable'],
  [701, 502, 'identity_mismatch', { path: 'profiles.0.userId' }],
  [702, 502, 'identity_mismatch', { path: 'profiles.0.userId' }],
])('the mobile of sentinel …%i fails as %i %s', async (end, status, code, more) => {
  await using shop = await openShop(code === 'timed_out' ? { patience: shortPatience } : {})
  const answer = await shop.post('/api/find', mobileOf(end))
  expect(answer.json()).toEqual(problem(status, code, more))
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers['set-cookie']).toBeUndefined()
})

test('a photo of somebody else is withheld from a find as from a look-up', async () => {
  await using shop = await openShop()
  const { customer } = (await shop.post('/api/find', mobileOf(705))).json()
  expect(customer.customerImage).toEqual([{ status: 'withheld' }])
  expect(shop.logLines.join('')).toContain('photo_withheld')
})

test('nobody by any identifier is not found; a vendor out of reach has said nothing of the kind', async () => {
  await using shop = await openShop()
  for (const asked of [
    { kind: 'mobile', value: '919999999999' },
    { kind: 'email', value: 'nobody@example.com' },
    { kind: 'cardNumber', value: 'CS-1' },
    { kind: 'externalId', value: 'EXT-1' },
    { kind: 'customerId', value: '1' },
    { kind: 'name', value: 'Nobody at All' },
  ])
    expect((await shop.post('/api/find', asked)).json()).toEqual(problem(404, 'customer_not_found'))
  await shop.sandbox.close()
  expect((await shop.post('/api/find', aditisMobile)).json()).toEqual(problem(502, 'vendor_down'))
})

test.each(['absent', 'denied'] as const)(
  'where the vendor’s one call for all is %s, a find tells the id, and no card',
  async (customerDetails) => {
    await using shop = await openShop()
    shop.sandbox.control({ customerDetails })
    const answer = await shop.post('/api/find', aditisMobile)
    expect(answer.json()).toEqual({ outcome: 'found', userId: ADITI, matchedBy: 'mobile', reading: 0 })
    expect(shop.sandbox.requests.map(({ path }) => path.split('?')[0])).toEqual([
      '/v2/customers/lookup/customerDetails',
      '/v2/customers/lookup',
    ])
    expect((await shop.post('/api/find', mobileOf(501))).json()).toEqual(problem(404, 'customer_not_found'))
    expect((await shop.post('/api/find', mobileOf(504))).json()).toMatchObject({
      userId: ADITI,
      mergedFrom: {},
    })
    expect((await shop.post('/api/find', mobileOf(508))).json()).toEqual(problem(403, 'not_allowed'))
  },
)

test.each(['cardnumber', 'cardNumber'] as const)(
  'a vendor that wants %s is understood',
  async (cardSpelling) => {
    await using shop = await openShop()
    shop.sandbox.control({ cardSpelling })
    const answer = await shop.post('/api/find', { kind: 'cardNumber', value: 'CS-4000-0002' })
    expect(answer.json()).toMatchObject({ outcome: 'found', userId: '565040002' })
    const nobody = await shop.post('/api/find', { kind: 'cardNumber', value: 'CS-1' })
    expect(nobody.json()).toEqual(problem(404, 'customer_not_found'))
  },
)

test.each(['ok', 'absent'] as const)(
  'an identifier that two accounts share leads to both, masked (details %s)',
  async (customerDetails) => {
    await using shop = await openShop()
    shop.sandbox.control({ customerDetails })
    const identifiers = [{ kind: 'mobile', masked: '••••0903' }]
    expect((await shop.post('/api/find', mobileOf(903))).json()).toEqual({
      outcome: 'several',
      people: [
        { userId: '600000903', name: 'Shared Telephone', identifiers, matched: 'mobile' },
        { userId: '600000904', name: 'Other Telephone', identifiers, matched: 'mobile' },
      ],
      total: 2,
      reading: 0,
    })
  },
)

test.each([
  ['two people', 'Meera Pillai', 2],
  ['one person, of whose name it is a part', 'Aditi', 1],
])('a name of %s selects nobody by itself', async (_who, value, total) => {
  await using shop = await openShop()
  const answer = (await shop.post('/api/find', { kind: 'name', value })).json()
  expect(answer).toMatchObject({ outcome: 'several', total })
  expect(answer.people).toHaveLength(total)
})

test.each<[string, unknown, string]>([
  ['nothing', {}, 'kind'],
  ['a list', [], 'kind'],
  ['an unknown kind', { kind: 'fax', value: '1' }, 'kind'],
  ['no value', { kind: 'mobile' }, 'value'],
  ['a number', { kind: 'customerId', value: 565_039_505 }, 'value'],
  ['a comma', { kind: 'email', value: 'a@example.com,b@example.com' }, 'value'],
  ['a comma of another script', { kind: 'name', value: 'Khan، Aditi' }, 'value'],
  ['a control character', { kind: 'name', value: 'Aditi\u0000Khan' }, 'value'],
  ['a line break', { kind: 'cardNumber', value: 'CS-4000\r\n0002' }, 'value'],
  ['a plus', { kind: 'mobile', value: '+919148574269' }, 'value'],
  ['a card for payments', { kind: 'cardNumber', value: '4111111111111111' }, 'value'],
  ['one with dashes', { kind: 'externalId', value: '4111-1111-1111-1111' }, 'value'],
  ['one in an e-mail address', { kind: 'email', value: '4111111111111111@example.com' }, 'value'],
  ['one in other digits', { kind: 'email', value: '٤١١١١١١١١١١١١١١١@example.com' }, 'value'],
  ['one as a mobile', { kind: 'mobile', value: '378282246310005' }, 'value'],
  ['one as a customer id', { kind: 'customerId', value: '378282246310005' }, 'value'],
  ['a third thing', { ...aditisMobile, source: 'ALL' }, 'body'],
  ['a person’s name as a key', { ...aditisMobile, 'Aditi Khan': 1 }, 'body'],
])('%s is refused, naming the place, and nobody is asked', async (_what, body, path) => {
  await using shop = await openShop()
  const answer = await shop.gateway.inject({
    method: 'POST',
    url: '/api/find',
    headers: { ...shop.headers.write, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  })
  expect(answer.json()).toEqual(problem(400, 'bad_request', { path }))
  expect(shop.sandbox.requests).toEqual([])
  expect(shop.logLines.join('')).not.toContain('Aditi')
})

test('a German mobile of thirteen digits is one, though it could be a card of long ago', async () => {
  await using shop = await openShop()
  const answer = await shop.post('/api/find', { kind: 'mobile', value: '4915228817388' })
  expect(answer.json()).toEqual(problem(404, 'customer_not_found'))
})

test.each([
  ['no body', 'application/json', ''],
  ['no JSON', 'application/json', '{"kind":'],
  ['a prototype', 'application/json', '{"__proto__":{"kind":"mobile"}}'],
  ['17 kB', 'application/json', JSON.stringify({ kind: 'email', value: 'a'.repeat(17_000) })],
  ['plain text', 'text/plain', JSON.stringify(aditisMobile)],
  ['a form', 'application/x-www-form-urlencoded', 'kind=mobile&value=919148574269'],
  ['a form with a file', 'multipart/form-data; boundary=x', '--x--'],
  ['no type', '', JSON.stringify(aditisMobile)],
  ['nearly JSON', 'application/jsonp', JSON.stringify(aditisMobile)],
])('%s (%s) is a bad request', async (_what, type, body) => {
  await using shop = await openShop()
  const origin = await shop.listen()
  const headers = { ...shop.headers.write, ...(type === '' ? {} : { 'content-type': type }) }
  for (const path of ['/api/find', '/api/search']) {
    const answer = await ask(origin, path, { method: 'POST', headers, body })
    const told = JSON.parse(answer.body.toString())
    expect(told).toMatchObject({ status: 400, code: 'bad_request' })
    expect(told.path).toBe(type === 'application/json' ? undefined : 'content-type')
    expect(answer.headers['cache-control']).toBe('no-store')
  }
  expect(shop.sandbox.requests).toEqual([])
})

test.each([
  [403, { 'sec-fetch-site': 'cross-site' }],
  [403, { 'sec-fetch-site': 'same-site' }],
  [403, { 'sec-fetch-site': 'none' }],
  [403, { origin: 'https://evil.example' }],
  [403, { origin: 'null' }],
  [403, { origin: 'http://shop.example:8080' }],
  [403, { origin: 'http://shop.example.evil.example' }],
  [403, {}],
  [200, { 'sec-fetch-site': 'same-origin' }],
  [200, { origin: 'http://shop.example' }],
  [200, { origin: 'https://shop.example', 'x-forwarded-proto': 'https' }],
])('a find is answered with %i when the browser says %o', async (status, said) => {
  await using shop = await openShop()
  for (const url of ['/api/find', '/%61pi/find']) {
    const cookie = `countersign-session=${shop.session}; __Host-Http-countersign-session=${shop.session}`
    const headers = { host: 'shop.example', cookie, ...said }
    const answer = await shop.gateway.inject({ method: 'POST', url, headers, payload: aditisMobile })
    expect(answer.statusCode).toBe(status)
    expect(answer.json().code).toBe(status === 403 ? 'cross_site' : undefined)
  }
  expect(shop.sandbox.requests.length > 0).toBe(status === 200)
})

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'] as const)(
  'there is no %s for a find',
  async (method) => {
    await using shop = await openShop()
    const answer = await shop.gateway.inject({ method, url: '/api/find?kind=mobile&value=919148574269' })
    expect(answer.statusCode).toBe(404)
    expect(shop.sandbox.requests).toEqual([])
  },
)

test('a browser that goes away ends the find at the vendor', async () => {
  await using shop = await openShop()
  const gone = new AbortController()
  const asking = ask(await shop.listen(), '/api/find', {
    method: 'POST',
    headers: { ...shop.headers.write, 'content-type': 'application/json' },
    body: JSON.stringify(mobileOf(609)),
    signal: gone.signal,
  })
  await expect.poll(() => shop.sandbox.requests).toHaveLength(1)
  gone.abort()
  await expect(asking).rejects.toThrow('aborted')
  await expect.poll(() => shop.sandbox.requests[0]?.aborted).toBe(true)
})
