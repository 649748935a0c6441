import { codeCheckCall, codeSendCall } from './code-calls.ts'
import type { Answer, Connection, Question } from './connection.ts'
import type { Authentication } from './credentials.ts'
import { customerCall } from './customer-call.ts'
import { addPhotoCall, deletePhotoCall } from './photo-calls.ts'
import { knownRedemptionCall, pointsAccountCall, redeemableCall, redeemCall } from './redeem-calls.ts'
import { registerCall } from './register-call.ts'
import { lookupCall } from './lookup-call.ts'
import { saysTokenIsDead } from './outcome.ts'
import { searchCall } from './search-call.ts'
import { statusCall } from './status-call.ts'
import { worthCall } from './worth-call.ts'

/** Sends an authenticated GET. If the vendor rejects the token, the call is sent once more with a fresh one. */
export type Get = (path: string, signal: AbortSignal) => Promise<Answer>

/** The same for POST with a JSON body. Repeating it is safe because the vendor does not act on a call whose token it rejects. */
export type Post = (path: string, body: object, signal: AbortSignal) => Promise<Answer>

/** Sends what changes a customer; never by itself a second time, except with a fresh token. */
export type Write = (
  asked: { method: 'POST' | 'PUT' | 'DELETE'; path: string; form?: { type: string; bytes: Uint8Array } },
  signal: AbortSignal,
) => Promise<Answer>

/** The calls the gateway may make. Each has a fixed path; nothing from a request's own path or query is passed on. */
export type VendorCalls = {
  customer: ReturnType<typeof customerCall>
  lookUp: ReturnType<typeof lookupCall>
  search: ReturnType<typeof searchCall>
  status: ReturnType<typeof statusCall>
  worth: ReturnType<typeof worthCall>
  sendCode: ReturnType<typeof codeSendCall>
  checkCode: ReturnType<typeof codeCheckCall>
  addPhoto: ReturnType<typeof addPhotoCall>
  deletePhoto: ReturnType<typeof deletePhotoCall>
  register: ReturnType<typeof registerCall>
  pointsAccount: ReturnType<typeof pointsAccountCall>
  checkRedeemable: ReturnType<typeof redeemableCall>
  redeem: ReturnType<typeof redeemCall>
  knownRedemption: ReturnType<typeof knownRedemptionCall>
}

export function vendorCalls(connection: Connection, authentication: Authentication): VendorCalls {
  const ask = async ({
    type,
    ...asked
  }: Pick<Question, 'method' | 'path' | 'body' | 'signal'> & { type?: string }) => {
    const typed: Record<string, string> = type === undefined ? {} : { 'content-type': type }
    const headers = await authentication.headers()
    const answer = await connection.ask({ ...asked, headers: { ...headers, ...typed } })
    if (!saysTokenIsDead(answer) || !(await authentication.discard(headers))) return answer
    return connection.ask({ ...asked, headers: { ...(await authentication.headers()), ...typed } })
  }
  const get: Get = (path, signal) => ask({ method: 'GET', path, signal })
  const post: Post = (path, body, signal) =>
    ask({ method: 'POST', path, body: JSON.stringify(body), type: 'application/json', signal })
  const write: Write = ({ method, path, form }, signal) =>
    ask({ method, path, signal, ...(form === undefined ? {} : { body: form.bytes, type: form.type }) })
  return {
    customer: customerCall(get),
    lookUp: lookupCall(get),
    search: searchCall(get),
    status: statusCall(get),
    worth: worthCall(get),
    sendCode: codeSendCall(post),
    checkCode: codeCheckCall(post),
    addPhoto: addPhotoCall(write),
    deletePhoto: deletePhotoCall(write),
    register: registerCall(write),
    pointsAccount: pointsAccountCall(get),
    checkRedeemable: redeemableCall(get),
    redeem: redeemCall(write),
    knownRedemption: knownRedemptionCall(write),
  }
}
