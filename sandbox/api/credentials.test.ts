import { expect, test } from 'vitest'
import { openCounter } from '#sandbox/testing/counter.ts'

const ADITI = '/v2/customers/565039505/setImage?source=INSTORE&embed=CUSTOMERIMAGE'
const LOGIN = '/v1.1/store/login?format=json'

async function tokenFor(apiUrl: string, pair: object): Promise<{ status: number; body: Issued }> {
  const answer = await fetch(`${apiUrl}/v3/oauth/token/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(pair),
  })
  return { status: answer.status, body: await answer.json() }
}
type Issued = { data: { accessToken: string; ttlSeconds: number } | null; errors: { code: number }[] | null }

test('a till signs in with its code and the MD5 of its password', async () => {
  await using counter = await openCounter()
  expect((await counter.get(ADITI)).status).toBe(200)
})

test('a till with the plain password, or none, is refused in XML', async () => {
  await using counter = await openCounter()
  const { code, password } = counter.sandbox.till
  const plain = `Basic ${Buffer.from(`${code}:${password}`).toString('base64')}`
  for (const authorization of [plain, '']) {
    const answer = await counter.get(ADITI, { headers: { authorization } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/xml'])
    expect(await answer.text()).toContain('<success>false</success><code>401</code>')
  }
})

test('a client exchanges key and secret for a token that opens the API until it expires', async () => {
  await using counter = await openCounter()
  const { sandbox } = counter
  const { body } = await tokenFor(sandbox.apiUrl, sandbox.client)
  expect(body).toMatchObject({ data: { ttlSeconds: 300 }, errors: null })
  const headers = { 'X-CAP-API-OAUTH-TOKEN': body.data?.accessToken ?? '' }
  sandbox.control({ clockOffset: 299_000 })
  expect((await counter.get(ADITI, { headers })).status).toBe(200)
  sandbox.control({ clockOffset: 300_000 })
  const expired = await counter.get(ADITI, { headers })
  expect(expired.status).toBe(401)
  expect(await expired.json()).toMatchObject({
    response: { status: { code: '498', message: 'Token expired at 2025-04-30T07:03:25.000+0000' } },
  })
})

test('the wrong secret gets no token but code 320001', async () => {
  await using counter = await openCounter()
  const { apiUrl, client } = counter.sandbox
  for (const pair of [{ ...client, secret: 'guess' }, {}, []]) {
    expect((await tokenFor(apiUrl, pair)).body).toMatchObject({ data: null, errors: [{ code: 320001 }] })
  }
})

test('a forged token is refused: in XML on v2, in the envelope of v1.1 there', async () => {
  await using counter = await openCounter()
  const { body } = await tokenFor(counter.sandbox.apiUrl, counter.sandbox.client)
  const [head, claims, signature] = (body.data?.accessToken ?? '').split('.')
  const forged = [`${head}.${claims}x.${signature}`, `${head}.${claims}.`, 'no token', '']
  for (const token of forged) {
    const headers = { 'X-CAP-API-OAUTH-TOKEN': token }
    const v2 = await counter.get(ADITI, { headers })
    expect([v2.status, await v2.text()]).toEqual([401, expect.stringContaining('<code>401</code>')])
    const v1 = await counter.get(LOGIN, { headers })
    expect([v1.status, await v1.json()]).toEqual([
      401,
      { response: { status: { success: 'true', code: '401', message: 'Unauthorized' } } },
    ])
  }
})

test('a till can check its credentials and learn who it is', async () => {
  await using counter = await openCounter()
  expect(await (await counter.get(LOGIN)).json()).toMatchObject({
    response: {
      status: { success: 'true', code: '200' },
      store: {
        user: {
          username: counter.sandbox.till.code,
          org_id: '100737',
          server_time: '2025-04-30T06:58:25+00:00',
        },
      },
    },
  })
})
