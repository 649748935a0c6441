import { environmentManager, onlineManager, QueryObserver, type QueryClient } from '@tanstack/react-query'
import { vi } from 'vitest'
import type { Photo } from '#contract/customer/photo.ts'
import type { PhotoOnFile } from '#src/api/customers.ts'
import { openBrowser, type Browser } from './browser.ts'
import { createClocks, settled } from './clocks.ts'
import { createRules } from './rules.ts'
import { createShopWorld } from './shop-world.ts'

/** An implementation that takes the place of some exports of a module. */
export type Replacement = { path: string; by: (original: <Module>() => Promise<Module>) => Promise<object> }
export type Product = Awaited<ReturnType<typeof loadProduct>>

/**
 * The code on trial, loaded afresh as a browser loads it. Each till draws once, when it starts, how early it renews: `luck` takes the
 * place of that chance, so that a history can be played again.
 */
export async function loadProduct(luck = 0.5, replaced?: Replacement) {
  vi.resetModules()
  if (replaced) vi.doMock(replaced.path, replaced.by)
  const chance = vi.spyOn(Math, 'random').mockReturnValue(luck)
  const { createQueryClient, watchRenewals } = await import('#src/app/query-client.ts')
  const { customerQuery, photoQuery, isDue } = await import('#src/api/customers.ts')
  chance.mockRestore()
  if (replaced) vi.doUnmock(replaced.path)
  return { createQueryClient, watchRenewals, customerQuery, photoQuery, isDue }
}

type Parts = {
  client: QueryClient
  browser: Browser
  product: Product
  /** Milliseconds until what is known is drawn: a slow till takes its time. */
  drawing: () => number
}

export type Screen = ReturnType<typeof openScreen>

/**
 * The customer's screen without its markup: one observer for each `useQuery` of `CustomerPage`, `CustomerPhoto` and `Thumbnails`,
 * new wherever React would make a new component. It leaves out their last look at the owner, so that what is below stands alone.
 */
function openScreen({ client, browser, product, drawing }: Parts, userId: string) {
  const lookUp = new QueryObserver(client, product.customerQuery(userId))
  const open = (photo: PhotoOnFile) => {
    const observer = new QueryObserver(client, product.photoQuery(userId, photo))
    return { photo, observer, leave: observer.subscribe(() => undefined) }
  }
  const places = new Map<string, ReturnType<typeof open>>()

  let isOpen = true

  const render = () => isOpen && keep(placesOf(lookUp.getCurrentResult().data?.customer.photos ?? []))
  const keep = (wanted: Map<string, PhotoOnFile>) => {
    for (const [at, { leave }] of places) if (!wanted.has(at) && places.delete(at)) leave()
    for (const [at, photo] of wanted) {
      const place = places.get(at) ?? open(photo)
      places.set(at, Object.assign(place, { photo }))
      place.observer.setOptions(product.photoQuery(userId, photo))
    }
  }
  const leaveLookUp = lookUp.subscribe(() => setTimeout(render, drawing()))
  render()

  const shown = () => {
    const { data, error, isFetching } = lookUp.getCurrentResult()
    const pictures = [...places].map(([at, { photo, observer }]) => {
      const { data: picture, error: failure, isFetching: isLoading } = observer.getCurrentResult()
      const painted = browser.painted(picture?.source)
      return { at, photo, picture, painted, hasFailed: failure !== null && !isLoading }
    })
    return { customer: data?.customer, error, hasFailed: error !== null && !isFetching, isFetching, pictures }
  }
  return {
    userId,
    shown,
    /** Presses "Try again" wherever it is offered. */
    tryAgain() {
      const { hasFailed, pictures } = shown()
      if (hasFailed) void lookUp.refetch({ cancelRefetch: false })
      for (const picture of pictures) if (picture.hasFailed) void places.get(picture.at)?.observer.refetch()
    },
    close() {
      isOpen = false
      leaveLookUp()
      keep(new Map())
    },
  }
}

/** The large photo by its place at the vendor, the thumbnails by their place on the screen. */
function placesOf(photos: Photo[]) {
  const places = new Map<string, PhotoOnFile>()
  for (const [at, photo] of photos.entries()) {
    if (photo.state !== 'on-file') continue
    if (at === 0) places.set(`large ${photo.position}`, photo)
    if (photos.length > 1) places.set(`thumbnail ${at}`, photo)
  }
  return places
}

export type Till = ReturnType<typeof openTill>

/** One till on one day: our query and photo code in a browser whose clocks, network and clerk are played. With `only`, judged by one rule. */
export function openTill(product: Product, only?: string) {
  let screen: Screen | undefined
  let selected: string | undefined
  let lastClockFault = -Infinity

  const clocks = createClocks(() => rules.check())
  const world = createShopWorld(clocks, {
    started: (trip) => rules.started(trip),
    answered: (...news) => rules.answered(...news),
    aborted: (...news) => rules.aborted(...news),
  })
  const browser = openBrowser(clocks, world)
  const drawing = () => world.mood.drawing
  const rules = createRules({ clocks, world, browser, screen: () => screen, onScreen: () => selected, only })
  // Without this TanStack Query takes Node for a server and sets no timers.
  environmentManager.setIsServer(() => false)
  onlineManager.setOnline(true)
  const client = product.createQueryClient()
  client.mount()
  const stopRenewals = product.watchRenewals(client)

  /** Something other than our code moves: what our code may ask by itself counts anew from here. */
  const change = async (act: () => void) => {
    rules.disturbed()
    act()
    rules.disturbed()
    await settled()
    rules.check()
  }
  /** Two faults of the clocks between two heartbeats can hide each other: nobody can see that, and nothing relies on it. */
  const faultOfClocks = async (act: () => void) => {
    if (clocks.monotonic() - lastClockFault <= 15_000) await clocks.run(15_001)
    lastClockFault = clocks.monotonic()
    await change(act)
    await clocks.run(0)
  }

  return {
    clocks,
    world,
    rules,
    change,
    run: clocks.run,
    cached: () => client.getQueryCache().getAll().length,
    shown: () => screen?.shown(),
    select: (userId?: string) =>
      change(() => {
        if (userId === selected) return
        selected = userId
        rules.switched()
        screen?.close()
        screen = userId === undefined ? undefined : openScreen({ client, browser, product, drawing }, userId)
      }),
    sleep: (time: number, stopsMonotonic: boolean) => faultOfClocks(() => clocks.sleep(time, stopsMonotonic)),
    setClock: (by: number) => faultOfClocks(() => clocks.setWall(by)),
    hide: () => change(() => browser.setVisibility('hidden')),
    unhide: () => change(() => browser.setVisibility('visible')),
    goOffline: () => change(() => browser.setOnline(false)),
    comeBack: () => change(() => browser.setOnline(true)),
    tryAgain: () => change(() => screen?.tryAgain()),
    say: (stated: Partial<typeof world.stated>) => change(() => Object.assign(world.stated, stated)),
    mood: (mood: Partial<typeof world.mood>) => change(() => Object.assign(world.mood, mood)),
    [Symbol.dispose]() {
      screen?.close()
      stopRenewals()
      client.clear()
      client.unmount()
      vi.unstubAllGlobals()
    },
  }
}
