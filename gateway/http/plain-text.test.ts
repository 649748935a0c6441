import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unplainPlace } from '#contract/text.ts'
import { judge } from '#gateway/capillary/outcome.ts'
import type { Param, Store } from '#gateway/db/store.ts'
import { apiKey, inputsOf, plainCustomer } from '#test/support/inputs.ts'
import { withoutLimits } from '#test/support/policies.ts'
import { openShop } from '#test/support/shop.ts'
import { openTestStore } from '#test/support/store.ts'
import { look } from '#test/support/verify.ts'

/** The parameters that hold text that is not plain, also within JSON. */
const unplainIn = (params: readonly Param[]) =>
  params.filter((each) => {
    if (typeof each !== 'string') return false
    return unplainPlace(/^[[{]/.test(each) ? parsed(each) : each) !== undefined
  })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A store that remembers what a statement should never have been given. */
function watched(store: Store, seen: Param[]): Store {
  const watching =
    (query: Store['query']): Store['query'] =>
    (sql, params = []) => {
      seen.push(...unplainIn(params))
      return query(sql, params)
    }
  return {
    ...store,
    query: watching(store.query),
    transaction: (work) => store.transaction((query) => work(watching(query))),
  }
}

const bad = fc.constantFrom('\0', '\u0001', '\u001b', '\u007f', '\u009b', '\ud800', '\udfff')
const hostile = fc
  .tuple(fc.string({ maxLength: 8 }), bad, fc.string({ maxLength: 8 }))
  .map((parts) => parts.join(''))

test('no text that a database refuses reaches a statement, through whichever place it comes', async () => {
  await using store = await openTestStore()
  const seen: Param[] = []
  await using shop = await openShop({
    store: watched(store, seen),
    policy: withoutLimits,
    pos: { origins: ['https://pos.example'], apiKeys: [apiKey], keepDays: 30, receiptMinutes: 15 },
    logLevel: 'silent',
  })
  const { view } = await look(shop, plainCustomer)
  const inputs = Object.values(inputsOf(view, await look(shop, 565_039_505)))
  const texts = fc.sample(hostile, { numRuns: 8 * inputs.length })
  for (const [at, text] of texts.entries()) {
    const asked = inputs[at % inputs.length]?.(text) ?? { url: '/' }
    const headers = { 'content-type': 'application/json', ...shop.headers.write, ...asked.headers }
    expect((await shop.gateway.inject({ ...asked, headers })).statusCode).toBeLessThan(500)
  }
  expect(seen).toEqual([])
})

test('nothing that the vendor says is anything but plain text by the time we read it', () => {
  const answer = (value: unknown) => ({
    status: 200,
    text: JSON.stringify(value),
    requestId: undefined,
    retryAfter: undefined,
    date: undefined,
  })
  fc.assert(
    fc.property(hostile, hostile, (name, text) => {
      expect(unplainPlace(judge(answer({ user: { [name]: text }, staff: [{ id: text }] })))).toBeUndefined()
    }),
  )
})
