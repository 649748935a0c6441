import type { Answer } from '#sandbox/answer.ts'
import { described } from '#sandbox/customers/described.ts'
import { customerIn, specials } from '#sandbox/directory.ts'
import type { SandboxState } from '#sandbox/state.ts'
import { denied, failed, html, json, noSuchCustomer } from './bodies.ts'
import { findByIdentifier } from './find.ts'
import { badges, coupons, statusLog, transactions } from './loyalty.ts'
import { readOtp } from './otp.ts'
import { isRedeemable } from './redemption.ts'
import { search } from './search.ts'
import { storeLogin, storeStaff } from './store.ts'

/** `till` is the code of the till that asks; a client with a token is none. */
export type Ask = { world: SandboxState; query: URLSearchParams; id: string; till: string | undefined }
type Route = { pattern: RegExp; answer: (ask: Ask) => Answer | Promise<Answer> }

/** What can be asked with GET. Sources: the pages of https://docs.capillarytech.com/reference named beside each. */
export const routes: readonly Route[] = [
  { pattern: /^\/v2\/customers\/lookup$/, answer: lookup }, // get-customer-id
  { pattern: /^\/v2\/customers\/lookup\/customerDetails$/, answer: lookupDetails }, // get-customer-details
  { pattern: /^\/v2\/customers\/search$/, answer: searchPeople }, // "Search Customers"
  { pattern: /^\/v2\/customers\/([^/]+)\/setImage$/, answer: image }, // get-customer-image
  { pattern: /^\/v2\/customers\/coupons$/, answer: coupons }, // get-customer-coupons-basic
  { pattern: /^\/v2\/customers\/([^/]+)\/transactions$/, answer: transactions }, // v2api-get-customer-transactions
  { pattern: /^\/v2\/customers\/([^/]+)\/statusLog$/, answer: statusLog }, // get-status-log-1
  { pattern: /^\/v2\/customers\/([^/]+)$/, answer: details }, // get-customer-details-v2
  { pattern: /^\/api_gateway\/v1\/badges\/customer\/([^/]+)$/, answer: badges }, // get-badges-for-customer
  { pattern: /^\/v1\.1\/points\/isredeemable$/, answer: isRedeemable }, // of the older API, as `POST /v1.1/points/redeem`
  { pattern: /^\/v2\/otp$/, answer: readOtp }, // get-otp
  { pattern: /^\/v1\.1\/store\/login$/, answer: storeLogin }, // verify-login-credentials
  { pattern: /^\/v1\.1\/store\/staff$/, answer: storeStaff }, // "Retrieve Store Staff Details"
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
  if (world.switches.loyalty === 'down' && query.get('embed')?.includes('mlp'))
    return failed(91_001, 'Points could not be loaded')
  return hasSource(query) ? byId(world, id, query) : failed(8012, 'Invalid source')
}

function lookup({ world, query }: Ask) {
  const found = byIdentifier(world, query)
  if (!Array.isArray(found)) return found
  const [userId = 0, ...others] = found
  if (others.length > 0) return severalAnswer(found)
  const ordinary = async () => json({ entity: userId, warnings: [] })
  return specials.get(userId)?.answer?.({ ordinary, world, userId, query }) ?? ordinary()
}

function lookupDetails({ world, query }: Ask) {
  const { customerDetails } = world.switches
  if (customerDetails === 'absent') return html(404, 'Not Found')
  if (customerDetails === 'denied') return denied(4000, 'Not authorized. Access is denied!', 403)
  const found = byIdentifier(world, query)
  if (!Array.isArray(found)) return found
  const [userId, ...others] = found
  return others.length > 0 ? severalAnswer(found) : byId(world, String(userId), query)
}

// What the vendor says where accounts share an identifier is not documented: a guess.
const severalAnswer = (userIds: number[]) => json({ entity: userIds, warnings: [] })

function byIdentifier(world: SandboxState, query: URLSearchParams): number[] | Answer {
  if (!hasSource(query)) return failed(8003, 'Invalid source')
  return findByIdentifier(world, query, world.switches.cardSpelling)
}

function searchPeople({ world, query }: Ask) {
  const found = search(world, query)
  const special = found.data.map(({ userId }) => specials.get(userId)).find((each) => each?.inSearch)
  return special?.inSearch?.() ?? json(found)
}

async function byId(world: SandboxState, id: string, query: URLSearchParams): Promise<Answer> {
  // The by-id page promises a blank 400 for what is no id at all.
  if (!/^\d+$/.test(id)) return { status: 400, headers: {}, body: '' }
  const userId = Number(id)
  const found = await customerReply(world, userId, query)
  return { ...found, waitMs: (found.waitMs ?? 0) + (world.switches.delays[userId] ?? 0) }
}

function customerReply(
  world: SandboxState,
  userId: number,
  query: URLSearchParams,
): Answer | Promise<Answer> {
  const customer = customerIn(world, userId)
  if (!customer) return noSuchCustomer()
  const special = specials.get(userId)
  const ordinary = async () => {
    const answer = await described(world, customer, query)
    return json(special?.alter ? special.alter(answer) : answer)
  }
  return special?.answer?.({ ordinary, world, userId, query }) ?? ordinary()
}
