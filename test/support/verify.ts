import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { viewHeader } from '#contract/api/headers.ts'
import { readCustomer } from '#contract/customer/customer.ts'
import { decision, type Decision, type DecisionRequest } from '#contract/api/verification.ts'
import { withSession, type Shop } from './shop.ts'

/** A customer on a till's screen: what proves it, and the photo that is looked at. */
export type Looked = { userId: string; view: string; photo: string | undefined; session: string }

/** Looks a customer up as the screen does. */
export async function look(shop: Shop, userId: number, session = shop.session): Promise<Looked> {
  const answer = await shop.customer(userId, { session })
  return seen(shop, String(userId), answer.json(), String(answer.headers[viewHeader]), session)
}

/** Finds one, as by a scan. */
export async function findBy(shop: Shop, kind: string, value: string): Promise<Looked> {
  const answer = await shop.post('/api/find', { kind, value })
  const { userId, customer } = v.parse(v.object({ userId: v.string(), customer: v.unknown() }), answer.json())
  return seen(shop, userId, customer, String(answer.headers[viewHeader]), shop.session)
}

async function seen(
  shop: Shop,
  userId: string,
  body: unknown,
  view: string,
  session: string,
): Promise<Looked> {
  const photo = readCustomer(body, userId).photos.find((each) => each.state === 'on-file')
  if (photo !== undefined) await shop.photo(photo.link, session)
  return { userId, view, photo: photo?.identity, session }
}

export const photoLooked = (identity: string) => ({ identity, width: 400, height: 533, seconds: 4.2 })

/** An answer to send, "same person" by the photo for redeeming where nothing else is said. */
export const answerOf = (
  { view, photo }: Looked,
  change: Partial<DecisionRequest> = {},
): Record<string, unknown> => ({
  key: randomUUID(),
  view,
  purpose: 'redeem',
  result: 'same',
  ...(photo === undefined ? {} : { photo: photoLooked(photo) }),
  proofs: [],
  isScanned: false,
  ...change,
})

export const decide = (shop: Shop, { userId, session }: Looked, body: object) =>
  shop.post(`/api/customers/${userId}/decision`, body, { session })

/** @returns what was decided; fails where it was not */
export async function decided(shop: Shop, looked: Looked, body = answerOf(looked)): Promise<Decision> {
  const answer = await decide(shop, looked, body)
  if (answer.statusCode !== 200) throw new Error(`not decided: ${answer.body}`)
  return v.parse(decision, answer.json())
}

export const takeBack = (shop: Shop, { userId, session }: Looked, receipt: string) =>
  shop.post(`/api/customers/${userId}/decision/undo`, { receipt }, { session })

/** The events of an action, in order. */
export const eventsOf = (shop: Shop, action: string) =>
  shop.store.query(
    'select session, associate, customer_id, outcome, facts from audit_events where action = $1 order by at, seq',
    [action],
  )

/** Begins another session at the demo till. */
export async function anotherSession(shop: Shop, associate?: string): Promise<string> {
  const { till } = shop.sandbox
  const answer = await shop.gateway.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: { till: till.code, password: till.password },
  })
  const session = answer.cookies[0]?.value ?? ''
  if (associate !== undefined) await shop.post('/api/session/associate', { associate }, { session })
  return session
}

export const readOnly = (shop: Shop, path: string, session = shop.session) =>
  shop.gateway.inject({ url: path, headers: withSession(session) })
