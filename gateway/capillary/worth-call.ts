import type { Worth } from '#contract/api/worth.ts'
import { readCoupons, readLastVisit, readLoyalty } from '#contract/capillary/loyalty-answer.ts'
import type { Get } from './calls.ts'
import { judge, noteCodes } from './outcome.ts'

/** What the vendor says where a customer is in no programme. */
export const notEnrolled = new Set([8089, 1218, 686, 881])

/** What it says where one embed of an answer failed: points, then the gap to the next tier. */
const noPoints = new Set([8062, 91001])
const noGap = new Set([8076])

/**
 * What is worth knowing about a customer: points, tiers, coupons and the last purchase, in three calls at the same time. A call that
 * fails costs only its own facts.
 *
 * @returns without the facts' order, which is the store's
 * @see https://docs.capillarytech.com/reference/get-customer-details-v2
 */
export const worthCall =
  (get: Get) =>
  async (userId: string, signal: AbortSignal): Promise<Omit<Worth, 'facts'>> => {
    const [loyalty, coupons, visit] = await Promise.allSettled([
      loyaltyCall(get, userId, signal),
      get(`/v2/customers/coupons?id=${userId}&status=ACTIVE_UNREDEEMED&limit=100&offset=0`, signal).then(
        (answer) => readCoupons(judge(answer)),
      ),
      get(
        `/v2/customers/${userId}/transactions?limit=5&sortOrder=DESC&embed=BILL_STORE_DETAILS`,
        signal,
      ).then((answer) => readLastVisit(judge(answer))),
    ])
    signal.throwIfAborted()
    const known =
      loyalty.status === 'fulfilled'
        ? loyalty.value
        : { programs: [], unknown: ['points', 'tier', 'lapse', 'next', 'household'] as const }
    return {
      ...known,
      ...(coupons.status === 'fulfilled' && { coupons: coupons.value }),
      ...(visit.status === 'fulfilled' && visit.value && { visit: visit.value }),
      unknown: [
        ...known.unknown,
        ...(coupons.status === 'rejected' ? (['coupons'] as const) : []),
        ...(visit.status === 'rejected' ? (['visit'] as const) : []),
      ],
    }
  }

type Loyalty = Pick<Worth, 'programs' | 'household' | 'unknown'>

async function loyaltyCall(get: Get, userId: string, signal: AbortSignal): Promise<Loyalty> {
  const query = 'source=INSTORE&embed=mlp,expirySchedules&gapToUpgrade=0'
  const answer = await get(`/v2/customers/${userId}?${query}`, signal)
  const { errors, warnings } = noteCodes(answer)
  if (errors.some((code) => notEnrolled.has(code))) return { programs: [], unknown: [] }
  const loyalty = readLoyalty(judge(answer, userId))
  if (warnings.some((code) => notEnrolled.has(code))) return { programs: [], unknown: [] }
  if (warnings.some((code) => noPoints.has(code)))
    return { ...loyalty, unknown: ['points', 'tier', 'lapse', 'next', 'household'] }
  return { ...loyalty, unknown: warnings.some((code) => noGap.has(code)) ? ['next'] : [] }
}
