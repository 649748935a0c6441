import fc from 'fast-check'
import { QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import type { VerificationResult } from '#contract/api/verification.ts'
import { customerQuery } from '#src/api/customers.ts'
import { createDeciding } from '#src/api/decisions.ts'
import { findQuery, keepFound } from '#src/api/find.ts'
import { createQueryClient } from '#src/app/query-client.ts'
import { withoutLimits } from '#test/support/policies.ts'
import { seed } from '#test/support/seed.ts'
import { openShop, sessionOf, withSession, type Shop } from '#test/support/shop.ts'
import { anotherSession } from '#test/support/verify.ts'

/** A history on a real gateway takes as long as thirty of those in `photo.test.ts`. */
const histories = Math.ceil(Number(import.meta.env['HISTORIES'] ?? 300) / 30)
const customers = ['565039505', '565040002', '565040003', '600000101']
const card = { number: 'CS-4000-0002', userId: '565040002' }
const results: VerificationResult[] = ['same', 'not-sure', 'not-same']
const associates = ['2313', '2314', '2290']

type Till = Awaited<ReturnType<typeof openTill>>

/** A browser tab: the screen with one customer, and its verification. */
type Tab = ReturnType<typeof openTab>

function openTab(deciding: ReturnType<typeof createDeciding>) {
  return { client: createQueryClient(), deciding, userId: '', isScanned: false, sale: {}, leave: () => {} }
}

/**
 * The till's own code on a real gateway, sandbox and store, with two tabs. With a mistake, it sends other bodies than it should. It claims to
 * have looked at every photo, also if its bytes were not sent.
 */
async function openTill(shop: Shop, mistake: (body: string) => string) {
  let [session, isLosing] = [await anotherSession(shop, '2313'), false]
  const { code: till, password } = shop.sandbox.till

  const change = async (path: string, body: object) => {
    const answer = await shop.post(`/api/session/${path}`, body, { session })
    session = sessionOf(answer) || session
    return answer.statusCode === 200
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
  const given = new Map<string, { userId: string; result: VerificationResult; sale: object }>()
  const told = new Map<string, 'noted' | 'undone'>()
  let [chosen, looks] = [results[0] ?? 'same', 0]
  const freshTab = (): Tab => {
    const keyOfAnswer = () => {
      const key = crypto.randomUUID()
      given.set(key, { userId: tab.userId, result: chosen, sale: tab.sale })
      return key
    }
    const deciding = createDeciding(keyOfAnswer, async () => undefined)
    deciding.hear(({ kind, decision }) => told.set(decision.receipt, kind))
    const tab = openTab(deciding)
    return tab
  }
  let tabs = [freshTab(), freshTab()]
  const [first] = tabs
  let tab = first ?? freshTab()

  const put = (userId: string, { isScanned, sale }: { isScanned: boolean; sale: object }) => {
    tab.leave()
    Object.assign(tab, { userId, isScanned, sale })
    tab.deciding.begin(userId, String(looks++))
  }
  const stay = (userId: string) => {
    const query = { ...customerQuery(userId), retry: false, refetchInterval: false as const }
    tab.leave = new QueryObserver(tab.client, query).subscribe(() => undefined)
    return tab.client.fetchQuery(query).catch(() => undefined)
  }
  /** As when the associate at the till changes: every tab forgets the work of the one before. */
  const forget = () => {
    for (const each of tabs) each.leave()
    tabs = [freshTab(), freshTab()]
    tab = tabs[0] ?? tab
  }

  return {
    given,
    told,
    lock: () => change('lock', {}),
    async takeOver(associate: string) {
      if (!(await change('unlock', { till, password }))) return
      forget()
      // Whoever has a PIN picks their name with it.
      if (!(await change('associate', { associate }))) await change('associate', { associate, pin: '2468' })
    },
    async switchTo(associate: string) {
      if (
        (await change('associate', { associate, pin: '2468' })) ||
        (await change('associate', { associate, pin: '2468', password }))
      )
        forget()
    },
    async signOutAndIn() {
      const headers = { 'sec-fetch-site': 'same-origin', ...withSession(session) }
      await shop.gateway.inject({ method: 'DELETE', url: '/api/session', headers })
      session = await anotherSession(shop)
      forget()
    },
    otherTab: async () => {
      tab = tabs.find((each) => each !== tab) ?? tab
    },
    /** Nothing but the address survives a reload. */
    async reload() {
      const { userId } = tab
      tab.leave()
      const fresh = freshTab()
      tabs = tabs.map((each) => (each === tab ? fresh : each))
      tab = fresh
      if (userId === '') return
      put(userId, { isScanned: false, sale: {} })
      await stay(userId)
    },
    /** Puts a customer on the screen, and whoever was there off it. */
    async show(userId: string, { looks: isLookedAt = true, sale = {} } = {}) {
      put(userId, { isScanned: false, sale })
      const shown = await stay(userId)
      const photo = shown?.customer.photos.find(({ state }) => state === 'on-file')
      if (isLookedAt && photo?.state === 'on-file') await shop.photo(photo.link, session)
    },
    async scanCard() {
      const query = findQuery(looks++, [{ kind: 'cardNumber', value: card.number }])
      const found = await tab.client.fetchQuery({ ...query, retry: false }).catch(() => undefined)
      if (found?.outcome !== 'found') return
      put(found.userId, { isScanned: true, sale: {} })
      keepFound(tab.client, found)
      await stay(found.userId)
    },
    async revealCard() {
      const body = (await shop.customer(Number(card.userId), { session })).json()
      const masked = body.cardDetails?.[0]?.cardNumber
      const asked = { field: '/cardDetails/0/cardNumber', masked, reason: 'customer_asks' }
      await shop.post(`/api/customers/${card.userId}/reveal`, asked, { session })
    },
    async answer(result: VerificationResult, loses = false) {
      const { client, deciding, userId, isScanned, sale } = tab
      if (userId === '') return
      chosen = result
      isLosing = loses
      // The screen offers no answer while there is one.
      deciding.reopen(userId)
      const photos = client.getQueryData(customerQuery(userId).queryKey)?.customer.photos ?? []
      const { identity } = photos.find((photo) => photo.state === 'on-file') ?? {}
      const claimed =
        identity === undefined || isScanned ? undefined : { identity, width: 400, height: 533, seconds: 3 }
      await deciding.answer(client, userId, { purpose: 'redeem', result, photo: claimed, isScanned, sale })
      isLosing = false
    },
    again: () => tab.deciding.again(tab.client, tab.userId),
    undo: () => tab.deciding.undo(tab.client, tab.userId),
    close: forget,
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
  step('scan the card of', [card.userId], (till) => till.scanCard()),
  step('answer', results, (till, result) => till.answer(result)),
  step('answer', results, (till, result) => till.answer(result)),
]
const steps = [
  ...frequent,
  ...frequent,
  ...frequent,
  step('show, without the photo,', customers, (till, id) => till.show(id, { looks: false })),
  step('show, for a sale, ', customers, (till, id) =>
    till.show(id, { sale: { sale: `S-${id}`, amount: 12.5 } }),
  ),
  step('answer, and lose the answer to it:', results, (till, result) => till.answer(result, true)),
  step('answer, and switch at once to', customers, (till, id) =>
    Promise.all([till.answer('not-sure'), till.show(id)]),
  ),
  step('reveal the card of', [card.userId], (till) => till.revealCard()),
  step('try again', [1], (till) => till.again()),
  step('undo', [1], (till) => till.undo()),
  step('lock', [1], (till) => till.lock()),
  step('take over as', associates, (till, associate) => till.takeOver(associate)),
  step('switch to', associates, (till, associate) => till.switchTo(associate)),
  step('other tab', [1], (till) => till.otherTab()),
  step('reload', [1], (till) => till.reload()),
  step('sign out and in', [1], (till) => till.signOutAndIn()),
]

type Row = Record<string, unknown>

const eventsIn = (shop: Shop): Promise<Row[]> =>
  shop.store.query(
    `select action, outcome, session, associate, customer_id, facts->>'receipt' as receipt, facts->>'result' as result,
      facts->>'field' as field, facts->>'kind' as kind from audit_events order by at, seq`,
  )

/** What every "same person" lacks of evidence: on record before it, from the same session and about the same customer. */
function missingEvidence(kept: readonly Row[], events: readonly Row[]): string[] {
  return kept
    .filter(({ result }) => result === 'same')
    .flatMap(({ receipt, session, customer_id: userId, by_photo: isByPhoto, factors }) => {
      const at = events.findIndex((event) => event['receipt'] === receipt)
      const before = events
        .slice(0, at)
        .filter((event) => event['session'] === session && event['customer_id'] === userId)
        .filter(({ outcome }) => outcome === 'done')
      const has = (action: string) => before.some((event) => event['action'] === action)
      const isByCard = JSON.stringify(factors) === '["card"]'
      const isFoundByCard = before.some(({ action, kind }) => action === 'look_up' && kind === 'cardNumber')
      return [
        !isByPhoto && !isByCard ? 'any evidence' : '',
        isByPhoto && !has('photo') ? 'the bytes of the photo' : '',
        isByCard && !isFoundByCard ? 'the scan of the card' : '',
        isByCard && has('reveal') ? 'a number that was not revealed' : '',
      ].filter(Boolean)
    })
}

/** What is on record must be what was answered on the screen, for whom it was answered, once; and what the screen told must stand there. */
async function expectTheRecordToBe(shop: Shop, { given, told }: Till) {
  const kept = await shop.store.query('select * from verifications')
  const events = await eventsIn(shop)
  expect(new Set(kept.map(({ key }) => key)).size).toBe(kept.length)
  for (const { key, receipt, customer_id: userId, result, sale, associate, undone_at: undoneAt } of kept) {
    expect(given.get(String(key))).toEqual({ userId, result, sale: sale ?? {} })
    const its = events.filter((event) => event['receipt'] === receipt)
    expect(its.filter(({ action }) => action === 'decision')).toMatchObject([
      { customer_id: userId, result, associate },
    ])
    expect(its.filter(({ action }) => action === 'undo')).toHaveLength(undoneAt === null ? 0 : 1)
  }
  expect(missingEvidence(kept, events)).toEqual([])
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
    await shop.store.query('delete from colleague_pins')
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

test.each([
  ['photo', 'the bytes of the photo'],
  ['look_up', 'the scan of the card'],
])('it would be noticed: a yes without %s', async (action, missing) => {
  await using shop = await openShop({ policy: withoutLimits, signedIn: false })
  const till = await openTill(shop, (body) => body)
  await till.show(card.userId)
  await till.answer('same')
  await till.scanCard()
  await till.answer('same')
  const kept = await shop.store.query('select * from verifications')
  const events = await eventsIn(shop)
  expect(kept).toHaveLength(2)
  expect(missingEvidence(kept, events)).toEqual([])
  const without = events.filter((event) => event['action'] !== action)
  expect(missingEvidence(kept, without)).toEqual([missing])
})
