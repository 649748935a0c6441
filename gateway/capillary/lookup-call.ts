import { readFoundCustomer } from '#contract/customer/customer.ts'
import type { FindRequest } from '#contract/customer/identifier.ts'
import { readLookup } from '#contract/capillary/people-answer.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Answer } from './connection.ts'
import { readAnswer, type CustomerAnswer } from './customer-call.ts'
import { isUnknownPath, judge, saysIdentifierIsInvalid } from './outcome.ts'
import type { Get } from './calls.ts'

/** The customer or customers to whom an identifier leads, with what the vendor returned about them. */
export type LookedUp =
  | { told: 'customer'; answer: CustomerAnswer }
  | { told: 'id'; userId: string; vendorRequestId: string | undefined }
  | { told: 'several'; userIds: string[] }

type Identifier = Extract<FindRequest, { kind: keyof typeof spellings }>

/** The vendor's spellings of each kind, the most likely first. Its pages do not agree about cards. */
const spellings = {
  mobile: ['mobile'],
  email: ['email'],
  cardNumber: ['cardnumber', 'cardNumber'],
  externalId: ['externalId'],
} as const

/**
 * Looks a customer up by an identifier, in one call that also returns their data. If the vendor does not offer that call, or
 * not to us, the plain look-up returns the id. A mobile is not tried again without its country code, because that would be another
 * number elsewhere.
 *
 * @see https://docs.capillarytech.com/reference/get-customer-details
 * @see https://docs.capillarytech.com/reference/get-customer-id
 */
export const lookupCall =
  (get: Get) =>
  async ({ kind, value }: Identifier, signal: AbortSignal): Promise<LookedUp> => {
    const ask = async (path: string, embed: Record<string, string>): Promise<Answer> => {
      const [likeliest, other] = spellings[kind]
      const askBy = (identifierName: string) => {
        const query = new URLSearchParams({
          source: 'INSTORE',
          identifierName,
          identifierValue: value,
          ...embed,
        })
        return get(`${path}?${query}`, signal)
      }
      const answer = await askBy(likeliest)
      return other !== undefined && saysIdentifierIsInvalid(answer) ? askBy(other) : answer
    }

    const detailed = await ask('/v2/customers/lookup/customerDetails', { embed: 'customerImage' })
    if (!isUnknownPath(detailed) && !isDenied(detailed)) return read(detailed)
    return read(await ask('/v2/customers/lookup', {}))
  }

function read(answer: Answer): LookedUp {
  const body = judge(answer)
  const [userId, ...others] = readLookup(body)
  if (userId === undefined) return { told: 'customer', answer: readAnswer(answer, body, readFoundCustomer) }
  if (others.length > 0) return { told: 'several', userIds: [userId, ...others] }
  return { told: 'id', userId, vendorRequestId: answer.requestId }
}

/** True if we may not make this call. Another call may still be allowed. */
function isDenied(answer: Answer) {
  try {
    judge(answer)
    return false
  } catch (fault) {
    return fault instanceof ProblemError && fault.code === 'not_allowed'
  }
}
