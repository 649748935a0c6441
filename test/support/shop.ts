import type { FastifyInstance, LightMyRequestResponse as Response } from 'fastify'
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { storeRules } from '#contract/store/store-rules.ts'
import { openSandbox, type Sandbox } from '#sandbox/sandbox.ts'
import { openGateway, type Setting } from '#gateway/app.ts'
import type { Access } from '#gateway/config/vendor.ts'
import { readPhotoOrigin, type PhotoOrigin } from '#gateway/photos/photo-origins.ts'
import type { Store } from '#gateway/db/store.ts'
import { openTestStore } from './store.ts'

export type Shop = {
  gateway: FastifyInstance
  sandbox: Sandbox
  store: Store
  /** What the gateway has logged since the sign-in, one JSON text per line. */
  logLines: string[]
  /** The token of the session that has been begun for the test; empty where nobody has signed in. */
  session: string
  /** What the browser of that session sends with a request, and with one that may change something. */
  headers: { read: Record<string, string>; write: Record<string, string> }
  /** Asks for a customer as the screen does. */
  customer(userId: number | string, asked?: { session?: string | undefined }): Promise<Response>
  /** A customer's photo addresses, in the vendor's order, and the session they were sealed for. */
  lookUp(userId: number | string): Promise<{ addresses: string[]; session: string }>
  photo(address: string, session?: string): Promise<Response>
  /** Posts a body as our own page does. */
  post(path: string, body?: object, asked?: { session?: string }): Promise<Response>
  /** Opens a port, for what can't be shown without one. @returns the gateway's origin */
  listen(): Promise<string>
  [Symbol.asyncDispose](): Promise<void>
}

type Change = Partial<Omit<Setting, 'shop' | 'logTo' | 'vendor'>> & {
  vendor?: Partial<Setting['vendor']>
  /** The vendor's clock; `now` is the gateway's. */
  vendorNow?: () => number
  /** False where the test signs in by itself. */
  signedIn?: boolean
  /** Adds to the gateway before it is ready. */
  alter?: (gateway: FastifyInstance) => void
}

/** So that what hangs in the sandbox does not hang the tests. */
export const shortPatience = { vendor: { connect: 400, headers: 400, whole: 600 }, photo: 400 }

const sessionLimits = { hideAfter: 90, lockAfter: 90, lockKeep: 5, idle: 1800, longest: 43_200 }

export const customerPath = (userId: number | string) =>
  `/v2/customers/${userId}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`

const cookieName = 'countersign-session'
export const withSession = (session: string | undefined): Record<string, string> =>
  session === undefined ? {} : { cookie: `${cookieName}=${session}` }

/** A real gateway on a real sandbox and a real store, somebody signed in; all closed at the end of the block. */
export async function openShop({ vendorNow, signedIn = true, alter, ...change }: Change = {}): Promise<Shop> {
  const sandbox = await openSandbox(vendorNow ? { now: vendorNow } : {})
  const store = change.store ?? (await openTestStore())
  const logLines: string[] = []
  const access: Access = { signIn: 'till' }
  const gateway = await openGateway({
    photoOrigins: [originOf(sandbox.photoOrigin)],
    photoMaxBytes: 8_000_000,
    logLevel: 'info',
    shop: {
      isSandbox: true,
      tryThese: [],
      storeRules: v.parse(storeRules, { country: 'IN' }),
      local: { country: 'IN' },
      fieldLabels: {},
    },
    logTo: { write: (line) => void logLines.push(line) },
    sessionKeys: [randomBytes(32)],
    sessionLimits,
    slowness: 0,
    ...change,
    store,
    vendor: { url: sandbox.apiUrl, access, ...change.vendor },
  })
  alter?.(gateway)
  const session = signedIn ? await beginSession(gateway, sandbox) : ''
  sandbox.requests.length = 0
  logLines.length = 0
  const ours = { 'sec-fetch-site': 'same-origin' }
  const customer: Shop['customer'] = (userId, asked = { session }) =>
    gateway.inject({ url: customerPath(userId), headers: withSession(asked.session) })

  return {
    gateway,
    sandbox,
    store,
    logLines,
    session,
    headers: { read: withSession(session), write: { ...withSession(session), ...ours } },
    customer,
    async lookUp(userId) {
      return { addresses: addressesIn(await customer(userId)), session }
    },
    photo: (address, bearer) => gateway.inject({ url: address, headers: withSession(bearer) }),
    post: (path, body, asked = { session }) =>
      gateway.inject({
        method: 'POST',
        url: path,
        headers: { ...withSession(asked.session), ...ours },
        ...(body === undefined ? {} : { payload: body }),
      }),
    listen: () => gateway.listen({ port: 0, host: '127.0.0.1' }),
    async [Symbol.asyncDispose]() {
      await gateway.close()
      if (change.store === undefined) await store.close()
      await sandbox.close()
    },
  }
}

/** By the demo till; by opening a page, where there is no sign-in. */
async function beginSession(gateway: FastifyInstance, { till }: Sandbox) {
  const signIn = await gateway.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: { till: till.code, password: till.password },
  })
  return sessionOf(signIn.statusCode === 404 ? await gateway.inject('/api/session') : signIn)
}

/** The token of the cookie that an answer sets; empty where it sets none. */
export function sessionOf(answer: Response): string {
  return answer.cookies.find(({ name }) => name === cookieName)?.value ?? ''
}

const withPhotos = v.object({
  customerImage: v.array(
    v.object({ secureFilePath: v.optional(v.string()), filePath: v.optional(v.string()) }),
  ),
})

function addressesIn(answer: Response) {
  const { customerImage } = v.parse(withPhotos, answer.json())
  return customerImage.flatMap(({ secureFilePath, filePath }) => secureFilePath ?? filePath ?? [])
}

/** Where a sandbox's photos may be fetched from. */
export function originOf(url: string): PhotoOrigin {
  const origin = readPhotoOrigin(`${url}/`)
  if (origin === undefined) throw new Error('The sandbox has an odd photo origin')
  return origin
}
