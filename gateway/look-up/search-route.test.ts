import * as v from 'valibot'
import { expect, test } from 'vitest'
import { peopleAnswer } from '#contract/api/people.ts'
import { ask } from '#test/support/ask.ts'
import { openShop } from '#test/support/shop.ts'

test('a search tells names, masked identifiers, what matched, and how many there are', async () => {
  await using shop = await openShop()
  const answer = await shop.post('/api/search', { text: 'aditi' })
  expect(answer.json()).toEqual({
    people: [
      {
        userId: '565039505',
        name: 'Aditi Khan',
        identifiers: [{ kind: 'email', masked: 'a••••@example.com' }],
        matched: 'name',
      },
    ],
    total: 1,
  })
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers['x-cap-requestid']).toMatch(/^[0-9a-f]{32}$/)
  expect(answer.headers['set-cookie']).toBeUndefined()
  expect(shop.sandbox.requests.map(({ path }) => path)).toEqual([
    '/v2/customers/search?q=aditi&limit=20&offset=0',
  ])
})

test('two people with one name can be told apart', async () => {
  await using shop = await openShop()
  const { people } = (await shop.post('/api/search', { text: 'Meera Pil' })).json()
  expect(people).toMatchObject([{ name: 'Meera Pillai' }, { name: 'Meera Pillai' }])
  expect(people[0].userId).not.toBe(people[1].userId)
  const emails = (await shop.post('/api/search', { text: 'meera.p' })).json().people
  expect(emails.slice(0, 2)).toMatchObject([
    { identifiers: [{ kind: 'email', masked: 'm••••@example.com' }], matched: 'email' },
    { identifiers: [{ kind: 'email', masked: 'm••••@example.net' }], matched: 'email' },
  ])
})

test('of fifty thousand customers at most twenty are told, and that there are more', async () => {
  await using shop = await openShop()
  const answer = v.parse(peopleAnswer, (await shop.post('/api/search', { text: 'Soph' })).json())
  expect(answer.people).toHaveLength(20)
  expect(answer.total).toBeGreaterThan(100)
  for (const { name } of answer.people) expect(name).toMatch(/^Sophie /)
  const five = (await shop.post('/api/search', { text: 'Soph', limit: 5 })).json()
  expect(five).toEqual({ people: answer.people.slice(0, 5), total: answer.total })
})

test.each(['सुनीता', '佐々木', 'प्रियं', 'Łuk', 'José'])('%s is searched for as it is written', async (text) => {
  await using shop = await openShop()
  expect((await shop.post('/api/search', { text })).statusCode).toBe(200)
  const [asked] = shop.sandbox.requests
  expect(new URLSearchParams(asked?.path.split('?')[1]).get('q')).toBe(text)
})

test('nobody of that name is an empty list', async () => {
  await using shop = await openShop()
  expect((await shop.post('/api/search', { text: 'Xyzzy' })).json()).toEqual({ people: [], total: 0 })
})

test('no search tells an identifier in full', async () => {
  await using shop = await openShop()
  for (const text of ['aditi', 'rohan', 'layla', 'sophie', 'EXT-', 'CS-']) {
    const { body } = await shop.post('/api/search', { text })
    // The request id of a refusal can contain ten digits in a row.
    expect(body.replace(/"requestId":"\w+"/, '')).not.toMatch(/\d{6,}@|[a-z]{2,}@|EXT-|CS-|\d{10}/)
  }
})

test.each([
  ['a busy search engine', 'Busy Search', { code: 'vendor_busy', status: 503, retryAfterSeconds: 3 }],
  ['two letters', 'Ad', { code: 'bad_request', status: 400, path: 'text' }],
  ['a comma', 'Khan, Aditi', { code: 'bad_request', status: 400, path: 'text' }],
  ['digits', '91914', { code: 'bad_request', status: 400, path: 'text' }],
  ['a payment card', 'Anna 4111111111111111', { code: 'bad_request', status: 400, path: 'text' }],
])('%s is a problem', async (_what, text, problem) => {
  await using shop = await openShop()
  expect((await shop.post('/api/search', { text })).json()).toMatchObject(problem)
  expect(shop.sandbox.requests).toHaveLength(problem.code === 'vendor_busy' ? 1 : 0)
})

test('a search has no page but the first', async () => {
  await using shop = await openShop()
  const problem = { code: 'bad_request', path: 'limit' }
  expect((await shop.post('/api/search', { text: 'Soph', limit: 21 })).json()).toMatchObject(problem)
  expect((await shop.post('/api/search', { text: 'Soph', offset: 20 })).json()).toMatchObject({
    path: 'body',
  })
})

test('a vendor that is down has not said that there is nobody', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ vendor: 'down' })
  expect((await shop.post('/api/search', { text: 'aditi' })).json()).toMatchObject({ code: 'vendor_down' })
})

test('who goes on typing ends the search at the vendor', async () => {
  await using shop = await openShop()
  shop.sandbox.control({ apiDelay: 5_000 })
  const goesOn = new AbortController()
  const asking = ask(await shop.listen(), '/api/search', {
    method: 'POST',
    headers: { ...shop.headers.write, 'content-type': 'application/json' },
    body: '{"text":"aditi"}',
    signal: goesOn.signal,
  })
  await expect.poll(() => shop.sandbox.requests).toHaveLength(1)
  goesOn.abort()
  await expect(asking).rejects.toThrow('aborted')
  await expect.poll(() => shop.sandbox.requests[0]?.aborted).toBe(true)
})

test.each([{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])(
  'a page that is not ours (%o) can search for nobody',
  async (headers) => {
    await using shop = await openShop()
    const answer = await shop.gateway.inject({
      method: 'POST',
      url: '/api/search',
      headers,
      payload: { text: 'aditi' },
    })
    expect(answer.json()).toMatchObject({ code: 'cross_site', status: 403 })
    expect(shop.sandbox.requests).toEqual([])
  },
)
