import * as v from 'valibot'
import { factor, need } from '#contract/api/verification.ts'
import shipped from './default-policy.json' with { type: 'json' }

const showing = v.picklist(['show', 'mask', 'hide'])

/** What is left to read of a masked value; `full` leaves nothing. */
const shape = v.picklist(['full', 'phone', 'email', 'card', 'name', 'address', 'date'])

export type Shape = v.InferOutput<typeof shape>

const fieldRule = v.union([
  v.pipe(
    showing,
    v.transform(
      (associate) => ({ associate, manager: associate, as: 'full', reveal: 'with-reason' }) as const,
    ),
  ),
  v.pipe(
    v.strictObject({
      associate: showing,
      manager: v.optional(showing),
      as: v.optional(shape, 'full'),
      reveal: v.optional(v.picklist(['freely', 'with-reason', 'never']), 'with-reason'),
    }),
    v.transform((rule) => ({ ...rule, manager: rule.manager ?? rule.associate })),
  ),
])

/** How one field is treated, for each role. */
export type FieldRule = v.InferOutput<typeof fieldRule>

/** Names between dots; `*` stands for any one name, `**` at the end for whatever follows. */
const pattern = v.pipe(v.string(), v.regex(/^(?:[^.*\s]+|\*)(?:\.(?:[^.*\s]+|\*))*(?:\.\*\*)?$|^\*\*$/))

const count = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

const limit = v.pipe(
  v.strictObject({ soft: count(1, 1_000_000), hard: count(1, 1_000_000) }),
  v.check(({ soft, hard }) => soft <= hard, 'the soft limit is above the hard one'),
)

const share = v.pipe(v.number(), v.minValue(0.05), v.maxValue(1))

const limits = v.strictObject({
  lookUpsPerMinute: limit,
  lookUpsPerHour: limit,
  searchesPerMinute: limit,
  customersPerHour: limit,
  numbersInARow: limit,
  notFound: v.pipe(
    v.strictObject({ atLeast: count(2, 1000), soft: share, hard: share }),
    v.check(({ soft, hard }) => soft <= hard, 'the soft limit is above the hard one'),
  ),
  /** How many times an associate's limits a till, and an address, may have. */
  times: v.strictObject({ till: count(1, 100), address: count(1, 1000) }),
  /** Customers nobody has a reason to open. */
  canaries: v.array(v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/))),
})

const fieldNames = v.array(v.pipe(v.string(), v.regex(/^[^.*\s]+(?:\.[^.*\s]+)+$/)))

const months = count(1, 600)

/** What customers are verified for, by names of the store's own, and what each takes. */
const purpose = v.pipe(
  v.strictObject({
    /** For a purpose the screens have no words for. */
    label: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))),
    needs: need,
    factors: v.optional(v.array(factor), factor.options),
  }),
  v.check(
    ({ needs, factors }) => factors.length > 0 || needs === 'nothing' || needs === 'photo-or-factor',
    'a factor is needed, and none is listed',
  ),
)

const sections = v.strictObject({
  fields: v.record(pattern, fieldRule),
  reveal: v.strictObject({ seconds: count(5, 60), perHour: count(1, 1000) }),
  challenge: v.strictObject({
    tries: count(1, 10),
    refuseMinutes: count(1, 1440),
    /** Where the answers stand. */
    birthDate: fieldNames,
    city: fieldNames,
    postcode: fieldNames,
  }),
  limits,
  purposes: v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,59}$/)), purpose),
  verification: v.strictObject({ usualPurpose: v.string(), photoOldAfterMonths: months }),
})

const policy = v.pipe(
  sections,
  v.forward(
    v.partialCheck(
      [['purposes'], ['verification', 'usualPurpose']],
      ({ purposes, verification }) => Object.hasOwn(purposes, verification.usualPurpose),
      'the usual purpose is none of the purposes',
    ),
    ['verification', 'usualPurpose'],
  ),
)

/** What is shown to whom, what may be revealed or asked, how much is too much, and what a verification takes. */
export type Policy = v.InferOutput<typeof policy>

export type Limits = Policy['limits']

/** What holds where no file says otherwise. */
export const defaultPolicy: Policy = v.parse(policy, shipped)

/** What is written in a policy file: each part that is missing is as in the default, and so is each field that is not named. */
export function readPolicy(written: unknown) {
  return v.safeParse(policy, isObject(written) ? withDefaults(shipped, written) : written)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Two levels deep: sections, and what is in them. But for purposes: a store that writes any has those and no others. */
const withDefaults = (usual: Record<string, Record<string, unknown>>, written: Record<string, unknown>) =>
  Object.fromEntries(
    [...new Set([...Object.keys(usual), ...Object.keys(written)])].map((section) => {
      const own = Object.hasOwn(written, section) ? written[section] : {}
      if (section === 'purposes' && Object.hasOwn(written, section)) return [section, own]
      return [section, isObject(own) ? { ...usual[section], ...own } : own]
    }),
  )
