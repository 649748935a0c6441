import { expect, test } from 'vitest'
import { openBulkhead } from './bulkhead.ts'

const forever = new AbortController().signal

test('who waits is let in in turn, and a place that is given back twice is one place', async () => {
  const bulkhead = openBulkhead({ most: 1, waiting: 2, patience: 60_000 })
  const leave = await bulkhead.enter(forever)
  const turns: string[] = []
  const first = bulkhead.enter(forever).then((place) => (turns.push('first'), place))
  const second = bulkhead.enter(forever).then((place) => (turns.push('second'), place))
  expect(bulkhead.figures()).toEqual({ inside: 1, waiting: 2 })
  leave()
  leave()
  const leaveToo = await first
  expect([turns, bulkhead.figures()]).toEqual([['first'], { inside: 1, waiting: 1 }])
  leaveToo()
  const leaveAtLast = await second
  leaveAtLast()
  expect(bulkhead.figures()).toEqual({ inside: 0, waiting: 0 })
})

test('who is one too many, or has waited too long, is told when to come back, and is counted', async () => {
  let shed = 0
  const bulkhead = openBulkhead({ most: 1, waiting: 1, patience: 20 }, () => (shed += 1))
  const leave = await bulkhead.enter(forever)
  const waits = bulkhead.enter(forever)
  const busy = { code: 'vendor_busy', particulars: { retryAfterSeconds: 1 } }
  await expect(bulkhead.enter(forever)).rejects.toMatchObject(busy)
  await expect(waits).rejects.toMatchObject(busy)
  expect([shed, bulkhead.figures()]).toEqual([2, { inside: 1, waiting: 0 }])
  expect(bulkhead.tryEnter()).toBeUndefined()
  leave()
  expect(bulkhead.tryEnter()).toBeDefined()
})

test('who goes away leaves the queue, and who has gone is not let in', async () => {
  const bulkhead = openBulkhead({ most: 1, waiting: 1, patience: 60_000 })
  await bulkhead.enter(forever)
  const browser = new AbortController()
  const waits = bulkhead.enter(browser.signal)
  browser.abort(new Error('gone'))
  await expect(waits).rejects.toThrow('gone')
  await expect(bulkhead.enter(browser.signal)).rejects.toThrow('gone')
  expect(bulkhead.figures()).toEqual({ inside: 1, waiting: 0 })
})
