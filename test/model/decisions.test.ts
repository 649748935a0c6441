import fc from 'fast-check'
import { QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import type { VerificationResult } from '#contract/api/verification.ts'
import { customerQuery } from '#src/api/customers.ts'
import { createDeciding } from '#src/api/decisions.ts'
import { createQueryClient } from '#src/app/query-client.ts'
import { withoutLimits } from '#test/support/policies.ts'
import { seed } from '#test/support/seed.ts'
import { openShop, sessionOf, withSession, type Shop } from '#test/support/shop.ts'
import { anotherSession } from '#test/support/verify.ts'

/** A history on a real gateway takes as long as thirty of those in `photo.test.ts`. */
const histories = Math.ceil(Number(import.meta.env['HISTORIES'] ?? 300) / 30)
const customers = ['565039505', '565040002', '565040003', '600000101']
const results: VerificationResult[] = ['same', 'not-sure', 'not-same']

type Till = Awaited<ReturnType<typeof openTill>>

/** The till's own code on a real gateway, sandbox and store. With a mistake, it sends other bodies than it should. */
async function openTill(shop: Shop, mistake: (body: string) => string) {
  const client = createQueryClient()
  let [session, userId, isLosing, leave] = [await anotherSession(shop, '2313'), '', false, () => {}]
  const { code: till, password } = shop.sandbox.till

  const post = async (path: string, body: object) => {
    const answer = await shop.post(`/api/session/${path}`, body, { session })
    session = sessionOf(answer) || session
  }
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('fetch', async (url: string, { method, headers, body, signal }: RequestInit) => {
    const answer = await shop.gateway.inject({
      url,
      headers: Object.assign({ 'sec-fetch-site': 'same-origin' }, headers, withSession(session)),
      ...(method === 'POST' && typeof body === 'string' && { method, payload: mistake(body) }),
    })
    signal?.throwIfAborted()
    // The gateway has done it, and nobody is told.
    if (isLosing && url.includes('decision')) throw new TypeError('Failed to fetch')
    const named = Object.entries(answer.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ])
    return new Response(answer.body || null, { status: answer.statusCode, headers: named })
  })

  /** What was answered for whoever was on screen then, by its key, and what became of it as the screen told. */
  const given = new Map<string, { userId: string; result: VerificationResult }>()
  const told = new Map<string, 'noted' | 'undone'>()
  let chosen = results[0] ?? 'same'
  const keyOfAnswer = () => {
    const key = crypto.randomUUID()
    given.set(key, { userId, result: chosen })
    return key
  }
  const deciding = createDeciding(keyOfAnswer, async () => undefined)
  deciding.hear(({ kind, decision }) => told.set(decision.receipt, kind))

  return {
    given,
    told,
    lock: () => post('lock', {}),
    unlock: () => post('unlock', { till, password, associate: '2313' }),
    async signOutAndIn() {
      deciding.forget()
      const headers = { 'sec-fetch-site': 'same-origin', ...withSession(session) }
      await shop.gateway.inject({ method: 'DELETE', url: '/api/session', headers })
      ;[session, userId] = [await anotherSession(shop, '2313'), '']
    },
    /** Puts a customer on the screen, and whoever was there off it. */
    async show(id: string) {
      leave()
      userId = id
      deciding.of(id)
      const query = { ...customerQuery(id), retry: false }
      leave = new QueryObserver(client, { ...query, refetchInterval: false }).subscribe(() => undefined)
      const shown = await client.fetchQuery(query).catch(() => undefined)
      const photo = shown?.customer.photos.find(({ state }) => state === 'on-file')
      if (photo?.state === 'on-file') await shop.photo(photo.link, session)
    },
    async answer(result: VerificationResult, loses = false) {
      if (userId === '') return
      chosen = result
      isLosing = loses
      // The screen offers no answer while there is one.
      deciding.reopen(userId)
      const photos = client.getQueryData(customerQuery(userId).queryKey)?.customer.photos ?? []
      const { identity } = photos.find((photo) => photo.state === 'on-file') ?? {}
      const photo = identity === undefined ? undefined : { identity, width: 400, height: 533, seconds: 3 }
      await deciding.answer(client, userId, { purpose: 'redeem', result, photo, isScanned: false, sale: {} })
      isLosing = false
    },
    again: () => deciding.again(client, userId),
    undo: () => deciding.undo(client, userId),
    close: () => leave(),
  }
}

