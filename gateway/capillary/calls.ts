import { codeCheckCall, codeSendCall } from './code-calls.ts'
import type { Answer, Connection } from './connection.ts'
import type { Authentication } from './credentials.ts'
import { customerCall } from './customer-call.ts'
import { lookupCall } from './lookup-call.ts'
import { saysTokenIsDead } from './outcome.ts'
import { searchCall } from './search-call.ts'
import { statusCall } from './status-call.ts'

/** Asks with GET, authenticated, a second time with a fresh token where the vendor says the first is dead. */
export type Get = (path: string, signal: AbortSignal) => Promise<Answer>

/** The same with POST and a JSON body: what the vendor refused for its token was not done. */
export type Post = (path: string, body: object, signal: AbortSignal) => Promise<Answer>

/** The calls the gateway may make, each with a fixed path; nothing of a request's own path or query is ever passed on. */
export type VendorCalls = {
  customer: ReturnType<typeof customerCall>
  lookUp: ReturnType<typeof lookupCall>
  search: ReturnType<typeof searchCall>
  status: ReturnType<typeof statusCall>
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
    sendCode: codeSendCall(post),
    checkCode: codeCheckCall(post),
  }
}
