import { readFoundCustomer } from '#contract/customer/customer.ts'
import type { FindRequest } from '#contract/customer/identifier.ts'
import { readLookup } from '#contract/capillary/people-answer.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import type { Answer } from './connection.ts'
import { readAnswer, type CustomerAnswer } from './customer-call.ts'
import { isUnknownPath, judge, saysIdentifierIsInvalid } from './outcome.ts'
import type { Get } from './calls.ts'

/** Whom an identifier leads to, with all that the vendor told. */
export type LookedUp =
  | { told: 'customer'; answer: CustomerAnswer }
  | { told: 'id'; userId: string; vendorRequestId: string | undefined }
  | { told: 'several'; userIds: string[] }

type Identifier = Extract<FindRequest, { kind: keyof typeof spellings }>

/** How the vendor spells the kind, the likeliest first: its pages do not agree about cards. */
const spellings = {
  mobile: ['mobile'],
  email: ['email'],
  cardNumber: ['cardnumber', 'cardNumber'],
  externalId: ['externalId'],
} as const

/**
 * Looks a customer up by an identifier, in one call that brings the card too. Where the vendor does not have that call, or not
 * for us, the plain look-up tells the id. A mobile is not tried again without its country code: that would be another number
 * somewhere else.
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

/** Not allowed this call, maybe the other. */
function isDenied(answer: Answer) {
  try {
    judge(answer)
    return false
  } catch (fault) {
    return fault instanceof ProblemError && fault.code === 'not_allowed'
  }
}
