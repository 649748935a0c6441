import * as v from 'valibot'
import { messageChannel } from '#contract/api/enrolment.ts'
import { caseLimit, caseRule } from '#contract/api/office-cases.ts'
import { redeemPurpose } from '#contract/api/redeem-purpose.ts'
import { photoUse } from '#contract/api/photo-upload.ts'
import { statusBesideActive } from '#contract/customer/account-status.ts'
import { factor, need } from '#contract/api/verification.ts'
import { worthFact } from '#contract/api/worth.ts'
import shipped from './default-policy.json' with { type: 'json' }

const showing = v.picklist(['show', 'mask', 'hide'])

/** The part of a masked value that stays readable; `full` hides everything. */
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

/** Names separated by dots; `*` stands for any one name, `**` at the end for any remaining names. */
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
  /** Different people in lists to choose from. */
  peopleShownPerHour: limit,
  numbersInARow: limit,
  notFound: v.pipe(
    v.strictObject({ atLeast: count(2, 1000), soft: share, hard: share }),
    v.check(({ soft, hard }) => soft <= hard, 'the soft limit is above the hard one'),
  ),
  /** The multiple of an associate's limits that applies to a till, and to an address. */
  times: v.strictObject({ till: count(1, 100), address: count(1, 1000) }),
  /** Customers whom nobody has a reason to open: opening one raises an alarm. */
  canaries: v.array(v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/))),
})

const fieldNames = v.array(v.pipe(v.string(), v.regex(/^[^.*\s]+(?:\.[^.*\s]+)+$/)))

const months = count(1, 600)

const threshold = v.pipe(v.number(), v.finite(), v.minValue(0))

/** What is needed above a number of points, or above a sum. */
const level = v.pipe(
  v.strictObject({
    points: v.optional(threshold),
    amount: v.optional(threshold),
    needs: need,
    /** Missing: those of the purpose. */
    factors: v.optional(v.array(factor)),
  }),
  v.check(
    ({ points, amount }) => points !== undefined || amount !== undefined,
    'neither points nor an amount is given',
  ),
)

/** From the least to the most that a verification can need. */
const strictness = ['nothing', 'photo-or-factor', 'factor', 'photo-and-factor'] as const

const isAscending = (numbers: (number | undefined)[]) => {
  const given = numbers.filter((each) => each !== undefined)
  return given.every((each, at) => at === 0 || each > (given[at - 1] ?? each))
}

/** A purpose, under a name of the store's choice, and what its verification needs. */
const purpose = v.pipe(
  v.strictObject({
    /** The label of a purpose for which the app has no message. */
    label: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))),
    needs: need,
    factors: v.optional(v.array(factor), factor.options),
    above: v.optional(v.array(level), []),
  }),
  v.check(
    ({ above }) =>
      isAscending(above.map(({ points }) => points)) && isAscending(above.map(({ amount }) => amount)),
    'the thresholds do not ascend',
  ),
  v.check(({ needs, above }) => {
    const ranks = [needs, ...above.map((each) => each.needs)].map((each) => strictness.indexOf(each))
    return ranks.every((rank, at) => at === 0 || rank >= (ranks[at - 1] ?? rank))
  }, 'a threshold needs less than what is below it'),
  v.transform(({ above, ...rest }) => ({
    ...rest,
    above: above.map((each) => ({ ...each, factors: each.factors ?? rest.factors })),
  })),
  v.check(
    ({ above, ...rest }) =>
      [rest, ...above].every(
        ({ needs, factors }) => factors.length > 0 || needs === 'nothing' || needs === 'photo-or-factor',
      ),
    'a factor is needed, and none is listed',
  ),
)

/** Who may change a customer's photo, and whether the customer has to be verified before: for one of these purposes, if any is named. */
const photoRule = v.strictObject({
  roles: v.array(v.picklist(['associate', 'manager'])),
  purposes: v.optional(v.array(v.string()), []),
  verifiedFirst: v.optional(v.boolean(), false),
})

