import { codeCheckCall, codeSendCall } from './code-calls.ts'
import type { Answer, Connection } from './connection.ts'
import type { Authentication } from './credentials.ts'
import { customerCall } from './customer-call.ts'
import { lookupCall } from './lookup-call.ts'
import { saysTokenIsDead } from './outcome.ts'
import { searchCall } from './search-call.ts'
import { statusCall } from './status-call.ts'
import { worthCall } from './worth-call.ts'

/** Sends an authenticated GET. If the vendor rejects the token, the call is sent once more with a fresh one. */
export type Get = (path: string, signal: AbortSignal) => Promise<Answer>

/** The same for POST with a JSON body. Repeating it is safe because the vendor does not act on a call whose token it rejects. */
export type Post = (path: string, body: object, signal: AbortSignal) => Promise<Answer>

/** The calls the gateway may make. Each has a fixed path; nothing from a request's own path or query is passed on. */
export type VendorCalls = {
  customer: ReturnType<typeof customerCall>
  lookUp: ReturnType<typeof lookupCall>
  search: ReturnType<typeof searchCall>
  status: ReturnType<typeof statusCall>
  worth: ReturnType<typeof worthCall>
  sendCode: ReturnType<typeof codeSendCall>
  checkCode: ReturnType<typeof codeCheckCall>
}

export function vendorCalls(connection: Connection, authentication: Authentication): VendorCalls {
  const ask = async (
    asked: Pick<Parameters<Connection['ask']>[0], 'method' | 'path' | 'body' | 'signal'>,
  ) => {
    const typed: Record<string, string> =
      asked.body === undefined ? {} : { 'content-type': 'application/json' }
    const headers = await authentication.headers()
    const answer = await connection.ask({ ...asked, headers: { ...headers, ...typed } })
    if (!saysTokenIsDead(answer) || !(await authentication.discard(headers))) return answer
    return connection.ask({ ...asked, headers: { ...(await authentication.headers()), ...typed } })
  }
  const get: Get = (path, signal) => ask({ method: 'GET', path, signal })
  const post: Post = (path, body, signal) => ask({ method: 'POST', path, body: JSON.stringify(body), signal })
  return {
    customer: customerCall(get),
    lookUp: lookupCall(get),
    search: searchCall(get),
    status: statusCall(get),
    worth: worthCall(get),
    sendCode: codeSendCall(post),
    checkCode: codeCheckCall(post),
  }
}
