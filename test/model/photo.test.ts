import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seed, usualSeed } from '#test/support/seed.ts'
import { bugs } from './seeded-bugs.ts'
import { replies } from './shop-world.ts'
import { loadProduct, openTill, type Product, type Till } from './till.ts'

const histories = Number(import.meta.env['HISTORIES'] ?? 300)
const [second, minute, day] = [1000, 60_000, 86_400_000]
const ids = ['1001', '1002', '1003']

type Step = fc.AsyncCommand<object, Till>

/** A kind of step, which happens with each of these values. */
const step = <Value>(name: string, values: Value[], act: (till: Till, value: Value) => unknown) =>
  fc.constantFrom(...values).map((value): Step => ({
    check: () => true,
    async run(_model, till) {
      await act(till, value)
      till.rules.assert()
    },
    toString: () => `${name} ${String(value)}`,
  }))
const yesOrNo = [true, false]

/** Time passes and customers are selected in every history; of the other kinds of steps each history has a few. */
const usual = [
  step('select', [...ids, undefined], (till, id) => till.select(id)),
  step('run', [0.1, 1, 4, 12, 65, 600, 2760, 3660], (till, seconds) => till.run(seconds * second)),
]
const others = [
  step('sleep, the monotonic clock stopped', yesOrNo, (till, stops) => till.sleep(120 * minute, stops)),
  step('set the clock by', [-2 * day, -5 * minute, 5 * minute, 2 * day], (till, by) => till.setClock(by)),
  step('hide', yesOrNo, (till, hides) => (hides ? till.hide() : till.unhide())),
  step('go offline', yesOrNo, (till, goes) => (goes ? till.goOffline() : till.comeBack())),
  step('customers are answered', replies.customer, (till, customer) => till.mood({ customer })),
  step('photos are answered', replies.photo, (till, photo) => till.mood({ photo })),
  step('answers take', [1, 40, 3 * second], (till, latency) => till.mood({ latency })),
  step('answers are held', yesOrNo, (till, isHeld) =>
    isHeld ? till.mood({ isHeld }) : till.change(till.world.release),
  ),
  step('answer the first', [...replies.customer, ...replies.photo], (till, reply) => answer(till, 0, reply)),
  step('answer the second', [...replies.customer, ...replies.photo], (till, reply) => answer(till, 1, reply)),
  step('links say they live', ['3599', '900', 'soon'], (till, life) => till.say({ life })),
  step('all links die, their seals too', yesOrNo, (till, seals) =>
    till.change(seals ? till.world.restartGateway : till.world.endSigningSession),
  ),
  step('a photo is replaced of', ids, (till, id) => till.change(() => till.world.replacePhoto(id))),
  step('try again', [1], (till) => till.tryAgain()),
]
const plans = fc
  .subarray(others, { minLength: 2, maxLength: 6 })
  .chain((some) => fc.commands([...usual, ...some], { maxCommands: 40, size: 'max' }))

const answer = (till: Till, which: number, reply: string) =>
  till.change(() => {
    const trip = [...till.world.pending][which]
    if (trip) trip.answer(replies[trip.kind].includes(reply) ? reply : 'well')
  })

/** Whatever happened before, a world that is well again must find the till in order, and a till nobody uses must be empty. */
async function heal(till: Till) {
  await till.unhide()
  await till.comeBack()
  await till.mood({ customer: 'well', photo: 'well', latency: 40 })
  await till.change(till.world.release)
  await till.run(100 * second)
  // A renewal may have fallen due just now.
  if (till.world.pending.size > 0) await till.run(12 * second)
  till.rules.checkRest()
  await till.tryAgain()
  await till.run(10 * second)
  till.rules.checkHealed()
  await till.select()
  await till.run(10)
  till.rules.checkEmpty(till.cached())
  till.rules.assert()
}

/** Plays random histories of one till on our query and photo code, until one breaks a rule. `only` names the one rule to judge by. */
async function play(product: Product, numRuns: number, drawnFrom: number, only?: string) {
  const property = fc.asyncProperty(plans, async (steps) => {
    using till = openTill(product, only)
    await fc.asyncModelRun(() => ({ model: {}, real: till }), steps)
    await heal(till)
  })
  const result = await fc.check(property, { numRuns, seed: drawnFrom, endOnFailure: only !== undefined })
  const report = `${String(result.errorInstance)}\n${fc.defaultReportMessage(result)}`
  return { played: result.numRuns, broken: result.failed ? report : 'nothing' }
}

test(
  `in ${histories} histories (seed ${seed}) no rule of the photo is broken`,
  { timeout: 3_600_000 },
  async () => {
    expect(await play(await loadProduct(), histories, seed)).toEqual({
      played: histories,
      broken: 'nothing',
    })
  },
)

for (const [rule, seeded] of Object.entries(bugs))
  for (const [name, bug] of Object.entries(seeded))
    test(`a history tells when ${name}`, { timeout: 60_000 }, async () => {
      const product = await loadProduct(0.5, 'path' in bug ? bug : undefined)
      const change = 'path' in bug ? {} : bug(product)
      expect((await play({ ...product, ...change }, 1000, usualSeed, rule)).broken).toContain(rule)
    })
