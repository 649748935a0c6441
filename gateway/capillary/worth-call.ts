import type { Worth, WorthFact } from '#contract/api/worth.ts'
import { readBadges, readCoupons, readLastVisit, readLoyalty } from '#contract/capillary/loyalty-answer.ts'
import type { Get } from './calls.ts'
import { judge, noteCodes } from './outcome.ts'

/** What the vendor says where a customer is in no programme. */
export const notEnrolled = new Set([8089, 1218, 686, 881])

/** What it says where one embed of an answer failed: points, then the gap to the next tier. */
const noPoints = new Set([8062, 91001])
const noGap = new Set([8076])

type Told = Partial<Omit<Worth, 'facts'>>

/** A call, the facts that need it, and what is unknown if it fails. */
type Part = {
  facts: WorthFact[]
  unknown: Worth['unknown']
  call: (get: Get, userId: string, signal: AbortSignal) => Promise<Told>
}

const loyaltyUnknown = ['points', 'tier', 'lapse', 'next', 'household'] as const

const parts: Part[] = [
  {
    facts: ['points', 'tier', 'household', 'cards'],
    unknown: [...loyaltyUnknown, 'cards'],
    call: loyaltyCall,
  },
  {
    facts: ['coupons'],
    unknown: ['coupons'],
    call: async (get, userId, signal) => {
      const query = `id=${userId}&status=ACTIVE_UNREDEEMED&limit=100&offset=0`
      return { coupons: readCoupons(judge(await get(`/v2/customers/coupons?${query}`, signal))) }
    },
  },
  {
    facts: ['visit'],
    unknown: ['visit'],
    call: async (get, userId, signal) => {
      const query = 'limit=5&sortOrder=DESC&embed=BILL_STORE_DETAILS'
      const visit = readLastVisit(judge(await get(`/v2/customers/${userId}/transactions?${query}`, signal)))
      return visit === undefined ? {} : { visit }
    },
  },
  {
    facts: ['badges'],
    unknown: ['badges'],
    call: async (get, userId, signal) => {
      const path = `/api_gateway/v1/badges/customer/${userId}?badgeType=EARNED&sortOn=RANK&limit=100`
      return { badges: readBadges(judge(await get(path, signal))) }
    },
  },
]

/**
 * What is worth knowing about a customer, in one call for each group of facts, at the same time. Nothing is asked for that no fact
 * needs. A call that fails costs only its own facts.
 *
 * @returns without the facts' order, which is the store's
 * @see https://docs.capillarytech.com/reference/get-customer-details-v2
 */
export const worthCall =
  (get: Get) =>
  async (userId: string, facts: readonly WorthFact[], signal: AbortSignal): Promise<Omit<Worth, 'facts'>> => {
    const needed = parts.filter((part) => part.facts.some((fact) => facts.includes(fact)))
    const told = await Promise.all(
      needed.map(({ call, unknown }) => call(get, userId, signal).catch((): Told => ({ unknown }))),
    )
    signal.throwIfAborted()
    return {
      programs: [],
      ...Object.assign({}, ...told),
      unknown: told.flatMap(({ unknown = [] }) => unknown),
    }
  }

async function loyaltyCall(get: Get, userId: string, signal: AbortSignal): Promise<Told> {
  const query = 'source=INSTORE&embed=mlp,expirySchedules&gapToUpgrade=0'
  const answer = await get(`/v2/customers/${userId}?${query}`, signal)
  const { errors, warnings } = noteCodes(answer)
  if (errors.some((code) => notEnrolled.has(code))) return { unknown: ['cards'] }
  const { cards, ...loyalty } = readLoyalty(judge(answer, userId))
  if (warnings.some((code) => notEnrolled.has(code))) return { cards }
  if (warnings.some((code) => noPoints.has(code))) return { ...loyalty, cards, unknown: [...loyaltyUnknown] }
  return { ...loyalty, cards, unknown: warnings.some((code) => noGap.has(code)) ? ['next'] : [] }
}
