import { afterEach, expect, test, vi } from 'vitest'
import { openBulkhead } from '#gateway/resilience/bulkhead.ts'
import type { VendorCalls } from '#gateway/capillary/calls.ts'
import { openPhotoDelivery } from './photo-delivery.ts'
import type { PhotoTicket } from './sealed-link.ts'

const vendor: Pick<VendorCalls, 'customer'> = { customer: () => Promise.reject(new Error('not asked')) }
const ticket = (link: string): PhotoTicket => ({
  link,
  customerId: '1',
  identity: link,
  sealedAt: Date.now(),
  endsAt: Date.now() + 3_600_000,
})

/** A photo delivery in front of a photo host that never answers, and the fetches requested so far. */
function openDelivery() {
  const fetches: { link: string; signal: AbortSignal }[] = []
  const host = {
    download: (link: string, signal: AbortSignal) => {
      fetches.push({ link, signal })
      return new Promise<never>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      )
    },
    bulkhead: openBulkhead({ most: 64, waiting: 0, patience: 0 }),
  }
  const underWay = () => fetches.filter(({ signal }) => !signal.aborted).map(({ link }) => link)
  return { photoDelivery: openPhotoDelivery(host, 1_000), fetches, underWay }
}

afterEach(() => {
  vi.useRealTimers()
})

test('a photo fetched ahead waits ten seconds for the browser, and no longer', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { photoDelivery, underWay } = openDelivery()
  photoDelivery.expect('/photos/a', ticket('a'), vendor)
  vi.advanceTimersByTime(9_999)
  expect(underWay()).toEqual(['a'])
  vi.advanceTimersByTime(1)
  expect(underWay()).toEqual([])
})

test('a photo that a browser waits for is not given up after ten seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { photoDelivery, fetches, underWay } = openDelivery()
  const browser = new AbortController()
  photoDelivery.expect('/photos/a', ticket('a'), vendor)
  const delivery = photoDelivery.deliver('/photos/a', ticket('a'), vendor, browser.signal)
  vi.advanceTimersByTime(60_000)
  expect(underWay()).toEqual(['a'])
  expect(fetches).toHaveLength(1)
  browser.abort(new Error('gone'))
  await expect(delivery).rejects.toThrow('gone')
  expect(underWay()).toEqual([])
})

test('no more than 32 photos wait for browsers: the oldest gives way', () => {
  const { photoDelivery, underWay } = openDelivery()
  const links = Array.from({ length: 33 }, (_, index) => String(index))
  for (const link of links) photoDelivery.expect(`/photos/${link}`, ticket(link), vendor)
  expect(underWay()).toEqual(links.slice(1))
  photoDelivery.close()
  expect(underWay()).toEqual([])
})
