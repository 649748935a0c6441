import type { BrowserContext, Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { serve, signIn } from './fixtures.ts'

const key = 'sample-key-of-the-till-system-0123456789'

/** A port nobody listens at: the two must know each other's before either starts. */
export async function freePort() {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

type Options = {
  /** Whether Countersign has the till system's origin on its list. */
  isListed?: boolean
  /** Countersign's own settings. */
  env?: NodeJS.ProcessEnv
  signedIn?: boolean
}

/** Countersign, and the sample till system beside it. */
export async function openStore(
  context: BrowserContext,
  { isListed = true, env = {}, signedIn = true }: Options = {},
) {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const served = await serve(undefined, [], {
    API_KEYS: key,
    POS_ORIGINS: isListed ? origin : 'https://another.example',
    ...env,
  })
  // Same site as the till system's, as in a store; 127.0.0.1 and localhost are two.
  const url = served.url.replace('127.0.0.1', 'localhost')
  const pos = spawn(process.execPath, ['examples/pos/pos.mjs'], {
    env: { ...process.env, PORT: String(port), COUNTERSIGN_URL: url, COUNTERSIGN_KEY: key },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(createInterface(pos.stdout), 'line')
  if (signedIn) await signIn(context, url)
  return {
    origin,
    url,
    key,
    async [Symbol.asyncDispose]() {
      pos.kill()
      await served[Symbol.asyncDispose]()
    },
  }
}

/** The page of the till system with Countersign in a frame, and nothing of the sample's own. */
export async function openFrame(page: Page, { origin, url }: { origin: string; url: string }, width = 1300) {
  await page.goto(origin)
  await page.evaluate(
    ([countersign, wide]) => {
      const said: unknown[] = []
      const frame = document.createElement('iframe')
      frame.style.cssText = `display:block;width:${wide}px;height:100vh;border:0`
      window.addEventListener('message', ({ origin: from, source, data }) => {
        if (from === countersign && source === frame.contentWindow) said.push(data)
      })
      frame.src = `${countersign}/hand-over`
      document.body.style.margin = '0'
      document.body.replaceChildren(frame)
      Object.assign(window, { said })
    },
    [url, width] as const,
  )
  const said = (): Promise<{ type: string }[]> =>
    page.evaluate(() => ('said' in window && Array.isArray(window.said) ? window.said : []))
  return {
    frame: page.frameLocator('iframe'),
    /** What Countersign has said so far. */
    said,
    /** The last that it has said of this kind. */
    last: async (type: string) => (await said()).findLast((each) => each.type === `countersign:${type}`),
    say: (message: object) =>
      page.evaluate(([to, data]) => document.querySelector('iframe')?.contentWindow?.postMessage(data, to), [
        url,
        message,
      ] as const),
  }
}

/** A request to verify a customer. */
export const verify = (id: string, change: object = {}) => ({
  type: 'countersign:verify',
  id,
  identifier: { kind: 'customerId', value: '565040002' },
  purpose: 'redeem',
  ...change,
})
