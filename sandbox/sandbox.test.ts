import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { customers } from './directory.ts'
import { people } from './customers/people.ts'
import { openSandbox } from './sandbox.ts'
import { sentinels } from './sentinels.ts'
import { openCounter } from './testing/counter.ts'

const RED = 700_000_001

test('API and photo host are different origins on loopback', async () => {
  await using sandbox = await openSandbox()
  expect(sandbox.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(sandbox.photoOrigin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(sandbox.photoOrigin).not.toBe(sandbox.apiUrl)
})

test('a port that is taken is an error, and the other server does not stay behind', async () => {
  const photoPort = await openSandbox().then(async (passing) => {
    await passing.close()
    return Number(new URL(passing.photoOrigin).port)
  })
  await using first = await openSandbox()
  const apiPort = Number(new URL(first.apiUrl).port)
  await expect(openSandbox({ apiPort, photoPort })).rejects.toThrow('EADDRINUSE')
  await using second = await openSandbox({ photoPort })
  expect(second.photoOrigin).toBe(`http://127.0.0.1:${photoPort}`)
})

test('every request to either server is in the log, in order, with its answer', async () => {
  await using counter = await openCounter()
  await counter.photo(RED)
  await counter.get('/v2/customers/1?source=INSTORE', { headers: {} })
  expect(counter.sandbox.requests).toMatchObject([
    {
      at: 'api',
      method: 'GET',
      path: `/v2/customers/${RED}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`,
      status: 200,
    },
    {
      at: 'photos',
      method: 'GET',
      path: expect.stringContaining('X-Amz-Signature='),
      status: 200,
      aborted: false,
    },
    { at: 'api', status: 401, headers: { host: new URL(counter.sandbox.apiUrl).host } },
  ])
})

test('another process turns the switches and reads the log over HTTP', async () => {
  await using counter = await openCounter()
  const { apiUrl } = counter.sandbox
  const put = (body: string) => fetch(`${apiUrl}/_sandbox/control`, { method: 'PUT', body })
  expect(await (await put('{"vendor":"down","delays":{"5":1}}')).json()).toMatchObject({
    vendor: 'down',
    linkLifetime: 3599,
  })
  const down = await counter.setImage(RED)
  expect([down.status, await down.json()]).toMatchObject([503, { errors: [{ code: 4001 }] }])
  for (const wrong of [
    '{"vendor":"gone"}',
    '{"speed":1}',
    '{"apiDelay":"1"}',
    '{"delays":{"5":"x"}}',
    '[1]',
    'null',
    '{',
  ]) {
    expect((await put(wrong)).status).toBe(400)
  }
  await fetch(`${apiUrl}/_sandbox/control`, { method: 'DELETE' })
  expect((await counter.setImage(RED)).status).toBe(200)
  expect(await (await fetch(`${apiUrl}/_sandbox/requests`)).json()).toMatchObject([
    { status: 503 },
    { status: 200 },
  ])
  await fetch(`${apiUrl}/_sandbox/requests`, { method: 'DELETE' })
  expect(counter.sandbox.requests).toEqual([])
})

test('setting everything back also makes the customer that is busy once busy again', async () => {
  await using counter = await openCounter()
  const first = await counter.setImage(600_000_605)
  await fetch(`${counter.sandbox.apiUrl}/_sandbox/control`, { method: 'DELETE' })
  const again = await counter.setImage(600_000_605)
  expect([first.status, again.status]).toEqual([429, 429])
})

test('answers can be delayed for all, for one customer, and on the photo host alone', async () => {
  await using counter = await openCounter()
  const [link = ''] = await counter.photoLinks(RED)
  const comesIn50ms = async (answer: (signal: AbortSignal) => Promise<Response>) =>
    answer(AbortSignal.timeout(50)).then(
      () => true,
      () => false,
    )
  const headers = { authorization: counter.authorization }
  const api = () => comesIn50ms((signal) => counter.setImage(RED, { headers, signal }))
  const photo = () => comesIn50ms((signal) => fetch(link, { signal }))
  counter.sandbox.control({ apiDelay: 5000 })
  expect([await api(), await photo()]).toEqual([false, true])
  counter.sandbox.control({ apiDelay: 0, photoDelays: { [RED]: 5000 } })
  expect([await api(), await photo()]).toEqual([true, false])
  counter.sandbox.control({ photoDelays: {}, delays: { [RED]: 5000 } })
  expect([await api(), await photo()]).toEqual([false, true])
})

test('the shop has at least 26 customers, each with a name, an identifier and a portrait', async () => {
  await using counter = await openCounter()
  expect(people.length).toBeGreaterThanOrEqual(26)
  for (const { userId } of people) {
    const answer = await counter.customer(userId)
    expect(answer).toMatchObject({ id: userId, warnings: [] })
    expect(answer.profiles?.[0]).toMatchObject({
      userId,
      source: 'INSTORE',
      firstName: expect.stringMatching(/./),
    })
    expect((await fetch(answer.customerImage?.[0]?.secureFilePath ?? '')).status).toBe(200)
  }
})

test('no two customers share an id or an identifier, but the two who are meant to', () => {
  const identifiers = [...customers.values()].flatMap(({ email, mobile, externalId }) => [
    email,
    mobile,
    externalId,
  ])
  const given = identifiers.filter(Boolean)
  const shared = given.filter((each, at) => given.indexOf(each) !== at)
  expect(shared).toEqual(['447700900903'])
  expect(new Set(sentinels.map(({ userId }) => userId)).size).toBe(sentinels.length)
})

test('the README lists every sentinel with what it shows', async () => {
  const readme = (await readFile(new URL('README.md', import.meta.url), 'utf8')).replaceAll(/ +/g, ' ')
  const missing = sentinels.filter(({ userId, what }) => !readme.includes(`| ${userId} | ${what} |`))
  expect(missing).toEqual([])
})
