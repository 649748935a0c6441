import { expect, test } from 'vitest'
import { readCustomer } from '#contract/customer/customer.ts'
import { ask } from '#test/support/ask.ts'
import { customerPath, openShop } from '#test/support/shop.ts'

const ADITI = 565_039_505
const twoDays = 172_800_000
const query = '?source=INSTORE&embed=CUSTOMERIMAGE'

test('a customer arrives in the vendor’s own shape, photo links replaced by addresses on our origin', async () => {
  await using shop = await openShop()
  const answer = await shop.customer(ADITI)
  expect(answer.statusCode).toBe(200)
  const body: unknown = answer.json()
  expect(body).toMatchObject({
    id: ADITI,
    profiles: [{ firstName: 'Aditi', lastName: 'Khan' }],
    customerImage: [{ code: 200, status: 'true', file: { name: `100737/${ADITI}/0`, version: 1 } }],
  })
  expect(readCustomer(body, String(ADITI)).photos).toMatchObject([
    {
      state: 'on-file',
      link: expect.stringMatching(/^\/photos\/[\w-]+\?X-Amz-Date=\d{8}T\d{6}Z&X-Amz-Expires=3599$/),
      expiry: { kind: 'S3' },
    },
  ])
})

test('the vendor is asked its own path with its own query, and told nothing of the browser', async () => {
  await using shop = await openShop()
  const headers = {
    cookie: `a=b; ${shop.headers.read.cookie}`,
    'x-forwarded-for': '10.0.0.1',
    referer: 'http://localhost/',
    'x-evil': '1',
  }
  await shop.gateway.inject({ url: customerPath(ADITI), headers })
  const [asked] = shop.sandbox.requests
  expect(asked?.path).toBe(customerPath(ADITI))
  expect(Object.keys(asked?.headers ?? {}).toSorted()).toEqual([
    'accept',
    'authorization',
    'connection',
    'host',
    // The gateway makes this number itself: see `trace.test.ts`.
    'traceparent',
  ])
})

test.each([ADITI, 600_000_201, 600_000_202, 600_000_316, 600_000_319, 600_000_703, 600_000_705, 600_000_811])(
  'no link, token or signature of the vendor is anywhere in the answer about %i',
  async (userId) => {
    await using shop = await openShop()
    const { body, headers, statusCode } = await shop.customer(userId)
    const everything = body + JSON.stringify(headers)
    expect(statusCode).toBe(200)
    for (const secret of [
      shop.sandbox.photoOrigin,
      shop.sandbox.apiUrl,
      'http',
      'X-Amz-Signature',
      'X-Amz-Security-Token',
      'X-Amz-Credential',
      '169.254',
    ])
      expect(everything).not.toContain(secret)
  },
)

test.each([
  ['nothing', ''],
  ['no embed', '?source=INSTORE'],
  ['no source', '?embed=CUSTOMERIMAGE'],
  ['another source', '?source=ALL&embed=CUSTOMERIMAGE'],
  ['another embed', '?source=INSTORE&embed=POINTS'],
  ['another spelling', '?source=instore&embed=CUSTOMERIMAGE'],
  ['a third parameter', `${query}&accountId=1`],
  ['a parameter twice', `${query}&source=INSTORE`],
  ['a list', '?source=INSTORE&embed=CUSTOMERIMAGE,POINTS'],
  ['a prototype', `${query}&__proto__=1`],
])('a query with %s is refused, and the vendor is not asked', async (_what, odd) => {
  await using shop = await openShop()
  const answer = await shop.gateway.inject(`/v2/customers/${ADITI}/setImage${odd}`)
  expect(answer.json()).toMatchObject({ code: 'bad_request', status: 400, path: 'query' })
  expect(shop.sandbox.requests).toEqual([])
})

