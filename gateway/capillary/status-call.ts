import { readAccountStatus, type AccountStatus } from '#contract/customer/account-status.ts'
import { judge } from './outcome.ts'
import type { Get } from './calls.ts'

/**
 * The status of an account: the log of its statuses and, at the same time, the older mark of fraud, which only the customer's own
 * call tells. Without the log the status is unknown.
 *
 * @throws {ProblemError} the codes of calls about one customer, if neither could be read
 * @see https://docs.capillarytech.com/reference/get-status-log-1
 * @see https://docs.capillarytech.com/reference/get-customer-details-v2
 */
export const statusCall =
  (get: Get) =>
  async (userId: string, signal: AbortSignal): Promise<AccountStatus> => {
    const [log, customer] = await Promise.allSettled([
      get(`/v2/customers/${userId}/statusLog`, signal).then((answer) => judge(answer)),
      get(`/v2/customers/${userId}?source=INSTORE&includedFraudDetails=true`, signal).then((answer) =>
        judge(answer, userId),
      ),
    ])
    signal.throwIfAborted()
    const status = readAccountStatus(
      log.status === 'fulfilled' ? log.value : undefined,
      customer.status === 'fulfilled' ? customer.value : undefined,
    )
    if (log.status === 'rejected' && status.status === 'unknown') throw log.reason
    return status
  }
