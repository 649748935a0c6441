import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestStore } from '#test/support/store.ts'
import { lookUpsIn, type LookUp, type Tally } from './look-ups.ts'

const subjects = ['associate/2313', 'till/till.demo']

const lookUp: fc.Arbitrary<LookUp> = fc.oneof(
  fc.record({
    subject: fc.constantFrom(...subjects),
    kind: fc.constantFrom('find' as const, 'view' as const),
    // Few ids, close together, so that some are opened again and some are in a row.
    customerId: fc.option(fc.integer({ min: 800_001_001, max: 800_001_030 }).map(String)),
    isMissed: fc.constant(false),
  }),
  fc.record({
    subject: fc.constantFrom(...subjects),
    kind: fc.constantFrom('find' as const, 'view' as const),
    customerId: fc.constant(null),
    isMissed: fc.constant(true),
  }),
  fc.record({
    subject: fc.constantFrom(...subjects),
    kind: fc.constant('search' as const),
    customerId: fc.constant(null),
    isMissed: fc.constant(false),
  }),
)

/** The counts that are meaningful for such a look-up. */
function told({ kind, customerId, isMissed }: LookUp, tally: Tally | undefined) {
  if (tally === undefined || kind === 'search') return tally?.searches
  const { is_look_up, in_minute, in_hour, missed, customers, in_a_row } = tally
  if (!is_look_up) return false
  return [in_minute, in_hour, isMissed ? missed : 0, ...(customerId === null ? [] : [customers, in_a_row])]
}

test('look-ups counted side by side are each told what they would be one after another', async () => {
  await using store = await openTestStore()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(lookUp, { maxLength: 12 }), { maxLength: 4 }), async (groups) => {
      const at = Date.UTC(2026, 10, 24, 10)
      let minutes = 0
      const lookUps = lookUpsIn(store, () => at + minutes * 60_000)
      const anew = async () => {
        minutes = 0
        await store.query('delete from counters')
        await store.query('delete from opened_customers')
      }
      await anew()
      const oneByOne = []
      for (const [turn, group] of groups.entries()) {
        minutes = turn * 25
        for (const each of group) oneByOne.push(told(each, await lookUps.add({ ...each })))
      }
      await anew()
      const atOnce = []
      for (const [turn, group] of groups.entries()) {
        minutes = turn * 25
        atOnce.push(
          ...(await Promise.all(group.map(async (each) => told(each, await lookUps.add({ ...each }))))),
        )
      }
      expect(atOnce).toEqual(oneByOne)
    }),
    { numRuns: 20 },
  )
})
