import * as v from 'valibot'
import { customerId } from './customer-id.ts'
import { Masked, withMasks } from './masked.ts'
import { photosOf, type Photo } from './photo.ts'
import { nameOf, storeFirst } from './profile-name.ts'
import {
  amount,
  amountOrMask,
  fields,
  flag,
  list,
  localTimeOrMask,
  moment,
  momentOrMask,
  orMask,
  part,
  text,
  textOrMask,
} from '#contract/capillary/wire.ts'

/** Non-blank text, a number as text, or the mask of either. */
const value = orMask(v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.trim(), v.nonEmpty()))

const identifier = v.pipe(
  v.object({ type: v.pipe(v.string(), v.trim(), v.nonEmpty()), value, statusLabel: text }),
  v.transform(({ type, statusLabel, ...wire }) => ({ kind: type, value: wire.value, status: statusLabel })),
)

const channel = v.pipe(
  v.object({
    type: v.pipe(v.string(), v.trim(), v.nonEmpty()),
    value,
    primary: flag,
    verified: flag,
  }),
  v.transform(({ type, primary, verified, ...wire }) => ({
    kind: type,
    value: wire.value,
    isPrimary: primary,
    isVerified: verified,
  })),
)

/** Who acted at the vendor: a till, a store or a user. Samples also have `{}` and a bare type. */
const actor = v.pipe(
  part({ code: textOrMask, name: textOrMask, type: text }),
  v.transform(({ code, name, type }) => ({ name: name ?? code, kind: type })),
)

const profile = v.pipe(
  v.object({
    userId: v.optional(v.unknown()),
    firstName: text,
    lastName: text,
    source: text,
    accountId: text,
    identifiers: list(identifier),
    identifiersAll: list(identifier),
    commChannels: list(channel),
    fields,
    autoUpdateTime: moment,
  }),
  v.transform((wire) => ({
    ownerId: wire.userId,
    firstName: wire.firstName,
    lastName: wire.lastName,
    source: wire.source,
    accountId: wire.accountId,
    identifiers: distinct([...wire.identifiers, ...wire.identifiersAll]),
    channels: wire.commChannels,
    customFields: wire.fields,
    updatedAt: wire.autoUpdateTime,
  })),
)

const loyalty = v.pipe(
  part({
    loyaltyType: text,
    lifetimePurchases: amountOrMask,
    attributionV2: part({ createDate: momentOrMask, createdBy: actor, createdFromSource: text }),
  }),
  v.transform(({ loyaltyType, lifetimePurchases, attributionV2 }) => ({
    kind: loyaltyType,
    lifetimePurchases,
    registeredAt: attributionV2.createDate,
    registeredBy: attributionV2.createdBy,
    registeredFrom: attributionV2.createdFromSource,
  })),
)

const card = v.pipe(
  v.object({
    cardNumber: value,
    seriesName: text,
    type: text,
    issuedDate: momentOrMask,
    expiryDate: localTimeOrMask,
    statusInfo: part({ label: text, status: text }),
  }),
  v.transform(({ cardNumber, seriesName, type, issuedDate, expiryDate, statusInfo }) => ({
    number: cardNumber,
    series: seriesName,
    kind: type,
    issuedAt: issuedDate,
    expiresOn: expiryDate,
    status: statusInfo.label ?? statusInfo.status,
  })),
)

const warning = v.pipe(
  v.object({ code: amount, message: text }),
  v.transform(({ code, message }) => ({ code, message })),
  v.check(({ code, message }) => code !== undefined || message !== undefined),
)

const answer = v.object({
  id: customerId,
  profiles: v.fallback(v.optional(v.array(v.unknown()), []), []),
  loyaltyInfo: loyalty,
  segments: fields,
  associatedWith: textOrMask,
  customerImage: v.optional(v.unknown()),
  extendedFields: fields,
  cardDetails: list(card),
  warnings: list(warning),
})

export type Profile = Omit<v.InferOutput<typeof profile>, 'ownerId'>
export type Identifier = v.InferOutput<typeof identifier>
export type Channel = v.InferOutput<typeof channel>
type Loyalty = v.InferOutput<typeof loyalty>
export type Warning = v.InferOutput<typeof warning>
export type Card = v.InferOutput<typeof card>

