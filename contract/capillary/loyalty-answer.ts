import * as v from 'valibot'
import type { Coupon, Program, Worth } from '#contract/api/worth.ts'
import { amount, flag, list, localTime, moment, part, text } from './wire.ts'

/** The year from which on the vendor means "never". */
const never = 2100

/** The day of a date or a time, unless it stands for "never". */
const dayOf = (written: string | undefined) =>
  written !== undefined && Number(written.slice(0, 4)) < never ? written.slice(0, 10) : undefined

const strategy = v.object({
  upgradeBasedOn: text,
  customerUpgradeEntityValues: part({ gapToUpgrade: amount, valueValidUpto: localTime }),
})

const wireProgramShape = v.object({
  programId: text,
  programTitle: text,
  loyaltyPoints: amount,
  delayedPoints: amount,
  currentSlab: text,
  nextSlab: text,
  programPointsToCurrencyRatio: amount,
  upgradeStrategies: list(strategy),
})

const lapsing = v.object({ points: amount, expiryDate: localTime, programId: text })

const wire = part({
  loyaltyProgramDetails: list(wireProgramShape),
  groupLoyaltyProgramDetails: list(part({ loyaltyPoints: amount })),
  expirySchedules: list(lapsing),
  cardDetails: list(
    part({ transactionNotAllowed: flag, statusInfo: part({ isActive: flag, status: text }) }),
  ),
})

const units: [unit: 'money' | 'points' | 'visits', basedOn: RegExp][] = [
  ['money', /PURCHASE/],
  ['points', /POINTS/],
  ['visits', /VISITS/],
]

/**
 * Reads points, tiers and what lapses next from an answer about a customer with `embed=mlp,expirySchedules` and `gapToUpgrade=0`.
 *
 * @see https://docs.capillarytech.com/reference/get-customer-details
 */
export function readLoyalty(body: unknown): Pick<Worth, 'programs' | 'household' | 'cards'> {
  const { loyaltyProgramDetails, groupLoyaltyProgramDetails, expirySchedules, cardDetails } = v.parse(
    wire,
    body,
  )
  const isOnly = loyaltyProgramDetails.length === 1
  const programs = loyaltyProgramDetails.map((each) => toProgram(each, expirySchedules, isOnly))
  const shared = groupLoyaltyProgramDetails.flatMap(({ loyaltyPoints }) => loyaltyPoints ?? [])
  const usable = cardDetails.filter(
    ({ transactionNotAllowed, statusInfo: { isActive, status } }) =>
      transactionNotAllowed !== true && (isActive ?? status?.toUpperCase() === 'ACTIVE'),
  ).length
  return {
    programs,
    ...(shared.length > 0 && { household: shared.reduce((sum, each) => sum + each, 0) }),
    cards: { usable, unusable: cardDetails.length - usable },
  }
}

function toProgram(
  wireProgram: v.InferOutput<typeof wireProgramShape>,
  schedules: v.InferOutput<typeof lapsing>[],
  isOnly: boolean,
): Program {
  const { programTitle, loyaltyPoints: points = -1, delayedPoints = 0, currentSlab } = wireProgram
  const ratio = wireProgram.programPointsToCurrencyRatio ?? 0
  const lapse = nextLapse(schedules, wireProgram.programId, isOnly)
  const next = nextTier(wireProgram)
  return {
    ...(programTitle !== undefined && !isOnly && { title: programTitle }),
    ...(points >= 0 && { points }),
    ...(points > 0 && ratio > 0 && { money: points * ratio }),
    ...(delayedPoints > 0 && { promised: delayedPoints }),
    ...(lapse && { lapse }),
    ...(currentSlab !== undefined && { tier: currentSlab }),
    ...(next && { next }),
  }
}

/** The earliest day on which points lapse, with all the points of that day. */
function nextLapse(
  schedules: v.InferOutput<typeof lapsing>[],
  programId: string | undefined,
  isOnlyProgram: boolean,
): Program['lapse'] {
  const own = schedules.flatMap((each) => {
    const on = dayOf(each.expiryDate)
    const isOwn = each.programId === programId || (isOnlyProgram && each.programId === undefined)
    return isOwn && on !== undefined && each.points !== undefined && each.points > 0
      ? [{ on, points: each.points }]
      : []
  })
  const [first] = own.map(({ on }) => on).toSorted()
  if (first === undefined) return undefined
  return {
    on: first,
    points: own.filter(({ on }) => on === first).reduce((sum, each) => sum + each.points, 0),
  }
}