test.each([
  'abc',
  '0',
  '007',
  '-1',
  '1.5',
  '1e3',
  '0x10',
  '1234567890123456',
  '1'.repeat(40),
  '1%20',
  '%201',
  '1%00',
  '1%0d%0aX-Evil:1',
  '1%2f2',
  '1%5c2',
  '..',
  '%2e%2e',
  '%2e%2e%2f%2e%2e%2fstore',
  '%252e%252e',
  '%D9%A1%D9%A2',
  '%EF%BC%91',
  '%F0%9F%98%80',
  '%zz',
  '%c0%ae',
  '1;2',
  '1,2',
  'lookup',
  `${ADITI}?x`,
  'x'.repeat(9_000),
])('the id %s never reaches the vendor', async (id) => {
  await using shop = await openShop()
  const answer = await ask(await shop.listen(), `/v2/customers/${id}/setImage${query}`)
  const told: unknown = JSON.parse(answer.body.toString())
  expect([400, 404]).toContain(answer.status)
  expect(told).toMatchObject({
    status: answer.status,
    code: answer.status === 400 ? 'bad_request' : 'not_found',
  })
  expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  expect(shop.sandbox.requests).toEqual([])
})

test.each(['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])(
  'a customer can’t be asked for with %s',
  async (method) => {
    await using shop = await openShop()
    const answer = await ask(await shop.listen(), customerPath(ADITI), { method })
    expect(answer.status).toBe(404)
    expect(shop.sandbox.requests).toEqual([])
  },
)

test.each([
  '/v2',
  '/v2/',
  `/v2/customers/${ADITI}${query}`,
  `/v2/customers/${ADITI}/setImage/${query}`,
  `/V2/customers/${ADITI}/setImage${query}`,
  `//v2/customers/${ADITI}/setImage${query}`,
  `/v2/customers/../customers/${ADITI}/setImage${query}`,
  '/v1.1/store/login',
  '/v3/oauth/token/generate',
  '/_sandbox/control',
  '/api',
  '/nowhere',
])('%s is no route of ours', async (path) => {
  await using shop = await openShop()
  const answer = await ask(await shop.listen(), path)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(JSON.parse(answer.body.toString())).toMatchObject({ code: 'not_found', status: 404 })
  expect(shop.sandbox.requests).toEqual([])
})

test('no answer about a customer is kept by anybody', async () => {
  await using shop = await openShop()
  const { headers } = await shop.customer(ADITI)
  expect(headers['cache-control']).toBe('no-store')
  expect(headers).not.toHaveProperty('etag')
  expect(headers).not.toHaveProperty('last-modified')
})

test('an answer has our id and the vendor’s of the request, a new one each time', async () => {
  await using shop = await openShop()
  const [one, other] = [await shop.customer(ADITI), await shop.customer(ADITI)]
  for (const { headers } of [one, other]) {
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
    expect(headers['x-cap-requestid']).toMatch(/^[0-9a-f]{32}$/)
  }
  expect(one.headers['x-request-id']).not.toBe(other.headers['x-request-id'])
})

test('the date of an answer is by the vendor’s clock, whatever ours says', async () => {
  await using shop = await openShop({ vendorNow: () => Date.now() + twoDays })
  const { headers } = await shop.customer(ADITI)
  expect(Math.abs(Date.parse(String(headers.date)) - Date.now() - twoDays)).toBeLessThan(60_000)
})

test.each([
  ['cross-site', customerPath(ADITI)],
  ['same-site', customerPath(ADITI)],
  ['none', customerPath(ADITI)],
  ['cross-site', customerPath(ADITI).replace('/v2/', '/%762/')],
  ['cross-site', '/api/shop'],
  ['cross-site', '/%61pi/shop'],
  ['cross-site', '/photos/abc'],
])('a page that is not ours (%s) is told nothing at %s', async (site, path) => {
  await using shop = await openShop()
  const answer = await ask(await shop.listen(), path, { headers: { 'sec-fetch-site': site } })
  expect(answer.status).toBe(403)
  expect(JSON.parse(answer.body.toString())).toMatchObject({ code: 'cross_site', status: 403 })
  expect(answer.headers).toMatchObject({ 'cross-origin-resource-policy': 'same-origin' })
  expect(shop.sandbox.requests).toEqual([])
})

test('our own page, at any spelling of the address, is answered', async () => {
  await using shop = await openShop()
  const headers = { ...shop.headers.read, 'sec-fetch-site': 'same-origin' }
  const answer = await ask(await shop.listen(), customerPath(ADITI).replace('/v2/', '/%762/'), { headers })
  expect(answer.status).toBe(200)
})
