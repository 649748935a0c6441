import { CancelledError } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { customerQuery } from './customers.ts'
import { findQuery, keepFound } from './find.ts'
import { createQueryClient } from '#src/app/query-client.ts'

type Asked = { readings: { kind: string; value: string }[] }
type Answer = [status: number, body: object | string]

afterEach(() => void vi.unstubAllGlobals())

/** Replaces `fetch` with a gateway played by the test. @returns the requests, and the signals of the calls */
function connect(answer: (asked: Asked) => Answer | Promise<Answer>) {
  const calls: { path: string; asked: Asked; signal: AbortSignal }[] = []
  vi.stubGlobal('fetch', async (path: string, { body, signal }: { body: string; signal: AbortSignal }) => {
    const asked: Asked = JSON.parse(body)
    calls.push({ path, asked, signal })
    const [status, said] = await answer(asked)
    return new Response(typeof said === 'string' ? said : JSON.stringify(said), { status })
  })
  return calls
}

const problem = (status: number, code: string): Answer => [
  status,
  { type: 'about:blank', title: code, status, code, requestId: 'r' },
]
const nobody = problem(404, 'customer_not_found')
const found = (userId: string, more: object = {}): Answer => [
  200,
  { outcome: 'found', userId, matchedBy: 'mobile', ...more },
]
const card = (id: number) => ({ id, profiles: [{ userId: id, firstName: 'Aditi', source: 'INSTORE' }] })

const mobile = { kind: 'mobile', value: '919148574269' } as const
const number = { kind: 'customerId', value: '9148574269' } as const
const cardNumber = { kind: 'cardNumber', value: '9148574269' } as const
const externalId = { kind: 'externalId', value: '9148574269' } as const

const find = (...readings: (typeof mobile | typeof number | typeof cardNumber | typeof externalId)[]) =>
  createQueryClient().fetchQuery(findQuery(1, readings))

test('all readings of a text leave in one request, the likeliest first, and the answer says which one matched', async () => {
  const calls = connect(() => found('1001', { matchedBy: 'cardNumber', reading: 2 }))
  expect(await find(mobile, number, cardNumber)).toMatchObject({
    outcome: 'found',
    userId: '1001',
    matchedBy: 'cardNumber',
    reading: 2,
  })
  expect(calls.map(({ asked }) => asked)).toEqual([{ readings: [mobile, number, cardNumber] }])
})

test('what is asked for stands in the body, never in the address', async () => {
  const calls = connect(() => found('1001'))
  await find(mobile)
  expect(calls.map(({ path }) => path)).toEqual(['/api/find'])
})

test('at most three readings are asked for', async () => {
  const calls = connect(() => nobody)
  await expect(find(mobile, number, cardNumber, externalId)).rejects.toMatchObject({
    code: 'customer_not_found',
  })
  expect(calls.map(({ asked }) => asked.readings)).toEqual([[mobile, number, cardNumber]])
})

test('a customer number that leads to another customer is refused', async () => {
  connect(() => found('1002'))
  await expect(find({ ...number })).rejects.toMatchObject({ code: 'identity_mismatch' })
})

test('an answer by a reading that was not asked for is refused', async () => {
  connect(() => found('1001', { reading: 1 }))
  await expect(find(mobile)).rejects.toMatchObject({ code: 'identity_mismatch' })
})

test('a customer number leads to another customer where the answer says that they were merged', async () => {
  connect(() => found('1002', { mergedFrom: { userId: number.value } }))
  expect(await find(number)).toMatchObject({ userId: '1002', mergedFrom: { userId: number.value } })
})

test('a card of anybody but the customer who was found is refused', async () => {
  connect(() => found('1001', { customer: card(1002) }))
  await expect(find(mobile)).rejects.toMatchObject({ code: 'identity_mismatch' })
})

for (const [what, said] of [
  ['no JSON', '<html>'],
  ['another outcome', { outcome: 'maybe' }],
  ['no customer number', { outcome: 'found', matchedBy: 'mobile' }],
  ['a number that is none', { outcome: 'found', userId: '../1001', matchedBy: 'mobile' }],
] as const) {
  test(`an answer of ${what} is unreadable`, async () => {
    connect(() => [200, said])
    await expect(find(mobile)).rejects.toMatchObject({ code: 'unreadable_answer' })
  })
}

test('the card that came with a find is there for the screen that shows it', async () => {
  connect(() => found('1001', { customer: card(1001) }))
  const client = createQueryClient()
  const answer = await client.fetchQuery(findQuery(1, [mobile]))
  if (answer.outcome !== 'found') throw new Error('several')
  keepFound(client, answer)
  expect(client.getQueryData(customerQuery('1001').queryKey)?.customer).toMatchObject({
    id: '1001',
    name: 'Aditi',
  })
})

test('without a card nothing is put in the customer’s place', async () => {
  connect(() => found('1001'))
  const client = createQueryClient()
  const answer = await client.fetchQuery(findQuery(1, [mobile]))
  if (answer.outcome !== 'found') throw new Error('several')
  keepFound(client, answer)
  expect(client.getQueryData(customerQuery('1001').queryKey)).toBeUndefined()
})

test('several people are an answer, of whom none is chosen', async () => {
  const people = [
    { userId: '1001', identifiers: [], matched: 'mobile' },
    { userId: '1002', name: 'Aditi', identifiers: [], matched: 'mobile' },
  ]
  connect(() => [200, { outcome: 'several', people, total: 2 }])
  expect(await find(mobile)).toEqual({ outcome: 'several', people, total: 2, reading: 0 })
})

test('a find that is given up hangs up', async () => {
  const calls = connect(() => new Promise<Answer>(() => undefined))
  const client = createQueryClient()
  const answer = client.fetchQuery(findQuery(1, [mobile, number]))
  await vi.waitFor(() => expect(calls).toHaveLength(1))
  await Promise.all([
    expect(answer).rejects.toBeInstanceOf(CancelledError),
    client.cancelQueries({ queryKey: findQuery(1, []).queryKey }),
  ])
  expect(calls[0]?.signal.aborted).toBe(true)
})
