import type { VirtualClocks } from './clocks.ts'
import type { CustomerReply, Face, Link, PhotoReply, Reply, ShopWorld } from './shop-world.ts'

export type Trip = {
  /** The customer the request is about: by its address, or by the face behind its link. */
  userId: string
  kind: 'customer' | 'photo'
  link: Link | undefined
  startedAt: number
  wasBrokenOff: boolean
  /** Sends the answer on its way. */
  answer(reply: Reply): void
}

/** An answer whose body arrives by the till's virtual clock. */
class VirtualAnswer extends Response {
  readonly #body: Promise<Blob | string>
  constructor(status: number, headers: HeadersInit, body: Promise<Blob | string>) {
    super(null, { status, headers })
    this.#body = body
  }
  override async json(): Promise<unknown> {
    const body = await this.#body
    return JSON.parse(typeof body === 'string' ? body : await body.text())
  }
  override async blob() {
    const body = await this.#body
    return body instanceof Blob ? body : new Blob([body])
  }
}

const statuses = new Map<string, number>([
  ['vendor_busy', 503],
  ['vendor_down', 502],
  ['timed_out', 504],
  ['photo_timed_out', 504],
  ['photo_expired', 410],
])

const problemBody = (code: string) =>
  JSON.stringify({
    type: 'about:blank',
    title: code,
    status: statuses.get(code) ?? 404,
    code,
    requestId: 'r',
    ...(code === 'vendor_busy' && { retryAfterSeconds: 2 }),
  })

type Watch = {
  /** Called with every request before it leaves. */
  started(trip: Trip): void
  answered(trip: Trip, reply: Reply): void
  /** Called when our own code breaks a request off. */
  aborted(trip: Trip, reason: unknown): void
}

export type Network = ReturnType<typeof createNetwork>

/** `fetch`, with the shop's world behind it. Requests are answered as the world's mood is, or held until somebody answers them. */
export function createNetwork(clocks: VirtualClocks, world: ShopWorld, watch: Watch) {
  const trips: Trip[] = []
  const pending = new Set<Trip>()
  /** Faces by their bytes, and the bytes no browser can decode. */
  const faces = new WeakMap<Blob, Face>()
  const undecodable = new WeakSet<Blob>()
  const cutOff = new Set<() => void>()
  const mood: { customers: CustomerReply; photos: PhotoReply; isHeld: boolean; latency: number } = {
    customers: 'well',
    photos: 'well',
    isHeld: false,
    latency: 40,
  }
  let isOnline = true

  function request(path: string, signal: AbortSignal): Promise<Response> {
    if (signal.aborted) return Promise.reject(signal.reason)
    return new Promise((resolve, reject) => {
      let failBody: ((cause: unknown) => void) | undefined
      const end = () => {
        pending.delete(trip)
        cutOff.delete(cut)
      }
      const fail = (cause: unknown) => {
        end()
        reject(cause)
        failBody?.(cause)
      }
      const cut = () => fail(new TypeError('Failed to fetch'))

      const link = world.linkAt(path)
      const userId = link?.face.ownerId ?? /customers\/(\d+)/.exec(path)?.[1] ?? ''
      const trip: Trip = {
        userId,
        link,
        kind: link ? 'photo' : 'customer',
        startedAt: clocks.truth(),
        wasBrokenOff: false,
        answer,
      }
      trips.push(trip)
      let isAnswered = false

      function answer(wished: Reply) {
        if (isAnswered || !pending.has(trip)) return
        isAnswered = true
        const fate = link === undefined ? 'well' : world.fateOf(link)
        const reply = fate === 'well' ? wished : fate
        clocks.setTimeout(() => {
          if (!pending.has(trip)) return
          watch.answered(trip, reply)
          if (reply === 'unreachable') return cut()
          const body = new Promise<Blob | string>((arrive, breakOff) => {
            failBody = breakOff
            if (reply === 'never_ends') return
            if (reply === 'breaks_off') return cut()
            arrive(bodyOf(trip, reply))
            end()
          })
          body.catch(() => undefined)
          const isFine = (link ? goodBytes : goodRecords).has(reply)
          const headers = { date: new Date(clocks.truth()).toUTCString() }
          resolve(new VirtualAnswer(isFine ? 200 : (statuses.get(reply) ?? 404), headers, body))
        }, mood.latency)
      }

      const hangUp = () => {
        if (pending.has(trip)) {
          trip.wasBrokenOff = true
          watch.aborted(trip, signal.reason)
        }
        fail(signal.reason)
      }
      signal.addEventListener('abort', hangUp, { once: true })
      watch.started(trip)
      if (!isOnline) {
        watch.answered(trip, 'unreachable')
        return cut()
      }
      pending.add(trip)
      cutOff.add(cut)
      if (!mood.isHeld) answer(link === undefined ? mood.customers : mood.photos)
    })
  }

  function bodyOf({ link, userId }: Trip, reply: Reply) {
    if (link === undefined) {
      if (reply === 'captive_portal') return '<!doctype html><title>Welcome</title>'
      return goodRecords.has(reply) ? JSON.stringify(recordFor(userId, reply)) : problemBody(reply)
    }
    if (!goodBytes.has(reply)) return problemBody(reply)
    const bytes = new Blob([])
    faces.set(bytes, link.face)
    if (reply === 'undecodable') undecodable.add(bytes)
    return bytes
  }
  const recordFor = (userId: string, reply: string) =>
    world.customerBody(userId, readable.find((each) => each === reply) ?? 'well')

  return {
    request,
    /** All that were ever begun. */
    trips,
    pending,
    mood,
    faceOf: (bytes: Blob) => faces.get(bytes),
    canDecode: (bytes: Blob) => !undecodable.has(bytes),
    isOnline: () => isOnline,
    /** True while whatever is asked is answered soon and well. */
    isWell: () => !mood.isHeld && mood.customers === 'well' && mood.latency < 1000,
    setOnline(online: boolean) {
      isOnline = online
      if (!online) for (const cut of cutOff) cut()
    },
    /** Lets every request that is held go its way. */
    release() {
      mood.isHeld = false
      for (const trip of pending) trip.answer(trip.link === undefined ? mood.customers : mood.photos)
    },
  }
}

const readable = [
  'well',
  'other_customer',
  'other_profile',
  'other_file',
  'other_storage_key',
  'without_photos',
] as const
const goodRecords = new Set<string>([...readable, 'captive_portal'])
const goodBytes = new Set<string>(['well', 'undecodable', 'breaks_off', 'never_ends'])
