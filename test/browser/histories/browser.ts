import type { VirtualClocks } from './clocks.ts'
import type { Network } from './network.ts'
import type { Face } from './shop-world.ts'

/** Milliseconds. */
const decodingTakes = 5

type Source = { bytes: Blob; isOpen: boolean; isDecoded: boolean }

export type Browser = ReturnType<typeof createBrowser>

/** What our code finds in a browser and Node has not, or has with clocks of its own. Only platform parts stand in, none of ours. */
export function createBrowser(clocks: VirtualClocks, network: Network) {
  const sources = new Map<string, Source>()
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const frame = new EventTarget()
  let made = 0

  class ImageStandIn {
    src = ''
    naturalWidth = 0
    naturalHeight = 0
    async decode() {
      const source = sources.get(this.src)
      await new Promise<void>((resolve) => clocks.setTimeout(resolve, decodingTakes))
      if (source?.isOpen !== true || !network.canDecode(source.bytes))
        throw new DOMException('The source image cannot be decoded.', 'EncodingError')
      source.isDecoded = true
      this.naturalWidth = 480
      this.naturalHeight = 640
    }
  }

  const timeout = (milliseconds: number) => {
    const controller = new AbortController()
    const act = () => controller.abort(new DOMException('The operation timed out.', 'TimeoutError'))
    clocks.setTimeout(act, milliseconds)
    return controller.signal
  }
  const createObjectURL = (bytes: Blob) => {
    made += 1
    const source = `blob:${made}`
    sources.set(source, { bytes, isOpen: true, isDecoded: false })
    return source
  }
  const revokeObjectURL = (address: string) => {
    const source = sources.get(address)
    if (source) source.isOpen = false
  }

  const standIns: [object, Record<string, unknown>][] = [
    [
      globalThis,
      {
        fetch: (path: string, init: { signal: AbortSignal }) => network.request(path, init.signal),
        setTimeout: clocks.setTimeout,
        setInterval: clocks.setInterval,
        clearTimeout: clocks.clear,
        clearInterval: clocks.clear,
        document: page,
        window: frame,
        Image: ImageStandIn,
        navigator: {
          get onLine() {
            return network.isOnline()
          },
        },
      },
    ],
    [Date, { now: clocks.wall }],
    [performance, { now: clocks.monotonic }],
    [AbortSignal, { timeout }],
    [URL, { createObjectURL, revokeObjectURL }],
  ]

  return {
    /** Puts the stand-ins in place, and returns what takes them away again. */
    install() {
      const undo = standIns.flatMap(([owner, parts]) =>
        Object.entries(parts).map(([name, value]) => replace(owner, name, value)),
      )
      return () => {
        for (const step of undo) step()
      }
    },
    isHidden: () => page.visibilityState === 'hidden',
    setVisibility(state: 'visible' | 'hidden') {
      page.visibilityState = state
      // In a browser this event bubbles from the document to the window.
      page.dispatchEvent(new Event('visibilitychange'))
      frame.dispatchEvent(new Event('visibilitychange'))
      if (state === 'visible') frame.dispatchEvent(new Event('focus'))
    },
    announce: (type: 'online' | 'offline') => frame.dispatchEvent(new Event(type)),
    /** What would be painted from an address: a face, unless its bytes were given back or never decoded. */
    painted(address: string): Face | 'given back' | 'not decoded' | undefined {
      const source = sources.get(address)
      if (source === undefined) return undefined
      if (!source.isOpen) return 'given back'
      return source.isDecoded ? network.faceOf(source.bytes) : 'not decoded'
    },
    openSources: () => [...sources].filter(([, { isOpen }]) => isOpen).map(([address]) => address),
  }
}

function replace(owner: object, name: string, value: unknown) {
  const before = Object.getOwnPropertyDescriptor(owner, name)
  Object.defineProperty(owner, name, { value, configurable: true, writable: true })
  return () => {
    if (before === undefined) Reflect.deleteProperty(owner, name)
    else Object.defineProperty(owner, name, before)
  }
}
