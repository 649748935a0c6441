import { createServer, type IncomingMessage, type Server } from 'node:http'
import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { type Answer, deliver } from '#sandbox/answer.ts'
import { record } from '#sandbox/traffic.ts'
import type { SandboxState } from '#sandbox/state.ts'
import { denied, failed } from './bodies.ts'
import { controlPanel } from './control-panel.ts'
import { generateToken, refusedCredentials, tillOf } from './credentials.ts'
import { generateOtp, validateOtp } from './otp.ts'
import { redeemPoints, updateRedemption } from './redemption.ts'
import { register } from './registration.ts'
import { addImages, deleteImage } from './images.ts'
import { routes } from './routes.ts'

type Told = (world: SandboxState, body: string, till: string | undefined) => Answer | Promise<Answer>

/** What can be told, by the method and the path. */
const told: ReadonlyMap<string, Told> = new Map<string, Told>([
  ['POST /v2/customers', register],
  ['POST /v2/otp/generate', generateOtp],
  ['POST /v2/otp/validate', validateOtp],
  ['POST /v1.1/points/redeem', redeemPoints],
  ['PUT /v2/points/updateRedemption', updateRedemption],
])

/** What changes a customer. */
const writes = [
  { method: 'POST', pattern: /^\/v2\/customers\/([^/]+)\/setImage$/, answer: addImages }, // add-customer-image
  { method: 'DELETE', pattern: /^\/v2\/customers\/([^/]+)\/deleteImage$/, answer: deleteImage }, // delete-customer-image
]

/** The vendor's API, played. Paths: https://docs.capillarytech.com/reference */
export function createApi(world: SandboxState): Server {
  return createServer((request, response) => {
    const path = pathOf(request)
    if (path.startsWith('/_sandbox/')) {
      void controlPanel(world, request, response)
      return
    }
    const exchange = record(world.requests, 'api', request, response)
    const always = {
      date: new Date(world.now()).toUTCString(),
      'X-Cap-RequestID': randomBytes(16).toString('hex'),
    }
    void deliver(exchange, answer(world, request, path), always, world.switches.apiDelay)
  })
}

async function answer(world: SandboxState, request: IncomingMessage, path: string): Promise<Answer> {
  const bytes = await buffer(request)
  const body = bytes.toString()
  if (world.switches.vendor === 'down') return denied(4001, 'Authorization status unavailable!', 503)
  if (path === '/v3/oauth/token/generate' && request.method === 'POST') return generateToken(world, body)
  const refused = refusedCredentials(world, request.headers, path)
  if (refused) return refused
  const query = new URLSearchParams((request.url ?? '').split('?')[1])
  const till = tillOf(world, request.headers)
  const listener = told.get(`${request.method} ${path}`)
  if (listener) return listener(world, body, till)
  for (const { method, pattern, answer: answerTo } of writes) {
    const [, id] = (request.method === method && pattern.exec(path)) || []
    if (id !== undefined)
      return answerTo({ world, id, query, bytes, type: request.headers['content-type'] ?? '' })
  }
  for (const { pattern, answer: answerTo } of routes) {
    const found = request.method === 'GET' && pattern.exec(path)
    if (found) return answerTo({ world, query, id: found[1] ?? '', till })
  }
  return failed(404, 'Resource not found', 404)
}

const pathOf = (request: IncomingMessage) => (request.url ?? '').split('?', 1)[0] ?? ''
