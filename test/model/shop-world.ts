import type { Clocks } from './clocks.ts'

/** Whose face a picture really shows, whatever anybody says of it. */
export type Face = { ownerId: string; position: number; version: number }

const goodReplies = {
  customer: ['well', 'other_customer', 'other_profile', 'other_storage_key'],
  photo: ['well', 'undecodable', 'never_ends'],
}
const failures = ['vendor_down', 'vendor_busy', 'timed_out', 'customer_not_found', 'unreachable']
const photoFailures = ['photo_expired', 'photo_gone', 'photo_timed_out', 'unreachable']
/** What a request may be answered with. */
export const replies = {
  customer: [...goodReplies.customer, ...failures],
  photo: [...goodReplies.photo, ...photoFailures],
}
const good = new Set([...goodReplies.customer, ...goodReplies.photo])
const statuses = new Map(Object.entries({ vendor_busy: 503, vendor_down: 502, photo_expired: 410 }))
const photoCounts = new Map(Object.entries({ 1001: 1, 1002: 3, 1003: 1, 1004: 5 }))

const basicIso = (moment: number) => `${new Date(moment).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** Vendor, gateway and photo host as far as a till can tell them apart: customers, their photos, and the links to them. */
function createVendor(clocks: Clocks) {
  const links = new Map<string, { number: number; face: Face; endsAt: number; sealedIn: number }>()
  const versions = new Map<string, number>()
  /** What links say of themselves from now on: seconds to live, and when they were signed; without a date, the truth. */
  const stated: { life: string; date?: string } = { life: '3599' }
  let [signingEndedAt, gatewayRun] = [-1, 0]

  const versionOf = (ownerId: string, position: number) => versions.get(`${ownerId}/${position}`) ?? 1
  const item = (ownerId: string, position: number, namedOwner = ownerId) => {
    const version = versionOf(ownerId, position)
    const { life, date } = stated
    const now = clocks.truth()
    const [number, seconds] = [links.size, Number(life)]
    const secureFilePath = `/photos/${number}?X-Amz-Date=${date ?? basicIso(now)}&X-Amz-Expires=${life}`
    const isReadable = date === undefined && seconds >= 1 && seconds <= 604_800
    const endsAt = isReadable ? Math.floor(now / 1000) * 1000 + seconds * 1000 : Infinity
    links.set(secureFilePath, { number, face: { ownerId, position, version }, endsAt, sealedIn: gatewayRun })
    const s3Token = `customerImage/7/${ownerId}/${ownerId}-${position}`
    const file = { name: `7/${namedOwner}/${position}`, s3Token, version }
    return { code: 200, status: 'true', file, secureFilePath }
  }
  const record = (id: string, ownerId = id, images?: object[]) => ({
    id: Number(id),
    profiles: [{ userId: Number(ownerId), firstName: 'Customer', lastName: ownerId, source: 'INSTORE' }],
    customerImage:
      images ?? Array.from({ length: photoCounts.get(ownerId) ?? 0 }, (_, at) => item(ownerId, at)),
  })

  return {
    links,
    stated,
    recordOf(id: string, reply: string) {
      const other = id === '1001' ? '1002' : '1001'
      if (reply === 'other_customer') return record(other)
      if (reply === 'other_profile') return record(id, other)
      return reply === 'other_storage_key' ? record(id, id, [item(other, 0, id)]) : record(id)
    },
    /** What becomes of a request by itself: its link's seal is of a former gateway, it ends, its signer's session ends, its file is replaced. */
    fateOf(path: string) {
      const link = links.get(path)
      if (link === undefined) return undefined
      if (link.sealedIn !== gatewayRun) return 'photo_refused'
      if (link.number <= signingEndedAt || clocks.truth() >= link.endsAt) return 'photo_expired'
      const { ownerId, position, version } = link.face
      return versionOf(ownerId, position) === version ? undefined : 'photo_gone'
    },
    /** The session that signed all links so far ends before they do. */
    endSigningSession: () => void (signingEndedAt = links.size - 1),
    /** A new gateway process can't open what its predecessor sealed. */
    restartGateway: () => void (gatewayRun += 1),
    replacePhoto: (ownerId: string) => void versions.set(`${ownerId}/0`, versionOf(ownerId, 0) + 1),
  }
}

/** `userId` is the customer a request is about: by its address, or by the face behind its link. */
export type Trip = ReturnType<typeof tripTo>

function tripTo(path: string, face: Face | undefined, startedAt: number) {
  const kind: 'customer' | 'photo' = face ? 'photo' : 'customer'
  const userId = face?.ownerId ?? /customers\/(\d+)/.exec(path)?.[1] ?? ''
  let answer = (_reply: string) => {}
  const answered = new Promise<string>((resolve) => (answer = resolve))
  return { path, face, kind, userId, startedAt, wasBrokenOff: false, answer, answered }
}

/** Hears of every request before it leaves, of its answer, and when our own code breaks it off. */
type Watch = {
  started(trip: Trip): void
  answered(trip: Trip, reply: string, isGood: boolean): void
  aborted(trip: Trip, reason: unknown): void
}

export type ShopWorld = ReturnType<typeof createShopWorld>

/** The shop's world behind `fetch`. Requests are answered as its mood is, or held until somebody answers them. */
export function createShopWorld(clocks: Clocks, watch: Watch) {
  const vendor = createVendor(clocks)
  const mood = { customer: 'well', photo: 'well', isHeld: false, latency: 40, drawing: 0, isOnline: true }
  /** Faces by their bytes; bytes that no browser can decode have none. */
  const faces = new WeakMap<Blob, Face>()
  /** All requests that were ever begun, and those without an answer. */
  const [trips, pending] = [new Array<Trip>(), new Set<Trip>()]

  async function request(path: string, signal: AbortSignal) {
    signal.throwIfAborted()
    const trip = tripTo(path, vendor.links.get(path)?.face, clocks.truth())
    const brokenOff = new Promise<never>((_, reject) => {
      const hangUp = () => {
        trip.wasBrokenOff = pending.delete(trip)
        if (trip.wasBrokenOff) watch.aborted(trip, signal.reason)
        reject(signal.reason)
      }
      signal.addEventListener('abort', hangUp, { once: true })
    })
    brokenOff.catch(() => undefined)
    trips.push(trip)
    watch.started(trip)
    pending.add(trip)
    if (!mood.isHeld) trip.answer(mood[trip.kind])
    const latency = async () => {
      const wished = mood.isOnline && (await trip.answered)
      if (wished) await new Promise<void>((resolve) => clocks.setTimeout(resolve, mood.latency))
      return mood.isOnline && wished ? (vendor.fateOf(path) ?? wished) : 'unreachable'
    }
    const reply = await Promise.race([brokenOff, latency()])
    if (reply !== 'never_ends') pending.delete(trip)
    watch.answered(trip, reply, good.has(reply))
    if (reply === 'unreachable') throw new TypeError('Failed to fetch')
    return answerTo(trip, reply, brokenOff)
  }

  function answerTo({ face, userId }: Trip, reply: string, brokenOff: Promise<never>) {
    const status = good.has(reply) ? 200 : (statuses.get(reply) ?? 404)
    const wait = reply === 'vendor_busy' ? { retryAfterSeconds: 2 } : {}
    const problem = { type: 'about:blank', title: reply, status, code: reply, requestId: 'r', ...wait }
    const bytes = new Blob([])
    if (face && reply === 'well') faces.set(bytes, face)
    const headers = { date: new Date(clocks.truth()).toUTCString() }
    return Object.assign(new Response(null, { status, headers }), {
      json: async () => (status === 200 ? vendor.recordOf(userId, reply) : problem),
      blob: async () => (reply === 'never_ends' ? brokenOff : bytes),
    })
  }

  return {
    ...vendor,
    mood,
    request,
    trips,
    pending,
    faceOf: (bytes: Blob | undefined) => bytes && faces.get(bytes),
    /** True while whatever is asked is answered soon and well. */
    isWell: () => mood.isOnline && !mood.isHeld && mood.customer === 'well' && mood.latency < 1000,
    /** Lets every request that is held go its way. */
    release: () => {
      mood.isHeld = false
      for (const trip of pending) trip.answer(mood[trip.kind])
    },
  }
}
