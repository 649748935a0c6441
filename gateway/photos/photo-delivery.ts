import { Readable } from 'node:stream'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { VendorCalls } from '#gateway/capillary/calls.ts'
import type { Download, PhotoHost } from './photo-host.ts'
import type { PhotoTicket } from './sealed-link.ts'

type Vendor = Pick<VendorCalls, 'customer'>

/** A photo on its way: bytes gather in `stream` whether or not somebody reads them yet. */
type Delivery = { contentType: string; length: number | undefined; stream: Readable }

export type PhotoDesk = {
  /** Begins to fetch a photo that the browser is about to ask for. `vendor` is asked, as whoever asks, where its link is dead. */
  expect(address: string, ticket: PhotoTicket, vendor: Vendor): void
  /** Hands out the photo behind an address. Aborting the signal, or destroying the stream, ends the fetch at the photo host. */
  deliver(address: string, ticket: PhotoTicket, vendor: Vendor, signal: AbortSignal): Promise<Delivery>
  /** The shortest life, in seconds, a link is known to have whatever it says of itself. */
  shortestKnownLife(): number
  close(): void
}

/** Milliseconds a photo fetched ahead is kept for the browser to ask. */
const keptFor = 10_000
/** Milliseconds: a browser gives up after less than ten seconds. */
const longestDelivery = 20_000
const mostExpected = 32
/** A link that the photo host refuses this soon after it was handed to us was dead when it came. */
const deadOnArrival = 60_000
/** Of an observed life we count on nine tenths. */
const safeShare = 0.9
/** Milliseconds an observed early death is believed to be the rule: the vendor may mend it. */
const rememberedFor = 3_600_000

type Expected = { delivery: Promise<Delivery>; controller: AbortController; forget: NodeJS.Timeout }

const isExpired = (fault: unknown) => fault instanceof ProblemError && fault.code === 'photo_expired'

/** All bytes there are: no photo is larger than what `stream` has room for. */
async function pour({ bytes }: Download, stream: Readable) {
  try {
    for await (const piece of bytes) stream.push(piece)
    stream.push(null)
  } catch (fault) {
    // And with it the browser's connection: that is how it hears of a fault in mid-stream. Nobody may have come for it yet.
    stream.on('error', () => undefined).destroy(fault instanceof Error ? fault : undefined)
  }
}

/**
 * The desk where browsers collect photos. The first photo of an answer is fetched while the answer is still on its way to the
 * browser, so that a look-up costs the store one sequential trip, not two.
 *
 * Each photo on its way holds one of the host's places until its last byte has left: there are so many, and nobody who reads slowly
 * holds one for long.
 *
 * @param longest milliseconds from the first question to the last byte
 * @throws {ProblemError} `vendor_busy` where no place is free; `photo_expired` for a link that has run out since it was handed on: the browser asks for the customer
 *   anew. A link that was dead when it came is asked for anew here, once; if the next is dead too it is `photo_refused`.
 */
export function photoDesk(
  host: Pick<PhotoHost, 'download' | 'bulkhead'>,
  maxBytes: number,
  longest = longestDelivery,
): PhotoDesk {
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
    // All its bytes may be here already, and nobody come for them: then only this ends it.
    const giveUpOn = () => void stream.destroy()
    const clock = setTimeout(giveUpOn, longest).unref()
    signal.addEventListener('abort', giveUpOn, { once: true })
    stream.once('close', () => {
      clearTimeout(clock)
      signal.removeEventListener('abort', giveUpOn)
      download.hangUp()
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

  /** The link came dead: the vendor is asked once more for another, and that one has to do. */
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
