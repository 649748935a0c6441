import { expect, test } from 'vitest'
import { loadProduct, openTill, type Till } from './till.ts'

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]
const aditi = '1001'
const fivePhotos = '1004'
/** Chance gives each till its moment of renewal: here it comes late in a link's life. */
const product = await loadProduct(0.95)

const callsOf = (till: Till) => till.world.trips.filter(({ kind }) => kind === 'customer')
const calls = (till: Till) => callsOf(till).length
const downloads = (till: Till) => till.world.trips.length - calls(till)
const sources = (till: Till) => till.shown()?.pictures.map(({ picture }) => picture?.source)

async function openTillWith(userId: string) {
  const till = openTill(product)
  await till.select(userId)
  await till.run(second)
  return till
}

for (const [number, how, stopsMonotonic] of [
  [3, 'and stopped one of its clocks', true],
  [4, 'with both clocks running', false],
] as const) {
  test(`${number}: a till that slept two hours ${how} renews within 16 seconds, the photo staying`, async () => {
    using till = await openTillWith(aditi)
    const before = sources(till)
    await till.sleep(2 * hour, stopsMonotonic)
    expect(sources(till)).toEqual(before)
    await till.run(16 * second)
    expect([calls(till), downloads(till)]).toEqual([2, 1])
    expect(sources(till)).toEqual(before)
    till.rules.assert()
  })
}

test('5: a till two days ahead from the start shows the photo, and asks once in ten minutes', async () => {
  using till = openTill(product)
  await till.setClock(2 * day)
  await till.select(aditi)
  await till.run(10 * minute)
  expect([calls(till), downloads(till)]).toEqual([1, 1])
  expect(sources(till)).toEqual([expect.any(String)])
  till.rules.assert()
})

test('6: a till two days behind from the start renews on time', async () => {
  using till = openTill(product)
  await till.setClock(-2 * day)
  await till.select(aditi)
  await till.run(61 * minute)
  expect([calls(till), downloads(till)]).toEqual([2, 1])
  till.rules.assert()
})

test('7: setting a till’s clock forward by two days costs one call and touches no photo', async () => {
  using till = await openTillWith(aditi)
  const before = sources(till)
  await till.setClock(2 * day)
  await till.run(10 * minute)
  expect([calls(till), downloads(till)]).toEqual([2, 1])
  expect(sources(till)).toEqual(before)
  till.rules.assert()
})

test('8: a clock that is set back two days hides no sleep after it', async () => {
  using till = await openTillWith(aditi)
  await till.setClock(-2 * day)
  await till.run(20 * second)
  await till.sleep(2 * hour, true)
  await till.run(16 * second)
  expect(calls(till)).toBe(2)
  till.rules.assert()
})

test('14: while a slow renewal is awaited its links may die: the photo stays, and no second call begins', async () => {
  using till = openTill(product)
  Object.assign(till.world.stated, { life: '20' })
  await till.select(aditi)
  await till.run(second)
  const before = sources(till)
  Object.assign(till.world.mood, { latency: 9 * second })
  await till.run(21 * second)
  expect(calls(till)).toBe(2)
  expect(till.world.pending.size).toBe(1)
  expect(sources(till)).toEqual(before)
  await till.run(3 * second)
  expect([calls(till), downloads(till)]).toEqual([2, 1])
})

for (const order of [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
]) {
  test(`16: from A to B to A at once, answered in the order ${order.join()}, only A is ever seen`, async () => {
    using till = openTill(product)
    Object.assign(till.world.mood, { isHeld: true, latency: 10 })
    for (const userId of [aditi, fivePhotos, aditi]) {
      await till.select(userId)
      await till.run(30)
    }
    const asked = callsOf(till)
    expect(asked.map(({ userId }) => userId)).toEqual([aditi, fivePhotos, aditi])
    for (const which of order) {
      asked[which]?.answer('well')
      await till.run(20)
      expect([undefined, aditi]).toContain(till.shown()?.customer?.id)
    }
    till.world.release()
    await till.run(second)
    expect(till.shown()).toMatchObject({
      customer: { id: aditi },
      pictures: [{ picture: { ownerId: aditi } }],
    })
    till.rules.assert()
  })
}

test('18: five photos whose links die together cost one call, and nothing is broken off', async () => {
  using till = openTill(product)
  Object.assign(till.world.mood, { isHeld: true })
  await till.select(fivePhotos)
  callsOf(till)[0]?.answer('well')
  await till.run(second)
  expect(downloads(till)).toBe(5)

  till.world.endSigningSession()
  till.world.release()
  await till.run(second)
  expect(calls(till)).toBe(2)
  expect(till.world.trips.filter(({ wasBrokenOff }) => wasBrokenOff)).toEqual([])
  expect(sources(till)).not.toContain(undefined)
  till.rules.assert()
})

