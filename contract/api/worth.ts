import * as v from 'valibot'

/** A day, `YYYY-MM-DD`. The vendor states no time zone for it. */
const day = v.string()

const program = v.object({
  /** Missing if the vendor names only one programme, or none. */
  title: v.optional(v.string()),
  /** Points that can be used now. */
  points: v.optional(v.number()),
  /** What these points are worth, in the organisation's currency. */
  money: v.optional(v.number()),
  /** Points that become usable later. */
  promised: v.optional(v.number()),
  /** What lapses next. */
  lapse: v.optional(v.object({ points: v.number(), on: day })),
  tier: v.optional(v.string()),
  /** The next tier and what is missing to it; missing at the top tier. */
  next: v.optional(
    v.object({
      tier: v.string(),
      missing: v.optional(v.object({ amount: v.number(), unit: v.picklist(['money', 'points', 'visits']) })),
      by: v.optional(day),
    }),
  ),
})

export type Program = v.InferOutput<typeof program>

const coupon = v.object({
  what: v.string(),
  /** The discount: a sum of money or per cent. */
  money: v.optional(v.number()),
  percent: v.optional(v.number()),
  until: v.optional(day),
})

export type Coupon = v.InferOutput<typeof coupon>

/** A fact about what a customer is worth knowing by, in the order in which a store wants them. */
export const worthFact = v.picklist(['points', 'tier', 'coupons', 'visit', 'household', 'cards', 'badges'])

export type WorthFact = v.InferOutput<typeof worthFact>

/**
 * What `GET /api/customers/{userId}/worth` answers: what is worth knowing about a customer at a glance. A fact that the vendor could not
 * tell is in `unknown`; it is never told as 0.
 */
export const worth = v.object({
  /** The facts that the policy shows to this associate, in its order. */
  facts: v.array(worthFact),
  /** An empty list if the customer is in no programme. */
  programs: v.array(program),
  /** Points that the household shares. */
  household: v.optional(v.number()),
  /** Coupons that can be used now: how many, and the best two. */
  coupons: v.optional(v.object({ count: v.number(), best: v.array(coupon) })),
  /** The last purchase. Missing if there was none. `at` is a moment in UTC, or a day without a zone. */
  visit: v.optional(
    v.object({ at: v.string(), store: v.optional(v.string()), amount: v.optional(v.number()) }),
  ),
  /** How many cards can be used, and how many cannot (suspended, expired). */
  cards: v.optional(v.object({ usable: v.number(), unusable: v.number() })),
  /** The badges that were earned: how many, and the names of the first ones by the organisation's rank. */
  badges: v.optional(v.object({ count: v.number(), first: v.array(v.string()) })),
  unknown: v.array(v.picklist([...worthFact.options, 'lapse', 'next'])),
  /** When somebody last answered for this customer, in UTC; `by` is their name, if the till's list of the staff has it. */
  lastCheck: v.optional(v.object({ at: v.string(), by: v.optional(v.string()), isOwn: v.boolean() })),
})

export type Worth = v.InferOutput<typeof worth>
