import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { fieldLabels } from '#contract/store/languages.ts'

/** What the screens must know about their shop: `GET /api/shop`. */
export const shop = v.object({
  /** True if the gateway runs the sandbox. The screens say so. */
  isSandbox: v.boolean(),
  /** Customers worth trying in the sandbox; empty with a real vendor. */
  tryThese: v.array(v.object({ userId: customerId, name: v.string(), what: v.string() })),
  /** What the search box can understand here. The part that needs it parses it with the schema of the same name. */
  storeRules: v.unknown(),
  /**
   * How the store writes: its country (ISO 3166-1), its time zone (IANA; by default the till's), and the currency of its amounts
   * (ISO 4217).
   */
  local: v.object({
    country: v.string(),
    timeZone: v.optional(v.string()),
    currency: v.optional(v.string()),
    /** True if automatic announcements of a screen reader must not contain names, because other people stand at the counter. */
    namesUnspoken: v.optional(v.boolean()),
  }),
  fieldLabels,
})

export type Shop = v.InferOutput<typeof shop>
