import type { Answer } from '../answer.ts'
import { described } from '../customers/described.ts'
import { customers, specials } from '../directory.ts'
import type { World } from '../world.ts'
import { failed, json, noSuchCustomer, v1 } from './bodies.ts'
import { TILL } from './credentials.ts'
import { findByIdentifier, search } from './find.ts'

type Ask = { world: World; query: URLSearchParams; id: string }
type Route = { pattern: RegExp; answer: (ask: Ask) => Answer | Promise<Answer> }

/** What can be asked with GET. Sources: the pages of https://docs.capillarytech.com/reference named beside each. */
export const routes: readonly Route[] = [
  { pattern: /^\/v2\/customers\/lookup$/, answer: lookup }, // get-customer-id
  { pattern: /^\/v2\/customers\/lookup\/customerDetails$/, answer: lookupDetails }, // get-customer-details
  { pattern: /^\/v2\/customers\/search$/, answer: ({ query }) => json(search(query)) },
  { pattern: /^\/v2\/customers\/([^/]+)\/setImage$/, answer: image }, // get-customer-image
  { pattern: /^\/v2\/customers\/([^/]+)$/, answer: details }, // get-customer-details-v2
  { pattern: /^\/v1\.1\/store\/login$/, answer: storeLogin }, // verify-login-credentials
]

const SOURCES = new Set(
  'FACEBOOK WEB_ENGAGE WECHAT INSTORE MARTJACK TMALL TAOBAO JD ECOMMERCE WEBSITE LINE ALL'.split(' '),
)
const hasSource = (query: URLSearchParams) => SOURCES.has(query.get('source') ?? '')

function image({ world, query, id }: Ask) {
  if (query.get('source') !== 'INSTORE') return failed(8016, 'GET failed,No source passed')
  return byId(world, id, query)
}

function details({ world, query, id }: Ask) {
  return hasSource(query) ? byId(world, id, query) : failed(8012, 'Invalid source')
}

function lookup({ query }: Ask) {
  const found = hasSource(query) ? findByIdentifier(query) : failed(8003, 'Invalid source')
  return typeof found === 'number' ? json({ entity: found, warnings: [] }) : found
}

function lookupDetails({ world, query }: Ask) {
  const found = hasSource(query) ? findByIdentifier(query) : failed(8003, 'Invalid source')
  return typeof found === 'number' ? byId(world, String(found), query) : found
}

async function byId(world: World, id: string, query: URLSearchParams): Promise<Answer> {
  // The by-id page promises a blank 400 for what is no id at all.
  if (!/^\d+$/.test(id)) return { status: 400, headers: {}, body: '' }
  const userId = Number(id)
  const found = await customerReply(world, userId, query)
  return { ...found, waitMs: (found.waitMs ?? 0) + (world.switches.delays[userId] ?? 0) }
}

function customerReply(world: World, userId: number, query: URLSearchParams): Answer | Promise<Answer> {
  const customer = customers.get(userId)
  if (!customer) return noSuchCustomer()
  const special = specials.get(userId)
  const ordinary = async () => {
    const answer = await described(world, customer, query)
    return json(special?.alter ? special.alter(answer) : answer)
  }
  return special?.answer?.({ ordinary, world, userId, query }) ?? ordinary()
}

function storeLogin({ world }: Ask) {
  const user = {
    username: TILL.code,
    first_name: 'Demo',
    last_name: 'Till',
    org_name: 'Countersign Demo',
    user_id: '75155282',
    org_id: '100737',
    type: 'STR_SERVER',
    server_time: new Date(world.now()).toISOString().replace(/\.\d{3}Z/, '+00:00'),
    store_server_prefix: '',
    associate_login_enabled: '0',
  }
  return v1(200, '200', 'true', 'SUCCESS', { store: { user } })
}
