import type { FastifyInstance, LightMyRequestResponse as Response } from 'fastify'
import * as v from 'valibot'
import { storeRules } from '#contract/store-rules.ts'
import { openSandbox, type Sandbox } from '#sandbox/sandbox.ts'
import { openGateway, type Setting } from '../app.ts'
import { readPhotoOrigin, type PhotoOrigin } from '../photos/photo-origins.ts'

export type Shop = {
  gateway: FastifyInstance
  sandbox: Sandbox
  /** What the gateway has logged, one JSON text per line. */
  logLines: string[]
  /** Asks for a customer as the screen does. */
  customer(userId: number | string, asked?: { session?: string | undefined }): Promise<Response>
  /** A customer's photo addresses, in the vendor's order, and the session they were sealed for. */
  lookUp(userId: number | string): Promise<{ addresses: string[]; session: string }>
  photo(address: string, session?: string): Promise<Response>
  /** Posts a body as our own page does. */
  post(path: '/api/find' | '/api/search', body: object): Promise<Response>
  /** Opens a port, for what can't be shown without one. @returns the gateway's origin */
  listen(): Promise<string>
  [Symbol.asyncDispose](): Promise<void>
}

type Change = Partial<Omit<Setting, 'shop' | 'logTo'>> & { now?: () => number }

/** So that what hangs in the sandbox does not hang the tests. */
export const shortPatience = { vendor: { connect: 400, headers: 400, whole: 600 }, photo: 400 }

export const customerPath = (userId: number | string) =>
  `/v2/customers/${userId}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`

const cookieName = 'countersign-session'
const withSession = (session: string | undefined) =>
  session === undefined ? {} : { cookie: `${cookieName}=${session}` }

/** A real gateway on a real sandbox, both closed at the end of the block. */
export async function openShop({ now, ...change }: Change = {}): Promise<Shop> {
  const sandbox = await openSandbox(now ? { now } : {})
  const logLines: string[] = []
  const gateway = await openGateway({
    vendor: { url: sandbox.apiUrl, credentials: { kind: 'till', ...sandbox.till } },
    photoOrigins: [originOf(sandbox.photoOrigin)],
    photoMaxBytes: 8_000_000,
    logLevel: 'info',
    shop: { isSandbox: true, tryThese: [], storeRules: v.parse(storeRules, { country: 'IN' }) },
    logTo: { write: (line) => void logLines.push(line) },
    ...change,
  })
  const customer: Shop['customer'] = (userId, { session } = {}) =>
    gateway.inject({ url: customerPath(userId), headers: withSession(session) })

  return {
    gateway,
    sandbox,
    logLines,
    customer,
    async lookUp(userId) {
      const answer = await customer(userId)
      return { addresses: addressesIn(answer), session: sessionOf(answer) }
    },
    photo: (address, session) => gateway.inject({ url: address, headers: withSession(session) }),
    post: (path, body) => gateway.inject({ method: 'POST', url: path, payload: body }),
    listen: () => gateway.listen({ port: 0, host: '127.0.0.1' }),
    async [Symbol.asyncDispose]() {
      await gateway.close()
      await sandbox.close()
    },
  }
}

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

function originOf(url: string): PhotoOrigin {
  const origin = readPhotoOrigin(`${url}/`)
  if (origin === undefined) throw new Error('The sandbox has an odd photo origin')
  return origin
}
