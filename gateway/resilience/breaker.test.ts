import { afterEach, expect, test, vi } from 'vitest'
import { openBreaker, type Breaker } from './breaker.ts'

class Theirs extends Error {}

const fail = () => Promise.reject(new Theirs())
const answer = () => Promise.resolve(200)
const isFault = (status: number) => status >= 500

const openOne = () => openBreaker((fault) => fault instanceof Theirs)
const ask = (breaker: Breaker, work: () => Promise<number>, times = 1) =>
  Promise.allSettled(Array.from({ length: times }, () => breaker.run(work, isFault)))

afterEach(() => {
  vi.useRealTimers()
})

test('nineteen faults in a row open nothing, nor does half of twenty', async () => {
  const [few, half] = [openOne(), openOne()]
  await ask(few, fail, 19)
  await ask(half, answer, 10)
  await ask(half, fail, 10)
  expect([few.state(), half.state()]).toEqual(['closed', 'closed'])
})

test('answers that are faults count like no answer, and are handed on', async () => {
  const breaker = openOne()
  const outcomes = await ask(breaker, () => Promise.resolve(503), 20)
  expect(outcomes).toEqual(Array.from({ length: 20 }, () => ({ status: 'fulfilled', value: 503 })))
  expect(breaker.state()).toBe('open')
})

test('what was answered before a pause keeps nothing closed', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  const breaker = openOne()
  for (let second = 0; second < 10; second += 1) {
    await ask(breaker, answer, 100)
    vi.advanceTimersByTime(1_000)
  }
  await ask(breaker, fail, 20)
  expect(breaker.state()).toBe('closed')
  vi.advanceTimersByTime(10_000)
  await ask(breaker, fail, 20)
  expect(breaker.state()).toBe('open')
})

test('what is nobody’s fault, as a browser that went away, opens nothing', async () => {
  const breaker = openOne()
  await ask(breaker, () => Promise.reject(new Error('gone')), 100)
  expect(breaker.state()).toBe('closed')
})

test('after two seconds one call finds out, the others are turned away at once, and its answer closes', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  const breaker = openOne()
  await ask(breaker, fail, 20)
  let asked = 0
  const count = () => Promise.resolve((asked += 1))
  await expect(breaker.run(count, isFault)).rejects.toMatchObject({ name: 'NotAttempted' })
  vi.setSystemTime(Date.now() + 2_000)
  let tell = (_status: number) => {}
  const probe = breaker.run(() => new Promise<number>((resolve) => (tell = resolve)), isFault)
  expect(breaker.state()).toBe('half-open')
  await expect(breaker.run(count, isFault)).rejects.toMatchObject({ name: 'NotAttempted' })
  expect(asked).toBe(0)
  tell(200)
  expect([await probe, breaker.state()]).toEqual([200, 'closed'])
  // The earlier failures no longer count.
  await ask(breaker, fail, 10)
  expect(breaker.state()).toBe('closed')
})

test.each([
  ['fails', fail],
  ['is abandoned', () => Promise.reject(new Error('gone'))],
  ['is answered with a fault', () => Promise.resolve(503)],
])('a call to find out that %s has found out nothing', async (_how, work) => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  const breaker = openOne()
  await ask(breaker, fail, 20)
  vi.setSystemTime(Date.now() + 2_000)
  await ask(breaker, work)
  expect(breaker.state()).toBe('open')
})
