import { expect, test } from 'vitest'
import * as v from 'valibot'
import { receiptAnswer, type ReceiptUse } from '#contract/api/receipt.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import { answerOf, decided, eventsOf, look, takeBack } from '#test/support/verify.ts'

const aditi = 565_039_505
const key = 'k'.repeat(32)
const pos = { pos: { origins: [], apiKeys: [key], keepDays: 30, receiptMinutes: 15 } }
const headers = { authorization: `Bearer ${key}` }

const sale = { sale: 'S-17', amount: 87.5, points: 350 }
const exactly: ReceiptUse = { userId: String(aditi), purpose: 'redeem', till: 'till.demo', ...sale }

async function check(shop: Shop, receipt: string, use: object) {
  const query = new URLSearchParams(Object.entries(use).map(([name, value]) => [name, String(value)]))
  const answer = await shop.gateway.inject({ url: `/api/verifications/${receipt}?${query}`, headers })
  return v.parse(receiptAnswer, answer.json())
}

async function spend(shop: Shop, receipt: string, use: object) {
  const url = `/api/verifications/${receipt}/spend`
  const answer = await shop.gateway.inject({ method: 'POST', url, headers, payload: use })
  return v.parse(receiptAnswer, answer.json())
}

async function receiptFor(shop: Shop, given: object = sale) {
  const looked = await look(shop, aditi)
  const { receipt } = await decided(shop, looked, answerOf(looked, given))
  return { looked, receipt }
}

test.each([
  [{}, []],
  [exactly, []],
  [{ points: 20, amount: 87.5 }, []],
  [{ points: 351 }, ['points']],
  [{ amount: 87.51 }, ['amount']],
  [{ purpose: 'change-identifier' }, ['purpose']],
  [{ userId: '565040002' }, ['userId']],
  [{ till: 'till.other' }, ['till']],
  [{ till: 'TILL.DEMO', sale: 'S-18' }, ['sale']],
])('a receipt for 350 points and a use %j: misfits %j', async (use, misfits) => {
  await using shop = await openShop(pos)
  const { receipt } = await receiptFor(shop)
  expect(await check(shop, receipt, use)).toMatchObject({ covers: misfits.length === 0, misfits })
})

test('a receipt without a sum covers no sum', async () => {
  await using shop = await openShop(pos)
  const { receipt } = await receiptFor(shop, {})
  expect((await check(shop, receipt, { points: 1 })).misfits).toEqual(['points'])
  expect((await check(shop, receipt, { points: 0 })).misfits).toEqual(['points'])
  expect((await check(shop, receipt, { purpose: 'redeem' })).covers).toBe(true)
})

test('neither a doubt, nor an answer that was taken back, nor an old one covers anything', async () => {
  let now = Date.now()
  await using shop = await openShop({ ...pos, now: () => now })
  const doubt = await receiptFor(shop, { result: 'not-sure' })
  expect((await check(shop, doubt.receipt, {})).misfits).toEqual(['result'])
  await takeBack(shop, doubt.looked, doubt.receipt)
  const { looked, receipt } = await receiptFor(shop)
  await takeBack(shop, looked, receipt)
  expect((await check(shop, receipt, {})).misfits).toEqual(['result'])
  const late = await receiptFor(shop)
  now += 15 * 60_000
  expect((await check(shop, late.receipt, exactly)).covers).toBe(true)
  now += 1
  expect((await spend(shop, late.receipt, { ...exactly, by: 'r-1' })).misfits).toEqual(['time'])
})

test('a sum that is no number, and a use with another field, are refused', async () => {
  await using shop = await openShop(pos)
  const { receipt } = await receiptFor(shop)
  for (const query of ['points=many', 'points=', 'amount=-1', 'store=5']) {
    const answer = await shop.gateway.inject({ url: `/api/verifications/${receipt}?${query}`, headers })
    expect(answer.json()).toMatchObject({ code: 'bad_request' })
  }
  const withoutKey = await shop.gateway.inject({
    method: 'POST',
    url: `/api/verifications/${receipt}/spend`,
    payload: { by: 'r-1' },
  })
  expect(withoutKey.json()).toMatchObject({ code: 'wrong_credentials' })
})

test('of many who spend a receipt at once one has it, and may ask again', async () => {
  await using shop = await openShop(pos)
  const { receipt } = await receiptFor(shop)
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) => spend(shop, receipt, { ...exactly, by: `r-${at}` })),
  )
  expect(answers.filter(({ covers }) => covers)).toHaveLength(1)
  const winner = answers.findIndex(({ covers }) => covers)
  expect((await spend(shop, receipt, { by: `r-${winner}` })).covers).toBe(true)
  expect((await check(shop, receipt, {})).misfits).toEqual(['spent'])
  const events = await eventsOf(shop, 'receipt')
  expect(events.filter(({ outcome }) => outcome === 'done')).toHaveLength(2)
  expect(events).toHaveLength(11)
})
