import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { fieldLabels } from '#contract/store/languages.ts'

/** What the screens must know about the place they run in: `GET /api/shop`. */
export const shop = v.object({
  /** True when the gateway plays the vendor itself: the screens say so. */
  isSandbox: v.boolean(),
  /** Customers worth trying in the sandbox; empty on a real vendor. */
  tryThese: v.array(v.object({ userId: customerId, name: v.string(), what: v.string() })),
  /** What the search box may understand here, to be read with the schema of the same name by whoever needs it. */
  storeRules: v.unknown(),
  /** How the store writes: its country (ISO 3166-1), its time zone (IANA; else the till's), and the currency of its sums (ISO 4217). */
  local: v.object({
    country: v.string(),
    timeZone: v.optional(v.string()),
    currency: v.optional(v.string()),
    /** What a screen reader says by itself names nobody: others stand at the counter. */
    namesUnspoken: v.optional(v.boolean()),
  }),
  fieldLabels,
})

export type Shop = v.InferOutput<typeof shop>
