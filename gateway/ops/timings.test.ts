import { expect, test } from 'vitest'
import { openShop, sessionOf, withSession } from '#test/support/shop.ts'

test('a till’s look-ups make the median and the 95th percentile that are shown there', async () => {
  await using shop = await openShop()
  const ask = (session = shop.session) =>
    shop.gateway.inject({ url: '/api/timings', headers: withSession(session) })
  expect((await ask()).json()).toEqual({ lookUps: 0 })
  for (let each = 1; each <= 100; each += 1)
    // oxlint-disable-next-line no-await-in-loop
    await shop.post('/api/timings', each % 2 === 0 ? { name: each, photo: each * 10 } : { name: each })
  expect((await ask()).json()).toEqual({
    lookUps: 100,
    name: { p50: 51, p95: 96 },
    photo: { p50: 520, p95: 960 },
  })
  // Another till has its own figures.
  const { tillOfManager } = shop.sandbox
  const office = await shop.post(
    '/api/session',
    { till: tillOfManager.code, password: tillOfManager.password },
    {},
  )
  expect((await ask(sessionOf(office))).json()).toEqual({ lookUps: 0 })
})

test('the latest two hundred are remembered', async () => {
  await using shop = await openShop()
  for (let each = 0; each < 210; each += 1)
    // oxlint-disable-next-line no-await-in-loop
    await shop.post('/api/timings', { name: each < 10 ? 9999 : 100 })
  const answer = await shop.gateway.inject({ url: '/api/timings', headers: shop.headers.read })
  expect(answer.json()).toEqual({ lookUps: 200, name: { p50: 100, p95: 100 } })
})

test.each([
  {},
  { name: -1 },
  { name: 1.5 },
  { name: 60_001 },
  { name: 1, userId: '565039505' },
  { name: '1' },
  [],
])('%j is no timing', async (body) => {
  await using shop = await openShop()
  expect((await shop.post('/api/timings', body)).json()).toMatchObject({ code: 'bad_request' })
})

test('who is not signed in tells and is told nothing', async () => {
  await using shop = await openShop({ signedIn: false })
  expect((await shop.post('/api/timings', { name: 1 }, {})).statusCode).toBe(401)
  expect((await shop.gateway.inject('/api/timings')).statusCode).toBe(401)
})
