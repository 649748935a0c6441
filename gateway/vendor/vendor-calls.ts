import type { Answer, Connection } from './connection.ts'
import type { Authentication } from './credentials.ts'
import { customerCall } from './customer-call.ts'
import { lookupCall } from './lookup-call.ts'
import { saysTokenIsDead } from './outcome.ts'
import { searchCall } from './search-call.ts'

/** Asks with GET, authenticated, a second time with a fresh token where the vendor says the first is dead. */
export type Get = (path: string, signal: AbortSignal) => Promise<Answer>

/** The calls the gateway may make, each with a fixed path; nothing of a request's own path or query is ever passed on. */
export type VendorCalls = {
  customer: ReturnType<typeof customerCall>
  lookUp: ReturnType<typeof lookupCall>
  search: ReturnType<typeof searchCall>
}

export function vendorCalls(connection: Connection, authentication: Authentication): VendorCalls {
  const get: Get = async (path, signal) => {
    const headers = await authentication.headers()
    const answer = await connection.ask({ method: 'GET', path, headers, signal })
    if (!saysTokenIsDead(answer) || !(await authentication.discard(headers))) return answer
    return connection.ask({ method: 'GET', path, headers: await authentication.headers(), signal })
  }
  return { customer: customerCall(get), lookUp: lookupCall(get), search: searchCall(get) }
}