function nextTier({ nextSlab, upgradeStrategies }: v.InferOutput<typeof wireProgramShape>): Program['next'] {
  // The top tier has no next one; some answers write -1 in its place.
  if (nextSlab === undefined || nextSlab === '-1') return undefined
  const [first] = upgradeStrategies
  const { gapToUpgrade, valueValidUpto } = first?.customerUpgradeEntityValues ?? {}
  const unit = units.find(([, basedOn]) => basedOn.test(first?.upgradeBasedOn ?? ''))?.[0]
  const by = dayOf(valueValidUpto)
  return {
    tier: nextSlab,
    ...(unit &&
      gapToUpgrade !== undefined &&
      gapToUpgrade > 0 && { missing: { amount: gapToUpgrade, unit } }),
    ...(by !== undefined && { by }),
  }
}

const wireCoupon = v.object({
  description: text,
  validTill: text,
  discountType: text,
  discountValue: amount,
  redemptionsLeft: amount,
})

const wireCoupons = part({
  entity: part({ pagination: part({ total: amount }), customers: list(part({ coupons: list(wireCoupon) })) }),
})

/**
 * Reads the coupons that can be used now, the best two by value and end.
 *
 * @see https://docs.capillarytech.com/reference/get-customer-coupons-basic
 */
export function readCoupons(body: unknown): NonNullable<Worth['coupons']> {
  const { pagination, customers } = v.parse(wireCoupons, body).entity
  const usable = customers
    .flatMap(({ coupons }) => coupons)
    .filter(({ redemptionsLeft }) => redemptionsLeft !== 0)
  const count = Math.max(pagination.total ?? 0, usable.length)
  // Of more coupons than the answer holds, the best ones are not known.
  const isAll = usable.length === count
  return { count, best: isAll ? usable.map(toCoupon).toSorted(dearestFirst).slice(0, 2) : [] }
}

function toCoupon({
  description,
  validTill,
  discountType,
  discountValue,
}: v.InferOutput<typeof wireCoupon>): Coupon {
  const until = dayOf(validTill)
  return {
    what: description ?? '',
    ...(discountType === 'ABS' && discountValue !== undefined && { money: discountValue }),
    ...(discountType === 'PERC' && discountValue !== undefined && { percent: discountValue }),
    ...(until !== undefined && { until }),
  }
}

const dearestFirst = (one: Coupon, other: Coupon) =>
  (other.money ?? 0) - (one.money ?? 0) ||
  (other.percent ?? 0) - (one.percent ?? 0) ||
  (one.until ?? '9').localeCompare(other.until ?? '9')

const wireBadges = part({ data: part({ badges: list(v.object({ name: text })) }) })

/**
 * Reads the badges that a customer has earned, in the order of the answer.
 *
 * @see https://docs.capillarytech.com/reference/get-badges-for-customer
 */
export function readBadges(body: unknown): NonNullable<Worth['badges']> {
  const { badges } = v.parse(wireBadges, body).data
  return { count: badges.length, first: badges.flatMap(({ name }) => name ?? []).slice(0, 3) }
}

const wireVisits = part({
  data: list(
    v.object({
      type: text,
      amount,
      billingTime: text,
      billingStore: part({ name: text, code: text }),
    }),
  ),
})

/**
 * Reads the last purchase; a return is none.
 *
 * @see https://docs.capillarytech.com/reference/v2api-get-customer-transactions
 */
export function readLastVisit(body: unknown): Worth['visit'] {
  const last = v.parse(wireVisits, body).data.find(({ type }) => type === undefined || type === 'REGULAR')
  const at = v.parse(moment, last?.billingTime) ?? v.parse(localTime, last?.billingTime)
  if (last === undefined || at === undefined) return undefined
  const store = last.billingStore.name ?? last.billingStore.code
  return {
    at,
    ...(store !== undefined && { store }),
    ...(last.amount !== undefined && last.amount > 0 && { amount: last.amount }),
  }
}
