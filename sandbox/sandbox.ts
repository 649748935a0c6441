import type { Server } from 'node:http'
import { createApi } from './api/api.ts'
import { CLIENT, TILL, TILL_OF_MANAGER, TILL_WITHOUT_STAFF } from './api/credentials.ts'
import { createPhotoHost } from './photo-host/photo-host.ts'
import type { Customer } from './customers/customer.ts'
import type { Switches } from './switches.ts'
import type { SandboxRequest } from './traffic.ts'
import { createWorld, type SandboxState } from './state.ts'

export type Sandbox = {
  /** `http://127.0.0.1:PORT` */
  apiUrl: string
  /** another origin, where the photo links lead */
  photoOrigin: string
  /** the demo till: HTTP Basic of code and md5 hex of the password */
  till: { code: string; password: string }
  /** another, whose staff the vendor does not list */
  tillWithoutStaff: { code: string; password: string }
  /** the office till, whose password only managers know */
  tillOfManager: { code: string; password: string }
  /** the API client, for an OAuth token */
  client: { key: string; secret: string }
  /** every request both servers got, oldest first */
  requests: SandboxRequest[]
  /** whom somebody has registered since, by user id */
  registered: ReadonlyMap<number, Customer>
  /** the points that were redeemed */
  redemptions: SandboxState['redemptions']
  control: (change: Partial<Switches>) => void
  close: () => Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts the vendor, played: API and photo host on loopback, each on a port of its own (0 or none: any free one).
 * `now` is the clock of both, ms since the epoch.
 */
export async function openSandbox(
  options: { apiPort?: number; photoPort?: number; now?: () => number; host?: string } = {},
): Promise<Sandbox> {
  const { apiPort = 0, photoPort = 0, now = Date.now, host = '127.0.0.1' } = options
  const world = createWorld(now)
  const api = createApi(world)
  const photos = createPhotoHost(world)
  const close = async () => {
    await Promise.all([closed(api), closed(photos)])
  }
  world.photoOrigin = await listening(photos, photoPort, host)
  try {
    world.apiUrl = await listening(api, apiPort, host)
  } catch (error) {
    await close()
    throw error
  }
  return {
    apiUrl: world.apiUrl,
    photoOrigin: world.photoOrigin,
    till: TILL,
    tillWithoutStaff: TILL_WITHOUT_STAFF,
    tillOfManager: TILL_OF_MANAGER,
    client: CLIENT,
    requests: world.requests,
    registered: world.registered,
    redemptions: world.redemptions,
    control: world.change,
    close,
    [Symbol.asyncDispose]: close,
  }
}

function listening(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      resolve(`http://${host}:${typeof address === 'object' && address ? address.port : port}`)
    })
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
