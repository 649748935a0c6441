import { readCustomer, RefusedAnswer, type Customer } from '#contract/customer.ts'
import { ProblemError } from '../problem-error.ts'
import type { Answer, Connection } from './connection.ts'
import type { Authentication } from './credentials.ts'
import { judge, saysTokenIsDead } from './outcome.ts'

export type CustomerAnswer = {
  /** The vendor's body as it came, proven to be about the customer who was asked for. */
  body: Record<string, unknown>
  customer: Customer
  vendorRequestId: string | undefined
  vendorDate: string | undefined
}

export type VendorCalls = {
  customer(userId: string, signal: AbortSignal): Promise<CustomerAnswer>
}

/** The calls the gateway may make, each with a fixed path; nothing of a request's own path or query is ever passed on. */
export function vendorCalls(connection: Connection, authentication: Authentication): VendorCalls {
  const get = async (path: string, signal: AbortSignal): Promise<Answer> => {
    const headers = await authentication.headers()
    const answer = await connection.ask({ method: 'GET', path, headers, signal })
    if (!saysTokenIsDead(answer) || !authentication.discard(headers)) return answer
    return connection.ask({ method: 'GET', path, headers: await authentication.headers(), signal })
  }

  return {
    /** @see https://docs.capillarytech.com/reference/get-customer-image */
    async customer(userId, signal) {
      const query = 'source=INSTORE&embed=CUSTOMERIMAGE'
      const first = await get(`/v2/customers/${userId}/setImage?${query}`, signal)
      // An older revision of the vendor's page has the same answer at the customer's own address.
      const answer = isUnknownPath(first) ? await get(`/v2/customers/${userId}?${query}`, signal) : first
      return readAnswer(answer, userId)
    },
  }
}

const isUnknownPath = ({ status, text }: Answer) =>
  status === 405 || (status === 404 && !text.includes('"code"'))

function readAnswer(answer: Answer, userId: string): CustomerAnswer {
  const body = judge(answer, userId)
  try {
    const customer = readCustomer(body, userId)
    return {
      body: { ...Object(body) },
      customer,
      vendorRequestId: answer.requestId,
      vendorDate: answer.date,
    }
  } catch (cause) {
    if (!(cause instanceof RefusedAnswer)) throw cause
    const code = cause.reason === 'unreadable' ? 'vendor_unreadable' : cause.reason
    throw new ProblemError(code, { path: cause.path, vendorRequestId: answer.requestId, cause })
  }
}
