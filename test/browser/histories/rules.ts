import type { Browser } from './browser.ts'
import type { VirtualClocks } from './clocks.ts'
import type { Network, Trip } from './network.ts'
import type { Screen } from './screen.ts'
import type { Face, Reply } from './shop-world.ts'

const minute = 60_000

/** Milliseconds a renewal may take once nothing is in its way: a heartbeat, the call, its retries. */
const renewalTakes = 30_000
/** After a renewal has failed the next is not tried at once. */
const renewalTakesAfterFailure = 90_000
/** Two renewals of the shortest life a link states here, and two calls for photos that can't be loaded. */
const callsInTenMinutes = 4
const failuresInTenMinutes = 36
const mostRequests = 3000

/** Milliseconds before anything may be asked again by itself. */
const pauses = new Map<Reply, number>([
  ['vendor_busy', 2000],
  ['vendor_down', 900],
  ['unreachable', 900],
  ['timed_out', 200],
])
const pauseAfterRefusal = 30_000
const good = new Set<Reply>(['well', 'other_file', 'other_storage_key', 'without_photos'])

type Parts = {
  clocks: VirtualClocks
  network: Network
  browser: Browser
  linkEnd: (address: string) => number | undefined
  /** The customer whom the clerk wants to see and who may be seen. */
  onScreen: () => string | undefined
  screen: () => Screen | undefined
  only: string | undefined
}

/** What must hold after every step of every history. With `only`, one of the rules. */
export function createRules({ clocks, network, browser, linkEnd, onScreen, screen, only }: Parts) {
  const faults = new Set<string>()
  let quietSince = clocks.truth()
  let looksSince = clocks.truth()
  let calls: number[] = []
  let failed: number[] = []
  let notBefore = -Infinity
  let requests = 0

  const demand = (holds: boolean, fault: string) => {
    if (!holds && (only === undefined || fault === only)) faults.add(fault)
  }
  const recent = (moments: number[]) => moments.filter((moment) => moment > clocks.truth() - 10 * minute)

  function customerCallStarted(trip: Trip) {
    calls = recent(calls).concat(clocks.truth())
    failed = recent(failed)
    demand(clocks.truth() >= notBefore, 'asked again too soon after a failure')
    demand(calls.length - failed.length <= callsInTenMinutes, 'a loop of calls')
    demand(failed.length <= failuresInTenMinutes, 'a loop of failing calls')
    const same = [...network.pending].some(({ kind, userId }) => kind === trip.kind && userId === trip.userId)
    demand(!same, 'two calls for one customer at once')
  }

  function photoRequestStarted({ link }: Trip) {
    if (link === undefined) return
    const sources =
      screen()
        ?.shown()
        .pictures.map(({ picture }) => picture?.source ?? '') ?? []
    const isShown = sources.some((source) => isSame(browser.painted(source), link.face))
    demand(!isShown, 'downloaded a picture it had')
    demand(![...network.pending].some((trip) => trip.link === link), 'downloaded a picture twice at once')
  }

  function checkScreen({ userId, shown }: Screen) {
    const { customer, pictures } = shown()
    if (customer !== undefined) {
      demand(customer.id === userId, 'another customer’s id on screen')
      demand(customer.name === `Customer ${userId}`, 'another customer’s record on screen')
    }
    for (const { at, photo, picture } of pictures) {
      if (picture === undefined) continue
      const painted = browser.painted(picture.source)
      demand(painted !== 'given back', 'shows a picture whose bytes were given back')
      demand(painted !== 'not decoded', 'shows a picture before it was decoded')
      if (typeof painted !== 'object') continue
      demand(painted.ownerId === userId && picture.ownerId === userId, 'another customer’s face on screen')
      demand(!at.startsWith('large') || painted.position === photo.position, 'another photo in its place')
    }
  }

  function checkLinks({ lookUp }: Screen) {
    const { data, status } = lookUp()
    const quiet = clocks.truth() - quietSince
    if (quiet < (status === 'error' ? renewalTakesAfterFailure : renewalTakes)) return
    if (browser.isHidden() || !network.isOnline() || !network.isWell()) return
    for (const photo of data?.customer.photos ?? []) {
      const endsAt = photo.state === 'on-file' ? linkEnd(photo.link) : undefined
      demand(endsAt === undefined || clocks.truth() <= endsAt, 'holds a link past its end')
    }
  }

  return {
    /** @throws with every rule that did not hold so far. */
    assert() {
      if (faults.size > 0) throw new Error([...faults].join('; '))
    },
    /** The clerk or the world did something: what our code may ask by itself counts from here. */
    disturbed() {
      quietSince = clocks.truth()
      notBefore = -Infinity
      calls = []
      failed = []
    },
    /** Another customer, or nobody, is on screen from now on. */
    switched() {
      looksSince = clocks.truth()
    },
    started(trip: Trip) {
      requests += 1
      demand(requests < mostRequests, 'a storm')
      demand(trip.userId === onScreen(), 'asked for whom nobody looks at')
      if (trip.kind === 'customer') customerCallStarted(trip)
      else photoRequestStarted(trip)
    },
    answered(trip: Trip, reply: Reply) {
      const now = clocks.truth()
      // A dead link may be asked about at once, whatever went before.
      if (trip.kind === 'photo') notBefore = -Infinity
      else notBefore = good.has(reply) ? -Infinity : now + (pauses.get(reply) ?? pauseAfterRefusal)
      if (trip.kind === 'customer' && !good.has(reply)) failed.push(now)
    },
    /** A request was broken off by our own code. */
    aborted(trip: Trip, reason: unknown) {
      if (trip.kind === 'photo') return
      const isImpatience = reason instanceof DOMException && reason.name === 'TimeoutError'
      if (isImpatience) failed.push(clocks.truth())
      demand(isImpatience || trip.userId !== onScreen(), 'broke off a call it still needs')
    },
    check() {
      const open = screen()
      for (const { userId } of network.pending)
        demand(userId === onScreen() || looksSince === clocks.truth(), 'still asks for a customer who left')
      if (open === undefined) return
      checkScreen(open)
      checkLinks(open)
    },
    /** Once the world is well and everything has had its time. */
    checkRest() {
      demand(network.pending.size === 0, 'something is in flight for ever')
      demand(screen()?.shown().isFetching !== true, 'waits for ever')
    },
    /** Once the world is well, and the clerk has pressed "Try again" wherever it was offered. */
    checkHealed() {
      const shown = screen()?.shown()
      if (shown === undefined) return
      demand(shown.customer !== undefined && !shown.hasFailed, 'no record after the world healed')
      for (const { photo, picture } of shown.pictures) {
        const painted = browser.painted(picture?.source ?? '')
        demand(
          typeof painted === 'object' && painted.version === photo.version,
          'no photo after the world healed',
        )
      }
    },
    /** Once nobody is on screen. */
    checkEmpty(cached: number) {
      demand(browser.openSources().length === 0, 'a picture’s bytes are kept for ever')
      demand(cached === 0, 'a customer is kept for ever')
    },
  }
}

const isSame = (one: ReturnType<Browser['painted']>, other: Face) =>
  typeof one === 'object' &&
  one.ownerId === other.ownerId &&
  one.position === other.position &&
  one.version === other.version
