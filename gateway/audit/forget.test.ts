import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Store } from '#gateway/db/store.ts'
import { openTestStore } from '#test/support/store.ts'
import { openAudit } from './audit.ts'
import { auditTable } from './audit-table.ts'
import { forget } from './forget.ts'
import { verify } from './verify.ts'

const silent = { error: () => undefined, info: () => undefined }
const minute = 60_000

/**
 * Gateways that start one after the other and write one event a minute, as many as `gateways` says for each. @returns the next
 * minute
 */
async function write(store: Store, gateways: readonly number[], from = 0) {
  let at = from
  for (const events of gateways) {
    const audit = openAudit({ store, log: silent, now: () => at * minute })
    for (let done = 0; done < events; done++) {
      await audit.record({ requestId: `r${at}` }, { action: 'view', outcome: 'done', customerId: String(at) })
      at += 1
    }
  }
  return at
}

const customersIn = async (store: Store) =>
  (await auditTable(store).find({})).flatMap(({ customerId }) => customerId ?? []).map(Number)

test('what is older than a day is let go of, the rest is proven, and who let go of how much is told', async () => {
  await using store = await openTestStore()
  const now = await write(store, [3, 4, 2])
  expect(await forget(store, new Date(5 * minute), () => now * minute)).toEqual({ entries: 7 })
  expect(await customersIn(store)).toEqual([5, 6, 7, 8])
  const { breaks, forgettings } = await verify(store)
  expect(breaks).toEqual([])
  expect(forgettings).toMatchObject([
    { at: new Date(now * minute).toISOString(), before: new Date(5 * minute).toISOString(), entries: 7 },
  ])
  expect(forgettings[0]?.by).not.toBe('')
  // No entries are left to delete, so no event says that any were.
  expect(await forget(store, new Date(5 * minute))).toEqual({ entries: 0 })
  expect((await verify(store)).forgettings).toHaveLength(1)
})

test('gateways that are writing go on in their chains, and letting go again takes what was said of it before along', async () => {
  await using store = await openTestStore()
  let now = 0
  const audit = openAudit({ store, log: silent, now: () => now * minute })
  const note = (outcome: string) => audit.record({ requestId: '' }, { action: 'view', outcome })
  for (const outcome of ['one', 'two', 'three']) {
    await note(outcome)
    now += 10
  }
  for (let round = 0; round < 4; round++) {
    const before = await verify(store)
    expect(await forget(store, new Date((now - 15) * minute), () => now * minute)).not.toEqual({ entries: 0 })
    await note(`after ${round}`)
    now += 10
    const { breaks, entries } = await verify(store)
    expect(breaks).toEqual([])
    expect(entries).toBeLessThan(before.entries + 4)
  }
})

test('what no checkpoint lets go of nobody deletes, not even who owns the store', async () => {
  await using store = await openTestStore()
  await write(store, [5])
  await forget(store, new Date(2 * minute))
  for (const statement of [
    'delete from audit_events',
    "delete from audit_events where customer_id = '3'",
    'truncate audit_events',
    'delete from audit_checkpoints',
    'update audit_checkpoints set seq = 100',
  ])
    await expect(store.query(statement)).rejects.toThrow('audit events are')
  expect(await customersIn(store)).toEqual([2, 3, 4])
})

const tampering = fc.record({
  how: fc.constantFrom(
    'edit',
    'delete',
    'delete more at the beginning',
    'take the checkpoint away',
    'move the checkpoint',
  ),
  at: fc.nat(),
})

test('after letting go, what is edited, taken out or taken for let go of is found all the same', async () => {
  await fc.assert(
    fc.asyncProperty(tampering, async ({ how, at }) => {
      await using store = await openTestStore()
      const now = await write(store, [4, 6])
      await forget(store, new Date(2 * minute), () => now * minute)
      // Another gateway, so that the `forgot` event is not the last entry of all.
      await write(store, [1], now + 1)
      expect((await verify(store)).breaks).toEqual([])
      await store.query('alter table audit_events disable trigger user')
      const customer = String(2 + (at % 8))
      if (how === 'edit')
        await store.query("update audit_events set outcome = 'refused' where customer_id = $1", [customer])
      // Not the last entry of a chain without a successor: that cannot be detected.
      if (how === 'delete')
        await store.query('delete from audit_events where customer_id = $1', [String(4 + (at % 5))])
      if (how === 'delete more at the beginning')
        await store.query(
          'delete from audit_events where customer_id::integer <= 2 and customer_id::integer >= 0',
        )
      if (how === 'take the checkpoint away')
        await store.query("delete from audit_events where action = 'forgot'")
      if (how === 'move the checkpoint')
        await store.query(
          "update audit_events set facts = jsonb_set(facts, '{upTo,0}', to_jsonb(replace(facts->'upTo'->>0, ' 3 ', ' 4 '))) where action = 'forgot'",
        )
      expect((await verify(store)).breaks).not.toEqual([])
    }),
    { numRuns: 25 },
  )
})

test('a record that was tampered with is let go of by nobody', async () => {
  await using store = await openTestStore()
  await write(store, [5])
  await store.query('alter table audit_events disable trigger user')
  await store.query("update audit_events set outcome = 'refused' where customer_id = '3'")
  expect(await forget(store, new Date(2 * minute))).toMatchObject({ breaks: [{ what: 'edited' }] })
  expect(await customersIn(store)).toHaveLength(5)
})

test('letting go that was interrupted leaves a record that verifies, and is made up for', async () => {
  await using store = await openTestStore()
  const now = await write(store, [6, 3])
  const failing: Store = {
    ...store,
    query: (sql, params) =>
      sql.startsWith('delete') ? Promise.reject(new Error('killed')) : store.query(sql, params),
  }
  await expect(forget(failing, new Date(5 * minute), () => now * minute)).rejects.toThrow('killed')
  expect((await verify(store)).breaks).toEqual([])
  await store.query(
    "delete from audit_events where customer_id::integer < 2 or (action = 'opened' and at = to_timestamp(0))",
  )
  expect((await verify(store)).breaks).toEqual([])
  expect(await forget(store, new Date(5 * minute), () => now * minute)).toEqual({ entries: 3 })
  expect((await verify(store)).breaks).toEqual([])
  expect(await customersIn(store)).toEqual([5, 6, 7, 8])
})
