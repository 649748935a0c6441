import { readAccountStatus, type AccountStatus } from '#contract/customer/account-status.ts'
import { judge } from './outcome.ts'
import type { Get } from './calls.ts'

/**
 * The status of an account. This is a separate call because the vendor documents no other embed for the customer call.
 * `customerStatus` is documented for the look-up by identifier; that the call by id accepts it is a guess. If it does not, the
 * status is unknown.
 *
 * @see https://docs.capillarytech.com/reference/get-customer-details-v2
 */
export const statusCall =
  (get: Get) =>
  async (userId: string, signal: AbortSignal): Promise<AccountStatus> => {
    const query = 'source=INSTORE&embed=customerStatus&includedFraudDetails=true'
    return readAccountStatus(judge(await get(`/v2/customers/${userId}?${query}`, signal), userId))
  }
