import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { signIn, test as base } from './fixtures.ts'
import { windowed } from './windowed-browser.ts'

type OpenTill = (flags: string[], options?: BrowserContextOptions) => Promise<Page>

/** A till with a camera. Cameras are a browser's flags, so each till is a browser of its own. */
export const test = base.extend<{ openTill: OpenTill }>({
  openTill: async ({ playwright, launchOptions, baseURL }, use) => {
    const browsers: Browser[] = []
    await use(async (flags, options = { permissions: ['camera'] }) => {
      const args = [...(launchOptions.args ?? []), ...flags]
      const browser = await playwright.chromium.launch({ ...windowed(launchOptions), args })
      browsers.push(browser)
      const viewport = { width: 1366, height: 768 }
      const context = await browser.newContext({ baseURL, viewport, ...options })
      await signIn(context, baseURL)
      const page = await context.newPage()
      await watchCameras(page)
      return page
    })
    await Promise.all(browsers.map((browser) => browser.close()))
  },
})

declare global {
  interface Window {
    /** The tracks of every camera the page was given. */
    tracks: MediaStreamTrack[]
  }
}

const watchCameras = (page: Page) =>
  page.addInitScript(() => {
    window.tracks = []
    const devices = navigator.mediaDevices
    if (devices === undefined) return
    const ask = devices.getUserMedia.bind(devices)
    devices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted)
      window.tracks.push(...stream.getTracks())
      return stream
    }
  })

/** Whether each camera that the page was given is `live` or has `ended`. */
export const cameras = (page: Page) => page.evaluate(() => window.tracks.map(({ readyState }) => readyState))
