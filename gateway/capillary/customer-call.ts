import { readCustomer, RefusedAnswer, type Customer } from '#contract/customer/customer.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Answer } from './connection.ts'
import { isUnknownPath, judge } from './outcome.ts'
import type { Get } from './calls.ts'

export type CustomerAnswer = {
  /** The vendor's unchanged body, checked to be about one customer: the requested one if the request was by id. */
  body: Record<string, unknown>
  customer: Customer
  vendorRequestId: string | undefined
  vendorDate: string | undefined
}

/** @see https://docs.capillarytech.com/reference/get-customer-image */
export const customerCall =
  (get: Get) =>
  async (userId: string, signal: AbortSignal): Promise<CustomerAnswer> => {
    const query = 'source=INSTORE&embed=CUSTOMERIMAGE'
    const first = await get(`/v2/customers/${userId}/setImage?${query}`, signal)
    // An older revision of the vendor's documentation has the same answer at the customer's own path.
    const answer = isUnknownPath(first) ? await get(`/v2/customers/${userId}?${query}`, signal) : first
    return readAnswer(answer, judge(answer, userId), (body) => readCustomer(body, userId))
  }

/** @throws {ProblemError} if `read` refuses the body */
export function readAnswer(answer: Answer, body: unknown, read: (body: unknown) => Customer): CustomerAnswer {
  try {
    return {
      customer: read(body),
      body: { ...Object(body) },
      vendorRequestId: answer.requestId,
      vendorDate: answer.date,
    }
  } catch (cause) {
    if (!(cause instanceof RefusedAnswer)) throw cause
    const code = cause.reason === 'unreadable' ? 'vendor_unreadable' : cause.reason
    throw new ProblemError(code, { path: cause.path, vendorRequestId: answer.requestId, cause })
  }
}
