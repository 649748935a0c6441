import { setMaxListeners } from 'node:events'
import fc from 'fast-check'
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { seed } from '#test/support/seed.ts'
import { withoutLimits } from '#test/support/policies.ts'
import { openShop, sessionOf } from '#test/support/shop.ts'

const origin = 'https://pos.example'
const pin = '472913'
/** Seconds, as configured by default. */
const limits = { hideAfter: 90, lockAfter: 300, lockKeep: 5, idle: 1800, longest: 43_200 }

// The page listens once for as long as it lives.
beforeEach(() => void vi.resetModules())
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Countersign's page as far as it watches who is there, on a real gateway, with a till system in front that is used and this is not. */
async function openPage() {
  const start = Date.now()
  const now = () => start + performance.now()
  const shop = await openShop({
    policy: withoutLimits,
    sessionLimits: limits,
    now,
    vendorNow: now,
    signedIn: false,
  })
  // The embedded store would take itself to be in a browser.
  const opener = { postMessage: () => undefined }
  const window = Object.assign(new EventTarget(), { opener })
  // Node takes no flag for the phase, and so takes none of these listeners off.
  setMaxListeners(0, window)
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  const { listenToOpener } = await import('#src/app/opener.ts')
  const { watchIdle } = await import('#src/app/idle.ts')
  const { code: till, password } = shop.sandbox.till
  let session = sessionOf(await shop.post('/api/session', { till, password, pin }, {}))
  const post = async (path: string, body: object = {}) => {
    const answer = await shop.post(`/api/session${path}`, body, { session })
    session = sessionOf(answer) || session
    return answer.statusCode
  }
  let [isLocked, pins] = [false, 0]
  let stop: () => void = () => undefined
  const begin = () => {
    isLocked = false
    stop = watchIdle({
      hideAfter: limits.hideAfter,
      lockAfter: limits.lockAfter,
      onLock: () => {
        isLocked = true
      },
      onActivity: () => void reports.push(post('/activity')),
    })
  }
  const reports: Promise<number>[] = []
  begin()
  listenToOpener(new QueryClient(), [origin], () => undefined)
  return {
    shop,
    /** How often the PIN has been asked for. */
    pins: () => pins,
    hear: (data: object) =>
      window.dispatchEvent(Object.assign(new Event('message'), { source: opener, origin, data })),
    async pass(seconds: number) {
      await vi.advanceTimersByTimeAsync(seconds * 1000)
      await Promise.all(reports.splice(0))
    },
    /** Looks the customer of a sale up; if the screen or the session is locked, the associate types the PIN first. */
    async serve(userId: number) {
      const answer = await shop.customer(userId, { session })
      if (!isLocked && answer.statusCode === 200) return
      pins++
      stop()
      expect(await post('/unlock', { pin })).toBe(200)
      begin()
      expect((await shop.customer(userId, { session })).statusCode).toBe(200)
    },
    async [Symbol.asyncDispose]() {
      stop()
      await shop[Symbol.asyncDispose]()
    },
  }
}

/** 100 customers, 20 to 180 seconds apart, with pieces of the time in which somebody works at the till. */
const shift = fc.sample(fc.integer({ min: 20, max: 180 }), { numRuns: 100, seed })

async function work(tells: boolean) {
  await using page = await openPage()
  for (const [at, seconds] of shift.entries()) {
    const identifier = { kind: 'customerId', value: '600000101' }
    if (tells) page.hear({ type: 'countersign:verify', id: `s-${at}`, identifier })
    // oxlint-disable-next-line no-await-in-loop -- a shift is one customer after another
    await page.serve(600_000_101)
    // The first half is spent at the till, the second with nothing to type.
    // oxlint-disable-next-line no-await-in-loop
    await page.pass(seconds / 2)
    if (tells) page.hear({ type: 'countersign:presence' })
    // oxlint-disable-next-line no-await-in-loop
    await page.pass(seconds / 2)
  }
  return page.pins()
}

test('in a shift of 100 customers with the till in front the PIN is asked for at most three times', async () => {
  expect(await work(true)).toBeLessThanOrEqual(3)
})

test('it would be noticed: a till system whose messages do not count', async () => {
  expect(await work(false)).toBeGreaterThan(3)
})