test('a dead link is renewed although the till’s clock was set back after the last answer', async () => {
  using till = openTill(product)
  await till.mood({ photo: 'photo_timed_out' })
  await till.select(aditi)
  await till.run(second)
  await till.change(till.world.endSigningSession)
  await till.setClock(-2 * day)
  await till.mood({ photo: 'well' })
  await till.tryAgain()
  await till.run(second)
  expect(calls(till)).toBe(2)
  expect(sources(till)).toEqual([expect.any(String)])
  till.rules.assert()
})

for (const [name, removeQueries, isBrokenOff] of [
  ['is broken off', {}, true],
  ['would be noticed to go on', { removeQueries: () => undefined }, false],
] as const) {
  test(`a photo asked for ahead, whose customer leaves before it is drawn, ${name}`, async () => {
    const createQueryClient = () => Object.assign(product.createQueryClient(), removeQueries)
    using till = openTill({ ...product, createQueryClient })
    await till.mood({ drawing: second, photo: 'never_ends' })
    await till.select(aditi)
    await till.run(second / 2)
    expect(downloads(till)).toBe(1)
    await till.select()
    await till.run(second / 2)
    expect(till.world.trips.at(-1)).toMatchObject({ kind: 'photo', wasBrokenOff: isBrokenOff })
  })
}

test('24: a renewal that failed while nobody looked goes on as soon as somebody does', async () => {
  using till = openTill(product)
  Object.assign(till.world.stated, { life: '900' })
  await till.select(aditi)
  await till.run(10 * minute)
  await till.mood({ customer: 'vendor_down' })
  while (calls(till) < 2) await till.run(100)
  await till.run(100)
  await till.hide()
  await till.run(5 * second)
  expect(calls(till)).toBe(2)

  await till.mood({ customer: 'well' })
  await till.unhide()
  expect(calls(till)).toBe(3)
  await till.run(second)
  expect(till.shown()).toMatchObject({ customer: { id: aditi }, hasFailed: false })
  till.rules.assert()
})

test('25: a vendor who asks for two seconds is given them, and two tries in all', async () => {
  using till = openTill(product)
  Object.assign(till.world.mood, { customer: 'vendor_busy' })
  await till.select(aditi)
  await till.run(10 * minute)
  const starts = callsOf(till).map(({ startedAt }) => startedAt)
  expect(starts).toHaveLength(2)
  for (const [at, start] of starts.slice(1).entries())
    expect(start - (starts[at] ?? 0)).toBeGreaterThanOrEqual(2 * second)
  expect(till.shown()).toMatchObject({ hasFailed: true })
  till.rules.assert()
})

test(
  '27: of 200 tills opened within a minute no minute of three hours has more than three times its share of renewals',
  { timeout: 120_000 },
  async () => {
    const tills = 200
    const perMinute = Array.from({ length: 180 }, () => 0)
    for (let at = 0; at < tills; at++) {
      // A till draws its chance when it loads our code. 7 and 200 have no common factor: every two-hundredth comes up once.
      using till = openTill(await loadProduct(((at * 7) % tills) / tills))
      await till.run((at / tills) * minute)
      const opened = till.clocks.truth() - (at / tills) * minute
      await till.select(aditi)
      await till.run(3 * hour - minute)
      for (const { startedAt } of callsOf(till).slice(1)) {
        const which = Math.floor((startedAt - opened) / minute)
        perMinute[which] = (perMinute[which] ?? 0) + 1
      }
    }
    const all = perMinute.reduce((sum, each) => sum + each)
    expect(all).toBeGreaterThan(3 * tills)
    expect(Math.max(...perMinute) / (all / perMinute.length)).toBeLessThanOrEqual(3)
  },
)

for (const [named, stated] of [
  ['a lifetime of 0', { life: '0' }],
  ['a lifetime of -1', { life: '-1' }],
  ['a lifetime of "abc"', { life: 'abc' }],
  ['a lifetime of 10^12', { life: '1000000000000' }],
  ['no lifetime', { life: '' }],
  ['no date', { date: '' }],
  ['a garbled date', { date: '20259930T065825Z' }],
  ['a date of the year 9999', { date: '99991230T065825Z' }],
] as const) {
  test(`30: a link with ${named} is renewed as if it lived ten minutes or more, without a storm`, async () => {
    using till = openTill(product)
    await till.say(stated)
    await till.select(aditi)
    await till.run(hour + minute)
    expect(calls(till)).toBeGreaterThan(1)
    expect(calls(till)).toBeLessThanOrEqual(10)
    expect(downloads(till)).toBe(1)
  })
}