const photo = v.strictObject({
  take: photoRule,
  replace: photoRule,
  remove: photoRule,
  /** Whether the picture may come from a phone, over a one-time link. */
  phone: v.boolean(),
  usedFor: v.pipe(v.array(photoUse), v.minLength(1)),
  keepMonths: months,
  /** Without it, nobody is asked for a new photo. */
  renewAfterMonths: v.optional(months),
})

const sections = v.strictObject({
  fields: v.record(pattern, fieldRule),
  reveal: v.strictObject({ seconds: count(5, 60), perHour: count(1, 1000) }),
  challenge: v.strictObject({
    tries: count(1, 10),
    refuseMinutes: count(1, 1440),
    /** The fields that contain the answers. */
    birthDate: fieldNames,
    city: fieldNames,
    postcode: fieldNames,
  }),
  limits,
  purposes: v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,59}$/)), purpose),
  verification: v.strictObject({
    usualPurpose: v.string(),
    photoOldAfterMonths: months,
    /** The account statuses for which "same person" is not offered. */
    notOfferedFor: v.array(statusBesideActive),
  }),
  photo,
  /** Whether a till system's server may open a session: for the associate whose session it is, and for another one. */
  tillSystem: v.strictObject({ unlocks: v.boolean(), switches: v.boolean() }),
  /** Who may enrol customers, and the kinds of identifier that a one-time code has to prove. */
  enrol: v.strictObject({
    roles: v.array(v.picklist(['associate', 'manager'])),
    codeFor: v.array(messageChannel),
  }),
  /** How many events of one day, by each rule, are too many to be usual. */
  standOut: v.strictObject(v.entriesFromList(caseRule.options, caseLimit)),
  /** Whether points can be redeemed here, and whether the platform's validation code counts as the factor `code` for it. */
  redeem: v.strictObject({ points: v.boolean(), codeCounts: v.boolean() }),
  worth: v.strictObject({
    /** What is shown beside the face, in this order. */
    facts: v.pipe(
      v.array(worthFact),
      v.check((facts) => new Set(facts).size === facts.length),
    ),
    hiddenFromAssociates: v.array(worthFact),
  }),
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
  v.forward(
    v.partialCheck(
      [['purposes'], ['photo']],
      ({ purposes, photo: { take, replace, remove } }) =>
        [take, replace, remove].every((rule) => rule.purposes.every((each) => Object.hasOwn(purposes, each))),
      'a rule names a purpose that is none of the purposes',
    ),
    ['photo'],
  ),
  v.forward(
    v.partialCheck(
      [['purposes'], ['redeem']],
      ({ purposes, redeem }) => !redeem.points || Object.hasOwn(purposes, redeemPurpose),
      'points are redeemed for the purpose "redeem", which is none of the purposes',
    ),
    ['redeem', 'points'],
  ),
)

/** What each role sees, what may be revealed or asked, the limits on look-ups, and what a verification needs. */
export type Policy = v.InferOutput<typeof policy>

export type Limits = Policy['limits']

export type PhotoRule = v.InferOutput<typeof photoRule>

/** The policy that applies if no file says otherwise. */
export const defaultPolicy: Policy = v.parse(policy, shipped)

/** Parses the content of a policy file. A section or field that is missing keeps its default. */
export function readPolicy(written: unknown) {
  return v.safeParse(policy, isObject(written) ? withDefaults(shipped, written) : written)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Merges two levels: sections and their entries. `purposes` is not merged: a store that writes its own purposes has only those. */
const withDefaults = (usual: Record<string, Record<string, unknown>>, written: Record<string, unknown>) =>
  Object.fromEntries(
    [...new Set([...Object.keys(usual), ...Object.keys(written)])].map((section) => {
      const own = Object.hasOwn(written, section) ? written[section] : {}
      if (section === 'purposes' && Object.hasOwn(written, section)) return [section, own]
      return [section, isObject(own) ? { ...usual[section], ...own } : own]
    }),
  )
