import { readAccountStatus, type AccountStatus } from '#contract/customer/account-status.ts'
import { judge } from './outcome.ts'
import type { Get } from './calls.ts'

/**
 * How an account stands, by a call of its own beside the customer's: the vendor's page of that one names no other embed. That the
 * call by id takes `customerStatus`, which is listed for the look-up by identifier, is a guess; where it does not, the status is
 * unknown.
 *
 * @see https://docs.capillarytech.com/reference/get-customer-details-v2
 */
export const statusCall =
  (get: Get) =>
  async (userId: string, signal: AbortSignal): Promise<AccountStatus> => {
    const query = 'source=INSTORE&embed=customerStatus&includedFraudDetails=true'
    return readAccountStatus(judge(await get(`/v2/customers/${userId}?${query}`, signal), userId))
  }
