import type { Browser } from './browser.ts'
import type { Clocks } from './clocks.ts'
import type { ShopWorld, Trip } from './shop-world.ts'
import type { Screen } from './till.ts'

/** Milliseconds a renewal may take once nothing is in its way: a heartbeat, the call, its retries. A failed one is not tried at once. */
const [renewalTakes, renewalTakesAfterFailure] = [30_000, 90_000]
/** Two renewals of the shortest life a link states here, and two calls for photos that can't be loaded. */
const [callsInTenMinutes, failuresInTenMinutes] = [4, 36]
/** Milliseconds before anything may be asked again by itself. */
const pauses = new Map(
  Object.entries({ vendor_busy: 2000, vendor_down: 900, unreachable: 900, timed_out: 200 }),
)
const pauseAfterRefusal = 30_000

type Parts = {
  clocks: Clocks
  world: ShopWorld
  browser: Browser
  screen: () => Screen | undefined
  /** The customer whom the clerk wants to see. */
  onScreen: () => string | undefined
  only?: string | undefined
}

/** What must hold after every step of every history. With `only`, one of the rules. */
export function createRules({ clocks, world, browser, screen, onScreen, only }: Parts) {
  const faults = new Set<string>()
  const now = clocks.truth
  let [quietSince, looksSince, notBefore] = [now(), now(), -Infinity]
  let [calls, failed] = [new Array<number>(), new Array<number>()]

  const demand = (holds: boolean, fault: string) => {
    if (!holds && (only === undefined || fault === only)) faults.add(fault)
  }
  const recent = (moments: number[]) => moments.filter((moment) => moment > now() - 600_000)
  const isOnScreen = ({ userId }: Trip) => userId === onScreen()
  const isPending = (same: (trip: Trip) => boolean) => [...world.pending].some(same)
  const pictures = () => screen()?.shown().pictures ?? []

  function customerCallStarted({ path }: Trip) {
    calls = [...recent(calls), now()]
    failed = recent(failed)
    demand(!browser.isHidden() || now() - quietSince < renewalTakes, 'asked while nobody looks')
    demand(now() >= notBefore, 'asked again too soon after a failure')
    demand(calls.length - failed.length <= callsInTenMinutes, 'a loop of calls')
    demand(failed.length <= failuresInTenMinutes, 'a loop of failing calls')
    demand(!isPending((trip) => trip.path === path), 'two calls for one customer at once')
  }

  function checkScreen({ userId, shown }: Screen) {
    const { customer = { id: userId, name: `Customer ${userId}`, photos: [] }, error } = shown()
    const isOwn = customer.id === userId && customer.name === `Customer ${userId}`
    demand(isOwn, 'another customer’s record on screen')
    for (const { at, photo, picture, painted } of pictures()) {
      demand(painted !== 'given back', 'shows a picture whose bytes were given back')
      demand(painted !== 'not decoded', 'shows a picture before it was decoded')
      if (typeof painted !== 'object') continue
      const isTheirs = painted.ownerId === userId && picture?.ownerId === userId
      demand(isTheirs, 'another customer’s face on screen')
      demand(!at.startsWith('large') || painted.position === photo.position, 'another photo in its place')
    }
    const isSettled = now() - quietSince >= (error ? renewalTakesAfterFailure : renewalTakes)
    if (!isSettled || browser.isHidden() || !world.isWell()) return
    for (const photo of customer.photos) {
      const { endsAt = Infinity } = (photo.state === 'on-file' && world.links.get(photo.link)) || {}
      demand(now() <= endsAt, 'holds a link past its end')
    }
  }

  return {
    /** @throws with every rule that did not hold so far. */
    assert() {
      if (faults.size > 0) throw new Error([...faults].join('; '))
    },
    /** The clerk or the world did something: what our code may ask by itself counts from here. */
    disturbed: () => void ([quietSince, notBefore, calls, failed] = [now(), -Infinity, [], []]),
    /** Another customer, or nobody, is on screen from now on. */
    switched: () => void (looksSince = now()),
    started(trip: Trip) {
      demand(isOnScreen(trip), 'asked for whom nobody looks at')
      if (trip.kind === 'customer') return customerCallStarted(trip)
      const face = JSON.stringify(trip.face)
      const isShown = pictures().some(({ painted }) => JSON.stringify(painted) === face)
      demand(!isShown, 'downloaded a picture it had')
      demand(!isPending(({ path }) => path === trip.path), 'downloaded a picture twice at once')
    },
    answered({ kind }: Trip, reply: string, isGood: boolean) {
      const isRefused = kind === 'customer' && (!isGood || /other_(customer|profile)/.test(reply))
      // A dead link may be asked about at once, whatever went before.
      notBefore = isRefused ? now() + (pauses.get(reply) ?? pauseAfterRefusal) : -Infinity
      if (isRefused) failed.push(now())
    },
    /** A request was broken off by our own code. */
    aborted(trip: Trip, reason: unknown) {
      const isImpatience = reason instanceof DOMException && reason.name === 'TimeoutError'
      if (isImpatience && trip.kind === 'customer') failed.push(now())
      demand(isImpatience || trip.kind === 'photo' || !isOnScreen(trip), 'broke off a call it still needs')
    },
    check() {
      const isLate = looksSince < now() && isPending((trip) => !isOnScreen(trip))
      demand(!isLate, 'still asks for a customer who left')
      const open = screen()
      if (open !== undefined) checkScreen(open)
    },
    /** Once the world is well and everything has had its time. */
    checkRest: () => demand(world.pending.size === 0, 'something is in flight for ever'),
    /** Once the world is well, and the clerk has pressed "Try again" wherever it was offered. */
    checkHealed() {
      const shown = screen()?.shown()
      demand(!shown || (shown.customer !== undefined && !shown.error), 'no record after the world healed')
      const isCurrent = pictures().every(
        ({ painted, photo }) => typeof painted === 'object' && painted.version === photo.version,
      )
      demand(isCurrent, 'no photo after the world healed')
    },
    /** Once nobody is on screen. */
    checkEmpty(cached: number) {
      demand(!browser.keepsBytes(), 'a picture’s bytes are kept for ever')
      demand(cached === 0, 'a customer is kept for ever')
    },
  }
}
