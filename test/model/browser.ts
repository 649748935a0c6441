import { vi } from 'vitest'
import type { Clocks } from './clocks.ts'
import type { ShopWorld } from './shop-world.ts'

export type Browser = ReturnType<typeof openBrowser>

/** What our code finds in a browser and Node has not, or has with clocks of its own. Only platform parts stand in, none of ours. */
export function openBrowser(clocks: Clocks, world: ShopWorld) {
  const sources = new Map<string, { bytes: Blob; isOpen: boolean; isDecoded: boolean }>()
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const window = new EventTarget()

  class Image {
    src = ''
    naturalWidth = 480
    naturalHeight = 640
    async decode() {
      await new Promise<void>((resolve) => clocks.setTimeout(resolve, 5))
      const source = sources.get(this.src)
      if (!source?.isOpen || !world.faceOf(source.bytes)) throw new DOMException('', 'EncodingError')
      source.isDecoded = true
    }
  }
  const timeout = (milliseconds: number) => {
    const controller = new AbortController()
    clocks.setTimeout(() => controller.abort(new DOMException('', 'TimeoutError')), milliseconds)
    return controller.signal
  }
  const createObjectURL = (bytes: Blob) => {
    const address = `blob:${sources.size}`
    sources.set(address, { bytes, isOpen: true, isDecoded: false })
    return address
  }
  const revokeObjectURL = (address: string) => Object.assign(sources.get(address) ?? {}, { isOpen: false })

  const standIns = {
    fetch: (path: string, { signal }: { signal: AbortSignal }) => world.request(path, signal),
    setTimeout: clocks.setTimeout,
    setInterval: clocks.setInterval,
    clearTimeout: clocks.clear,
    clearInterval: clocks.clear,
    document,
    window,
    Image,
    performance: { now: clocks.monotonic },
    navigator: Object.defineProperty({}, 'onLine', { get: () => world.mood.isOnline }),
    Date: Object.assign(class extends Date {}, { now: clocks.wall }),
    AbortSignal: Object.assign(class extends AbortSignal {}, { timeout }),
    URL: Object.assign(class extends URL {}, { createObjectURL, revokeObjectURL }),
  }
  for (const [name, value] of Object.entries(standIns)) vi.stubGlobal(name, value)

  return {
    isHidden: () => document.visibilityState === 'hidden',
    setVisibility(state: 'visible' | 'hidden') {
      document.visibilityState = state
      // In a browser this event bubbles from the document to the window.
      for (const target of [document, window]) target.dispatchEvent(new Event('visibilitychange'))
      if (state === 'visible') window.dispatchEvent(new Event('focus'))
    },
    setOnline(isOnline: boolean) {
      Object.assign(world.mood, { isOnline })
      window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
    },
    /** What would be painted from an address: a face, unless its bytes were given back or never decoded. */
    painted(address = '') {
      const { bytes, isOpen, isDecoded } = sources.get(address) ?? {}
      if (isOpen === false) return 'given back'
      return isDecoded === false ? 'not decoded' : world.faceOf(bytes)
    },
    keepsBytes: () => [...sources.values()].some(({ isOpen }) => isOpen),
  }
}