/** A customer in the shop's terms. If the vendor states nothing, lists are empty and values are `undefined`. */
export type Customer = {
  id: string
  /** First and last name of the first profile that has one; `undefined` if none has. */
  name: string | undefined
  /** One per source; the store's own profile (`INSTORE`) comes first. */
  profiles: Profile[]
  /** Of all profiles, the store's own first, each value once. */
  identifiers: Identifier[]
  channels: Channel[]
  customFields: Profile['customFields']
  extendedFields: Profile['customFields']
  segments: Profile['customFields']
  loyalty: Loyalty
  cards: Card[]
  /** The till the customer belongs to. */
  till: string | Masked | undefined
  /** Newest first. */
  photos: Photo[]
  warnings: Warning[]
}

/** Why an answer cannot be used. `path` names the place of the fault (`profiles.0.userId`), never the value found there. */
export class RefusedAnswer extends Error {
  override readonly name = 'RefusedAnswer'
  readonly reason: 'unreadable' | 'identity_mismatch'
  readonly path: string
  constructor(reason: RefusedAnswer['reason'], path: string) {
    super(`${reason} at ${path}`)
    this.reason = reason
    this.path = path
  }
}

/**
 * Reads the vendor's answer to "get customer image", which contains the whole customer.
 *
 * @param body parsed JSON of the answer; the fields that its `maskedFields` name are read as `Masked`, whatever their type
 * @param askedId the requested user id; every id in the answer must equal it, compared as text
 * @throws {RefusedAnswer} if the answer has no id, or an id in it belongs to another customer
 * @see https://docs.capillarytech.com/reference/get-customer-image
 */
export function readCustomer(body: unknown, askedId: string): Customer {
  const reading = v.safeParse(answer, withMasks(body, askedId))
  if (!reading.success) throw new RefusedAnswer('unreadable', faultPath(reading.issues))
  const wire = reading.output
  if (wire.id !== askedId) throw new RefusedAnswer('identity_mismatch', 'id')

  const profiles = readProfiles(wire.profiles, askedId).toSorted(storeFirst)
  return {
    id: wire.id,
    name: nameOf(profiles),
    profiles,
    identifiers: distinct(profiles.flatMap((each) => each.identifiers)),
    channels: distinct(profiles.flatMap((each) => each.channels)),
    customFields: profiles.find((each) => each.customFields.length > 0)?.customFields ?? [],
    extendedFields: wire.extendedFields,
    segments: wire.segments,
    loyalty: wire.loyaltyInfo,
    cards: wire.cardDetails,
    till: wire.associatedWith,
    photos: photosOf(wire.customerImage, wire.id),
    warnings: wire.warnings,
  }
}

/**
 * Reads the answer to a look-up by identifier, where the id is not known beforehand: every id in the answer must equal the answer's
 * own id.
 *
 * @throws {RefusedAnswer} if the answer has no id, or its ids differ
 * @see https://docs.capillarytech.com/reference/get-customer-details
 */
export function readFoundCustomer(body: unknown): Customer {
  const reading = v.safeParse(v.object({ id: customerId }), body)
  if (!reading.success) throw new RefusedAnswer('unreadable', faultPath(reading.issues))
  return readCustomer(body, reading.output.id)
}

function readProfiles(candidates: unknown[], askedId: string) {
  return candidates.flatMap((candidate, at) => {
    const reading = v.safeParse(profile, candidate)
    if (!reading.success) return []
    const { ownerId, ...rest } = reading.output
    if (!isAbsentOr(askedId, ownerId)) throw new RefusedAnswer('identity_mismatch', `profiles.${at}.userId`)
    return [rest]
  })
}

const isAbsentOr = (askedId: string, candidate: unknown) =>
  candidate === undefined || candidate === null || v.is(v.pipe(customerId, v.value(askedId)), candidate)

function distinct<Item extends { kind: string; value: string | Masked }>(items: Item[]) {
  const first = new Map<string, Item>()
  for (const item of items) {
    const key = `${item.kind.toLowerCase()}\n${readable(item.value)}`
    if (!first.has(key)) first.set(key, item)
  }
  return [...first.values()]
}

/** The readable text of a value, masked or not. */
export const readable = (shown: string | Masked) => (shown instanceof Masked ? shown.text : shown)

const faultPath = (issues: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]) =>
  v.getDotPath(issues[0]) ?? '(the whole answer)'
