import { expect, test } from 'vitest'
import published from '#sandbox/customers/published-sample.json' with { type: 'json' }
import { openCounter } from '#sandbox/testing/counter.ts'

const ADITI = 565_039_505

test("the published sample's customer is answered field for field, in its order, with a link of now", async () => {
  await using counter = await openCounter({ now: Date.parse('2026-01-02T03:04:05Z') })
  const answer = await (await counter.setImage(ADITI)).text()
  const host = `${counter.sandbox.photoOrigin}/fs.capillary.eu`
  const link = new RegExp(
    `"${host}(/customerImage/100737/565039505/[0-9a-f-]{36})\\?X-Amz-Security-Token=[^"]*"`,
    'g',
  )
  const expected = JSON.stringify(published)
    .replaceAll('[email protected]', 'aditi.khan@example.com')
    .replaceAll(/"https:\/\/s3-eu-west-1[^"]*"/g, '"LINK"')
  expect(answer.match(link)).toHaveLength(2)
  expect(answer.replaceAll(link, '"LINK"')).toBe(expected)
})

test("a link has the published sample's parameters in their order, signed now", async () => {
  await using counter = await openCounter({ now: Date.parse('2026-01-02T03:04:05Z') })
  const [link = ''] = await counter.photoLinks(ADITI)
  const ours = new URL(link).searchParams
  const theirs = new URL(published.customerImage[0]?.secureFilePath ?? '').searchParams
  expect([...ours.keys()]).toEqual([...theirs.keys()])
  expect(ours.get('X-Amz-Date')).toBe('20260102T030405Z')
  expect(ours.get('X-Amz-Expires')).toBe('3599')
  expect(ours.get('X-Amz-Credential')).toMatch(/^ASIA\w{16}\/20260102\/eu-west-1\/s3\/aws4_request$/)
})

test('without source=INSTORE there is no image, but error 8016', async () => {
  await using counter = await openCounter()
  for (const query of ['', '?embed=CUSTOMERIMAGE', '?source=&embed=CUSTOMERIMAGE', '?source=WEBSITE']) {
    const answer = await counter.get(`/v2/customers/${ADITI}/setImage${query}`)
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { errors: [{ status: false, code: 8016, message: 'GET failed,No source passed' }] },
    ])
  }
})

test('photos come only when embedded, in any case and among others', async () => {
  await using counter = await openCounter()
  const path = `/v2/customers/${ADITI}`
  const has = async (query: string) =>
    'customerImage' in (await (await counter.get(`${path}${query}`)).json())
  expect(await has('/setImage?source=INSTORE')).toBe(false)
  expect(await has('?source=INSTORE&embed=points')).toBe(false)
  expect(await has('?source=INSTORE&embed=points,customerImage')).toBe(true)
  expect(await has('?source=INSTORE&embed=points&embed=customerimage')).toBe(true)
  expect(await has('/setImage?source=INSTORE&embed=CUSTOMERIMAGE')).toBe(true)
})

test('what is no customer id gets a blank 400, an unknown id 200 with error 8015', async () => {
  await using counter = await openCounter()
  const blank = await counter.get('/v2/customers/abc/setImage?source=INSTORE')
  expect([blank.status, await blank.text()]).toEqual([400, ''])
  const unknown = await counter.setImage(123)
  expect([unknown.status, await unknown.json()]).toMatchObject([
    200,
    { errors: [{ status: false, code: 8015 }] },
  ])
})

test('a customer is looked up by each identifier, a mobile also without its 91', async () => {
  await using counter = await openCounter()
  const lookup = async (name: string, value: string) => {
    const query = new URLSearchParams({ source: 'INSTORE', identifierName: name, identifierValue: value })
    return (await counter.get(`/v2/customers/lookup?${query}`)).json()
  }
  const aditi = { entity: ADITI, warnings: [] }
  expect(await lookup('mobile', '919148574269')).toEqual(aditi)
  expect(await lookup('mobile', '9148574269')).toEqual(aditi)
  expect(await lookup('email', 'Aditi.Khan@example.com')).toEqual(aditi)
  expect(await lookup('cardnumber', 'CS-4000-0002')).toEqual(await lookup('cardNumber', 'CS-4000-0002'))
  expect(await lookup('cardNumber', 'CS-4000-0002')).toMatchObject({ entity: 565_040_002 })
  expect(await lookup('externalId', 'EXT-0002')).toMatchObject({ entity: 565_040_002 })
  expect(await lookup('mobile', '148574269')).toMatchObject({ errors: [{ code: 8015 }] })
  expect(await lookup('shoeSize', '42')).toMatchObject({ errors: [{ code: 8013 }] })
  expect(await lookup('mobile', '')).toMatchObject({ errors: [{ code: 11013 }] })
})

test('a look-up from a source that does not exist is refused', async () => {
  await using counter = await openCounter()
  const answers = await Promise.all(
    ['/v2/customers/lookup?', '/v2/customers/lookup/customerDetails?', `/v2/customers/${ADITI}?`].map(
      async (path) =>
        (await counter.get(`${path}source=MOON&identifierName=mobile&identifierValue=919148574269`)).json(),
    ),
  )
  expect(answers).toMatchObject([
    { errors: [{ code: 8003 }] },
    { errors: [{ code: 8003 }] },
    { errors: [{ code: 8012 }] },
  ])
})

test('one call leads from a mobile number to the photo', async () => {
  await using counter = await openCounter()
  const query = 'source=INSTORE&identifierName=mobile&identifierValue=919148574269&embed=customerImage'
  const answer = await (await counter.get(`/v2/customers/lookup/customerDetails?${query}`)).json()
  expect(answer).toMatchObject({ id: ADITI, customerImage: [{ code: 200, status: 'true' }] })
})

test('a search finds names and identifiers by their beginning, page by page', async () => {
  await using counter = await openCounter()
  const search = async (query: string) => (await counter.get(`/v2/customers/search?${query}`)).json()
  expect(await search('q=aditi')).toEqual({
    pagination: { limit: 10, offset: 0, total: 1 },
    data: [
      {
        userId: ADITI,
        matchedIdentifiers: [
          { idType: 'email', idValue: 'aditi.khan@example.com', source: 'INSTORE', accountId: '' },
        ],
        profiles: [{ source: 'INSTORE', firstName: 'Aditi', lastName: 'Khan' }],
      },
    ],
    warnings: [],
    errors: [],
  })
  expect(await search('q=khan')).toMatchObject({ data: [{ userId: ADITI }] })
  expect(await search('q=91914')).toMatchObject({ data: [{ userId: ADITI }] })
  expect(await search('q=diti')).toMatchObject({ pagination: { total: 0 }, data: [] })
  expect(await search('q=ad')).toMatchObject({ pagination: { total: 0 }, data: [] })
  const first = await search('q=solid&limit=20')
  const second = await search('q=solid&limit=20&offset=20')
  expect([first.data.length, second.data.length, second.pagination.total]).toEqual([20, 4, 24])
})

test('a path the vendor does not have is 404, and every answer carries a request id', async () => {
  await using counter = await openCounter()
  const nowhere = await counter.get('/v2/nowhere')
  expect(nowhere.status).toBe(404)
  const ids = [nowhere, await counter.setImage(ADITI), await counter.setImage(1)].map((answer) =>
    answer.headers.get('x-cap-requestid'),
  )
  expect(ids).toEqual(ids.map(() => expect.stringMatching(/^[0-9a-f]{32}$/)))
  expect(new Set(ids).size).toBe(3)
})
