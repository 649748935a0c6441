import type { Customer } from './customer.ts'

/** What a customer has in the loyalty programmes. Days are counted from now: 4 is in four days, -18 was eighteen days ago. */
export type Worth = {
  programs: readonly Program[]
  /** Points that the household shares. */
  household?: number
  coupons: readonly Coupon[]
  visits: readonly Visit[]
  /** Names of the badges that were earned, by rank. */
  badges?: readonly string[]
}

export type Program = {
  title: string
  points: number
  promised?: number
  tier: string
  /** Missing at the top tier. */
  next?: { tier: string; basedOn: string; gap: number; inDays: number }
  lapsing: readonly { points: number; inDays: number | 'never' }[]
  /** What one point is worth. */
  ratio: number
}

export type Coupon = {
  what: string
  type: 'ABS' | 'PERC'
  value: number
  inDays: number | 'never'
  /** -1: as often as one likes. */
  left?: number
}

export type Visit = { daysAgo: number; amount: number; store: string; type?: 'REGULAR' | 'RETURN' }

const stores = ['Indiranagar', 'Koramangala', 'Andheri West', 'Connaught Place', 'Bandra']

/** The same for the same customer every time. */
export function worthOf({ userId, loyalty, worth }: Customer): Worth {
  if (loyalty?.type === 'non_loyalty') return { programs: [], coupons: [], visits: [], ...worth }
  return { ...ordinaryWorth(userId, loyalty?.purchases ?? 0), ...worth }
}

const offers: readonly Coupon[] = [
  { what: 'Festive offer', type: 'ABS', value: 200, inDays: 20 },
  { what: 'Next visit', type: 'PERC', value: 10, inDays: 45, left: -1 },
]

function ordinaryWorth(userId: number, purchases: number): Worth {
  const points = 20 + ((userId * 37) % 1900)
  const tier = purchases > 400_000 ? 'Platinum' : purchases > 100_000 ? 'Gold' : 'Silver'
  const tiers = { Silver: ['Gold', 100_000], Gold: ['Platinum', 400_000], Platinum: undefined } as const
  const [nextTier, from] = tiers[tier] ?? []
  return {
    programs: [
      {
        title: 'Loyalty',
        points,
        tier,
        ratio: 0.25,
        lapsing: [{ points: 10 + (userId % 7) * 10, inDays: 9 + (userId % 40) }],
        ...(nextTier === undefined || from === undefined
          ? {}
          : {
              next: {
                tier: nextTier,
                basedOn: 'CUMULATIVE_PURCHASES',
                gap: Math.max(from - purchases, 250),
                inDays: 121,
              },
            }),
      },
    ],
    coupons: offers.slice(0, userId % 3),
    badges: ['Early bird', 'Ten visits', 'Festive shopper', 'Friend of the store'].slice(0, userId % 5),
    visits: [
      {
        daysAgo: 2 + (userId % 60),
        amount: 300 + (userId % 4000),
        store: stores[userId % stores.length] ?? '',
      },
    ],
  }
}
