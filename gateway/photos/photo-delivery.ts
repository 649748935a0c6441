import { Readable } from 'node:stream'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { VendorCalls } from '#gateway/capillary/calls.ts'
import type { Download, PhotoHost } from './photo-host.ts'
import type { PhotoTicket } from './sealed-link.ts'

type Vendor = Pick<VendorCalls, 'customer'>

/** A photo in transit. Its bytes collect in `stream` even before the browser reads them. */
type Delivery = { contentType: string; length: number | undefined; stream: Readable }

export type PhotoDelivery = {
  /** Starts to fetch a photo that the browser is about to request. If its link is dead, a new one is requested through `vendor`. */
  expect(address: string, ticket: PhotoTicket, vendor: Vendor): void
  /** Delivers the photo behind an address. Aborting the signal or destroying the stream ends the fetch at the photo host. */
  deliver(address: string, ticket: PhotoTicket, vendor: Vendor, signal: AbortSignal): Promise<Delivery>
  /** The shortest observed lifetime of a link in seconds, whatever the links themselves say. */
  shortestKnownLife(): number
  close(): void
}

/** Milliseconds for which a photo fetched ahead waits for the browser's request. */
const keptFor = 10_000
/** Milliseconds. A browser gives up after less than ten seconds. */
const longestDelivery = 20_000
const mostExpected = 32
/** Milliseconds. A link that the photo host refuses this soon after the vendor issued it was already dead. */
const deadOnArrival = 60_000
/** The share of an observed lifetime that we rely on. */
const safeShare = 0.9
/** Milliseconds for which an observed early expiry counts as the rule. The vendor may correct it later. */
const rememberedFor = 3_600_000

type Expected = { delivery: Promise<Delivery>; controller: AbortController; forget: NodeJS.Timeout }

const isExpired = (fault: unknown) => fault instanceof ProblemError && fault.code === 'photo_expired'

/** Reads all bytes. `stream` has room for the largest allowed photo. */
async function pour({ bytes }: Download, stream: Readable) {
  try {
    for await (const piece of bytes) stream.push(piece)
    stream.push(null)
  } catch (fault) {
    // This also ends the browser's connection, which tells it about an error in the middle of the stream. There may be no listener
    // yet.
    stream.on('error', () => undefined).destroy(fault instanceof Error ? fault : undefined)
  }
}

/**
 * Delivers photos to browsers. The first photo of an answer is fetched while the answer is still on its way to the browser, so a
 * look-up takes one sequential round trip, not two.
 *
 * Each photo occupies one of the photo host's places until its last byte has been sent. The places are limited, and `longest`
 * limits how long a slow reader can hold one.
 *
 * @param longest milliseconds from the first request to the last byte
 * @throws {ProblemError} `vendor_busy` if no place is free; `photo_expired` if the link has expired since it was issued: the
 *   browser then asks for the customer again. A link that was dead on arrival is renewed here once; if the new one is dead too, the
 *   error is `photo_refused`.
 */
export function openPhotoDelivery(
  host: Pick<PhotoHost, 'download' | 'bulkhead'>,
  maxBytes: number,
  longest = longestDelivery,
): PhotoDelivery {
  const expected = new Map<string, Expected>()
  let earlyDeath = { seconds: Number.POSITIVE_INFINITY, at: 0 }
  const shortestKnownLife = () =>
    Date.now() - earlyDeath.at < rememberedFor ? earlyDeath.seconds : Number.POSITIVE_INFINITY

  const begin = async (
    ticket: PhotoTicket,
    vendor: Vendor,
    signal: AbortSignal,
    leave: () => void,
  ): Promise<Delivery> => {
    const download = await fetchTwiceAtMost(ticket, vendor, signal).catch((fault: unknown) => {
      leave()
      throw fault
    })
    const stream = new Readable({ highWaterMark: maxBytes, read: () => undefined })
    // All bytes may be here already while no browser has asked for them; then only this ends the delivery.
    const giveUpOn = () => void stream.destroy()
    const clock = setTimeout(giveUpOn, longest).unref()
    signal.addEventListener('abort', giveUpOn, { once: true })
    stream.once('close', () => {
      clearTimeout(clock)
      signal.removeEventListener('abort', giveUpOn)
      download.abortOnDisconnect()
      leave()
    })
    void pour(download, stream)
    return { contentType: download.contentType, length: download.length, stream }
  }

  const fetchTwiceAtMost = async (
    ticket: PhotoTicket,
    vendor: Vendor,
    signal: AbortSignal,
  ): Promise<Download> => {
    const age = Date.now() - ticket.sealedAt
    try {
      if (Date.now() >= ticket.endsAt) throw new ProblemError('photo_expired')
      return await host.download(ticket.link, signal)
    } catch (fault) {
      if (!isExpired(fault)) throw fault
      if (age < deadOnArrival) return await refetch(ticket, vendor, signal)
      if (Date.now() < ticket.endsAt)
        earlyDeath = {
          seconds: Math.min(shortestKnownLife(), (age / 1000) * safeShare),
          at: Date.now(),
        }
      throw fault
    }
  }

  /** The link was dead on arrival: the vendor is asked once for another one, which is the last attempt. */
  const refetch = async (ticket: PhotoTicket, vendor: Vendor, signal: AbortSignal) => {
    const { customer } = await vendor.customer(ticket.customerId, signal)
    const same = customer.photos.find(
      (photo) => photo.state === 'on-file' && photo.identity === ticket.identity,
    )
    if (same?.state !== 'on-file') throw new ProblemError('photo_gone')
    try {
      return await host.download(same.link, signal)
    } catch (fault) {
      throw isExpired(fault) ? new ProblemError('photo_refused', { cause: fault }) : fault
    }
  }

  const take = (address: string) => {
    const found = expected.get(address)
    expected.delete(address)
    clearTimeout(found?.forget)
    return found
  }

  const giveUp = (address: string) => take(address)?.controller.abort()

  return {
    expect(address, ticket, vendor) {
      const oldest = expected.keys().next()
      if (expected.size >= mostExpected && !oldest.done) giveUp(oldest.value)
      const leave = host.bulkhead.tryEnter()
      if (leave === undefined) return
      const controller = new AbortController()
      const delivery = begin(ticket, vendor, controller.signal, leave)
      delivery.catch(() => undefined)
      const forget = setTimeout(() => giveUp(address), keptFor).unref()
      expected.set(address, { delivery, controller, forget })
    },
    async deliver(address, ticket, vendor, signal) {
      const ready = take(address)
      if (ready === undefined) return begin(ticket, vendor, signal, await host.bulkhead.enter(signal))
      signal.addEventListener('abort', () => ready.controller.abort(signal.reason), { once: true })
      return ready.delivery
    },
    shortestKnownLife,
    close() {
      for (const address of expected.keys()) giveUp(address)
    },
  }
}