const step = <Value>(name: string, values: Value[], act: (till: Till, value: Value) => Promise<unknown>) =>
  fc.constantFrom(...values).map((value): fc.AsyncCommand<object, Till> => ({
    check: () => true,
    run: async (_model, till) => void (await act(till, value)),
    toString: () => `${name} ${String(value)}`,
  }))
const frequent = [
  step('show', customers, (till, id) => till.show(id)),
  step('answer', results, (till, result) => till.answer(result)),
]
const steps = [
  ...frequent,
  ...frequent,
  step('answer, and lose the answer to it:', results, (till, result) => till.answer(result, true)),
  step('answer, and switch at once to', customers, (till, id) =>
    Promise.all([till.answer('not-sure'), till.show(id)]),
  ),
  step('try again', [1], (till) => till.again()),
  step('undo', [1], (till) => till.undo()),
  step('lock', [1], (till) => till.lock()),
  step('unlock', [1, 2], (till) => till.unlock()),
  step('sign out and in', [1], (till) => till.signOutAndIn()),
]

/** What is on record must be what was answered on the screen, for whom it was answered, once; and what the screen told must stand there. */
async function expectTheRecordToBe(shop: Shop, { given, told }: Till) {
  const kept = await shop.store.query('select * from verifications')
  const events = await shop.store.query(
    "select action, customer_id, facts->>'receipt' as receipt, facts->>'result' as result from audit_events",
  )
  expect(new Set(kept.map(({ key }) => key)).size).toBe(kept.length)
  for (const { key, receipt, customer_id: userId, result, undone_at: undoneAt } of kept) {
    expect(given.get(String(key))).toEqual({ userId, result })
    const its = events.filter((event) => event['receipt'] === receipt)
    expect(its.filter(({ action }) => action === 'decision')).toMatchObject([{ customer_id: userId, result }])
    expect(its.filter(({ action }) => action === 'undo')).toHaveLength(undoneAt === null ? 0 : 1)
  }
  for (const [receipt, kind] of told) {
    const row = kept.find((each) => each['receipt'] === receipt)
    expect([row?.['recorded_at'] === null, row?.['undone_at'] === null]).toEqual([false, kind === 'noted'])
  }
}

/** @returns how many answers were noted, and what went wrong, with the history in which it did */
async function play(numRuns: number, mistake = (body: string) => body) {
  await using shop = await openShop({ policy: withoutLimits, signedIn: false })
  let noted = 0
  const property = fc.asyncProperty(fc.commands(steps, { maxCommands: 60, size: 'max' }), async (plan) => {
    await shop.store.query('delete from verifications')
    const till = await openTill(shop, mistake)
    await fc.asyncModelRun(() => ({ model: {}, real: till }), plan)
    till.close()
    await expectTheRecordToBe(shop, till)
    noted += till.told.size
  })
  const details = await fc.check(property, { seed, numRuns, endOnFailure: true })
  return { noted, report: fc.defaultReportMessage(details) ?? 'nothing' }
}

test('no answer is ever on record for anybody but who was on screen, none twice, none lost', async () => {
  const { noted, report } = await play(histories)
  expect(report).toBe('nothing')
  expect(noted).toBeGreaterThan(2 * histories)
}, 3_600_000)

test('it would be noticed: a new key for every try', async () => {
  const anew = () => `"key":"${crypto.randomUUID()}"`
  expect((await play(10, (body) => body.replace(/"key":"[^"]+"/, anew))).report).toContain('Counterexample')
})

test('it would be noticed: the answer of before', async () => {
  const { report } = await play(10, (body) => body.replace('"result":"same"', '"result":"not-sure"'))
  expect(report).toContain('Counterexample')
})
