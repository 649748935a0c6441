import { test as base, type BrowserContext } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type SandboxRequest = {
  at: 'api' | 'photos'
  method: string
  path: string
  aborted: boolean
  status: number
}

/** The built app on its real gateway and sandbox, as `npm run serve` starts them; one for each worker. */
export type Shop = {
  url: string
  /** Turns the sandbox's switches, listed in its README. */
  control: (switches: Record<string, unknown>) => Promise<void>
  /** What the vendor and the photo host were asked since the test began. */
  requests: () => Promise<SandboxRequest[]>
}

type Options = {
  /** Whether an associate is at the till when the test begins; with a PIN of 1234. */
  signedIn: boolean
}

export const test = base.extend<
  Options & { shop: Shop; baseURL: string },
  { process: Served & { log: () => string } }
>({
  signedIn: [true, { option: true }],
  context: async ({ context, baseURL, signedIn }, use) => {
    if (signedIn) await signIn(context, baseURL)
    await use(context)
  },
  process: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      await using served = await serve()
      await use(served)
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ process: { url } }, use) => use(url),
  shop: [
    // The vendor's calls are counted from when somebody is signed in.
    async ({ process: served, context }, use) => {
      void context
      await using shop = await openShop(served)
      await use(shop)
    },
    { auto: true },
  ],
})

type Served = { url: string; sandbox: string }

/** As the form does, for the first of the staff or the one of this name. */
export async function signIn({ request }: BrowserContext, url: string, name?: string) {
  const headers = { origin: url }
  const data = { till: 'till.demo', password: 'countersign-demo', pin: '1234' }
  const answer = await request.post(`${url}/api/session`, { headers, data })
  const { who } = await answer.json()
  const associate = who.staff.find((each: { name: string }) => name === undefined || each.name === name)
  if (associate !== undefined)
    await request.post(`${url}/api/session/associate`, { headers, data: { associate: associate.id } })
}

/** Starts a built gateway: ours, or one that stands beside another app. `options` are Node's own. */
export async function serve(
  server = 'dist/gateway/server.js',
  options: string[] = [],
  env: NodeJS.ProcessEnv = {},
) {
  const gateway = spawn(process.execPath, [...options, server], {
    // Hours go by in seconds here; what locks a till, and what is too much for one, is shown on one of its own.
    env: {
      ...process.env,
      PORT: '0',
      LOG_LEVEL: 'info',
      HIDE_AFTER: '3600',
      LOCK_AFTER: '3600',
      POLICY: 'e2e/support/unhurried-policy.json',
      // An address that is not secure has such a name: localhost always is.
      ALLOWED_HOSTS: 'till.example',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const found = { url: '', sandbox: '' }
  const log: string[] = []
  if (gateway.stdout === null) throw new Error('the gateway has no output')
  gateway.stdout.on('data', (piece) => void log.push(String(piece)))
  for await (const line of createInterface({ input: gateway.stdout })) {
    found.url ||= /Server listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1] ?? ''
    found.sandbox ||= /"sandbox":"(http:\/\/127\.0\.0\.1:\d+)"/.exec(line)?.[1] ?? ''
    if (found.url !== '' && found.sandbox !== '') break
  }
  gateway.stdout.resume()
  return {
    ...found,
    /** All it has written so far. */
    log: () => log.join(''),
    /** Ends it as a till is switched off, and waits until nothing is written any more. */
    async stop() {
      const isRunning = gateway.exitCode === null && gateway.signalCode === null
      const ended = isRunning ? once(gateway, 'exit') : undefined
      gateway.kill()
      await ended
    },
    tell: (message: object) => gateway.send(message),
    [Symbol.asyncDispose]: async () => void gateway.kill(),
  }
}

/** The switches and the log of a gateway's sandbox, both fresh, and fresh again at the end. */
export async function openShop({ url, sandbox }: Served): Promise<Shop & AsyncDisposable> {
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${sandbox}/_sandbox/${path}`, init)
    if (!answer.ok) throw new Error(`sandbox: ${path}: ${answer.status}`)
    return answer
  }
  const control: Shop['control'] = async (switches) => {
    const headers = { 'content-type': 'application/json' }
    await ask('control', { method: 'PUT', headers, body: JSON.stringify(switches) })
  }
  const reset = async () => void (await ask('control', { method: 'DELETE' }))
  await ask('requests', { method: 'DELETE' })
  return {
    url,
    control,
    requests: async () => (await ask('requests')).json(),
    [Symbol.asyncDispose]: reset,
  }
}

export { expect } from '@playwright/test'
