import { expect, test } from 'vitest'
import { marked } from '#sandbox/customers/marked.ts'
import { openShop } from '#test/support/shop.ts'
import { openTestStore } from '#test/support/store.ts'
import type { Store } from '#gateway/db/store.ts'

/** Wraps a store and records the statements that it receives. */
function counting(store: Store) {
  const statements: string[] = []
  const counted: Store = {
    ...store,
    query(sql, params) {
      statements.push(sql)
      return store.query(sql, params)
    },
  }
  return { counted, statements }
}

test('a look-up asks its store three times: who asks, how many it makes, and that it be recorded', async () => {
  await using store = await openTestStore()
  const { counted, statements } = counting(store)
  await using shop = await openShop({ store: counted })
  await shop.customer(565_039_505)
  statements.length = 0
  for (const userId of [565_039_505, 565_040_002]) {
    expect((await shop.customer(userId)).statusCode).toBe(200)
    expect(statements.splice(0)).toEqual([
      expect.stringContaining('from sessions'),
      expect.stringContaining('opened_customers'),
      expect.stringContaining('insert into audit_events'),
    ])
  }
})

test('look-ups made side by side share their statements, and each gets its own customer', async () => {
  await using store = await openTestStore()
  const { counted, statements } = counting(store)
  await using shop = await openShop({ store: counted })
  statements.length = 0
  const asked = marked.slice(0, 10).map(({ userId }) => userId)
  const answers = await Promise.all(asked.map((userId) => shop.customer(userId)))
  expect(answers.map((answer) => answer.json().id)).toEqual(asked)
  expect(statements.filter((each) => each.includes('from sessions'))).toHaveLength(1)
  const events = await store.query("select customer_id from audit_events where action = 'view'")
  expect(new Set(events.map((each) => Number(each.customer_id)))).toEqual(new Set(asked))
})
