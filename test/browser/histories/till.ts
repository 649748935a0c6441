import { environmentManager, onlineManager } from '@tanstack/react-query'
import { createBrowser } from './browser.ts'
import { createVirtualClocks } from './clocks.ts'
import { createNetwork } from './network.ts'
import type { Product } from './product.ts'
import { createRules } from './rules.ts'
import { openScreen, type Screen } from './screen.ts'
import { createShopWorld } from './shop-world.ts'

const startOfWorld = Date.UTC(2025, 3, 30, 9)
/** As `src/app/privacy-screen.ts`: milliseconds until a hidden window is emptied. */
const patienceOfTheVeil = 10_000
const heartbeat = 15_000

export type Till = ReturnType<typeof openTill>

/**
 * One till on one day: our query and photo code in a browser whose clocks, network and clerk are played. Dispose of it.
 *
 * @param only the one rule to judge by; all of them without it
 */
export function openTill(product: Product, only?: string) {
  let screen: Screen | undefined
  let selected: string | undefined
  let veil: number | undefined
  let isVeiled = false
  let lastClockFault = -Infinity

  const clocks = createVirtualClocks(startOfWorld, () => rules.check())
  const world = createShopWorld(clocks)
  const network = createNetwork(clocks, world, {
    started: (trip) => rules.started(trip),
    answered: (trip, reply) => rules.answered(trip, reply),
    aborted: (trip, reason) => rules.aborted(trip, reason),
  })
  const browser = createBrowser(clocks, network)
  const rules = createRules({
    clocks,
    network,
    browser,
    linkEnd: (address) => world.linkAt(address)?.endsAt,
    onScreen: () => (isVeiled ? undefined : selected),
    screen: () => screen,
    only,
  })

  const uninstall = browser.install()
  // Without this TanStack Query takes Node for a server and sets no timers.
  environmentManager.setIsServer(() => false)
  onlineManager.setOnline(true)
  const client = product.createQueryClient()
  client.mount()
  const stopRenewals = product.watchRenewals(client)

  const show = () => {
    if (selected !== undefined) screen = openScreen(client, product, selected)
  }
  const blank = () => {
    rules.switched()
    screen?.close()
    screen = undefined
  }
  /** Something other than our code moves: what our code may ask by itself counts anew from here. */
  const happen = async (act: () => void) => {
    rules.disturbed()
    act()
    await clocks.settled()
    rules.check()
  }
  /** Two faults of the clocks between two heartbeats can hide each other: nobody can see that, and nothing relies on it. */
  const spaceClockFaults = async () => {
    if (clocks.monotonic() - lastClockFault <= heartbeat) await clocks.run(heartbeat + 1)
    lastClockFault = clocks.monotonic()
  }

  return {
    clocks,
    world,
    network,
    browser,
    rules,
    client,
    shown: () => screen?.shown(),
    select: (userId: string | undefined) =>
      happen(() => {
        if (userId === selected) return
        selected = userId
        blank()
        if (!isVeiled) show()
      }),
    run: (milliseconds: number) => clocks.run(milliseconds),
    async sleep(milliseconds: number, stopsMonotonic: boolean) {
      await spaceClockFaults()
      await happen(() => {
        clocks.sleep(milliseconds, stopsMonotonic)
        rules.disturbed()
      })
      await clocks.run(0)
    },
    async setClock(by: number) {
      await spaceClockFaults()
      await happen(() => clocks.setWall(by))
    },
    hide: () =>
      happen(() => {
        browser.setVisibility('hidden')
        veil = clocks.setTimeout(() => {
          isVeiled = true
          blank()
        }, patienceOfTheVeil)
      }),
    unhide: () =>
      happen(() => {
        clocks.clear(veil)
        browser.setVisibility('visible')
        if (isVeiled) {
          isVeiled = false
          show()
        }
      }),
    goOffline: () =>
      happen(() => {
        network.setOnline(false)
        browser.announce('offline')
      }),
    comeBack: () =>
      happen(() => {
        network.setOnline(true)
        browser.announce('online')
      }),
    tryAgain: () => happen(() => screen?.tryAgain()),
    /** The world outside changes. */
    change: (act: () => void) => happen(act),
    [Symbol.dispose]() {
      blank()
      stopRenewals()
      client.clear()
      client.unmount()
      uninstall()
    },
  }
}
