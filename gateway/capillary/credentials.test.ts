import { createHash } from 'node:crypto'
import http from 'node:http'
import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { openSandbox } from '#sandbox/sandbox.ts'
import type { Credentials } from '#gateway/config/vendor.ts'
import { customerPath, openShop } from '#test/support/shop.ts'
import { connectTo } from './connection.ts'
import { authenticate } from './credentials.ts'
import { vendorCalls } from './calls.ts'

const ADITI = '565039505'
const tokenPath = '/v3/oauth/token/generate'

afterEach(() => {
  vi.useRealTimers()
})

/** A vendor client that signs in with an API client's key and secret. */
async function openClient(change: Partial<Extract<Credentials, { kind: 'oauth' }>> = {}) {
  const sandbox = await openSandbox()
  const connection = connectTo(sandbox.apiUrl)
  const credentials = { kind: 'oauth', ...sandbox.client, ...change } as const
  const found: string[] = []
  const authentication = authenticate(credentials, connection, (each) => void found.push(each))
  const calls = vendorCalls(connection, authentication)
  const askedFor = (path: string) => sandbox.requests.filter((request) => request.path === path)
  return {
    sandbox,
    found,
    customer: () => calls.customer(ADITI, new AbortController().signal),
    tokensAskedFor: () => askedFor(tokenPath).length,
    customerCalls: () => askedFor(customerPath(ADITI)),
    async [Symbol.asyncDispose]() {
      await connection.close()
      await sandbox.close()
    },
  }
}

test('a till signs in with its code and the MD5 of its password', async () => {
  await using shop = await openShop()
  await shop.customer(ADITI)
  const { code, password } = shop.sandbox.till
  const [, encoded = ''] = shop.sandbox.requests[0]?.headers.authorization?.split('Basic ') ?? []
  const md5 = createHash('md5').update(password).digest('hex')
  expect(Buffer.from(encoded, 'base64').toString()).toBe(`${code}:${md5}`)
  expect(md5).toMatch(/^[0-9a-f]{32}$/)
})

test('a till whose password is wrong is refused once, and not tried again', async () => {
  await using sandbox = await openSandbox()
  const till = { kind: 'till', code: sandbox.till.code, password: 'wrong' } as const
  await using shop = await openShop({
    vendor: { url: sandbox.apiUrl, access: { signIn: 'none', credentials: till } },
  })
  expect((await shop.customer(ADITI)).json()).toMatchObject({
    code: 'vendor_refused_credentials',
    status: 502,
  })
  expect(sandbox.requests).toHaveLength(1)
})

test('one token serves all calls, in its own header and without a password', async () => {
  await using client = await openClient()
  for (let call = 0; call < 5; call++) expect((await client.customer()).customer.id).toBe(ADITI)
  expect(client.tokensAskedFor()).toBe(1)
  expect(client.found).toEqual(['miss', 'hit', 'hit', 'hit', 'hit'])
  const tokens = client.customerCalls().map(({ headers }) => headers['x-cap-api-oauth-token'])
  expect(tokens).toHaveLength(5)
  expect(new Set(tokens).size).toBe(1)
  for (const { headers } of client.customerCalls()) expect(headers).not.toHaveProperty('authorization')
})

test('twenty calls that find no token cause one renewal', async () => {
  await using client = await openClient()
  await Promise.all(Array.from({ length: 20 }, () => client.customer()))
  expect(client.tokensAskedFor()).toBe(1)
  expect(client.customerCalls()).toHaveLength(20)
})

test.each([
  ['5 minutes', 300, 269, 271],
  ['100 seconds', 100, 79, 81],
  ['10 seconds', 10, 7, 9],
])('a token of %s is renewed shortly before its end', async (_life, tokenTtlSeconds, stillGood, due) => {
  vi.useFakeTimers({ toFake: ['performance'] })
  await using client = await openClient()
  client.sandbox.control({ tokenTtlSeconds })
  await client.customer()
  vi.advanceTimersByTime(stillGood * 1000)
  await client.customer()
  expect(client.tokensAskedFor()).toBe(1)
  vi.advanceTimersByTime((due - stillGood) * 1000)
  await client.customer()
  expect(client.tokensAskedFor()).toBe(2)
})

test('a token that died early (498) is renewed and the call tried once more', async () => {
  await using client = await openClient()
  await client.customer()
  client.sandbox.control({ clockOffset: 301_000 })
  expect((await client.customer()).customer.id).toBe(ADITI)
  expect(client.tokensAskedFor()).toBe(2)
  expect(client.customerCalls()).toHaveLength(3)
})

test('twenty calls with a token that died early cause one renewal and one more try each', async () => {
  await using client = await openClient()
  await client.customer()
  client.sandbox.control({ clockOffset: 301_000 })
  await Promise.all(Array.from({ length: 20 }, () => client.customer()))
  expect(client.tokensAskedFor()).toBe(2)
  expect(client.customerCalls().length).toBeLessThanOrEqual(41)
})

test('a token that is refused even when new (401) is tried once more and no further', async () => {
  await using client = await openClient()
  client.sandbox.control({ tokenTtlSeconds: -1 })
  await expect(client.customer()).rejects.toMatchObject({ code: 'vendor_refused_credentials' })
  expect(client.tokensAskedFor()).toBe(2)
  expect(client.customerCalls()).toHaveLength(2)
})

test('a wrong secret is told as refused credentials, and no customer is asked for', async () => {
  await using client = await openClient({ secret: 'wrong' })
  await expect(client.customer()).rejects.toMatchObject({ code: 'vendor_refused_credentials' })
  expect(client.customerCalls()).toEqual([])
})

test('a failed renewal is not remembered', async () => {
  await using client = await openClient()
  client.sandbox.control({ vendor: 'down' })
  await expect(client.customer()).rejects.toMatchObject({ code: 'vendor_down' })
  client.sandbox.control({ vendor: 'ok' })
  expect((await client.customer()).customer.id).toBe(ADITI)
})

test('a vendor too busy for a token is busy, not refusing', async () => {
  const server = http.createServer((_request, response) =>
    response.writeHead(429, { 'retry-after': '9' }).end(),
  )
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const connection = connectTo(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  const authentication = authenticate({ kind: 'oauth', key: 'k', secret: 's' }, connection)
  await expect(authentication.headers()).rejects.toMatchObject({
    code: 'vendor_busy',
    particulars: { retryAfterSeconds: 9 },
  })
  await connection.close()
  server.close()
})

test('a browser that goes away does not take the renewal away from the others', async () => {
  await using client = await openClient()
  const gone = new AbortController()
  const connection = connectTo(client.sandbox.apiUrl)
  const calls = vendorCalls(connection, authenticate({ kind: 'oauth', ...client.sandbox.client }, connection))
  const first = calls.customer(ADITI, gone.signal)
  const second = calls.customer(ADITI, new AbortController().signal)
  gone.abort(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
  expect((await second).customer.id).toBe(ADITI)
  expect(client.tokensAskedFor()).toBe(1)
  await connection.close()
})
