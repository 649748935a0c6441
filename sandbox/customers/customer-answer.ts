import {
  type Card,
  type Customer,
  identifiersOf,
  type Identifier,
  type OtherProfile,
  type Till,
} from './customer.ts'
import type { ImageItem } from './image-items.ts'
import { ORG_ID } from './photo.ts'

/** The vendor's answer to "get customer image". Source: https://docs.capillarytech.com/reference/get-customer-image */
export type CustomerAnswer = ReturnType<typeof customerAnswer>

const NEERAJ = { id: 75155282, code: 'neeraj.doc' }
const TJ = { id: 75155297, code: 'tj_capillary' }
const REGISTERED_AT = '2025-02-28T06:16:17Z'
const CHANGED_AT = '2025-04-29T09:55:34Z'
const UPDATED_AT = '2025-04-30T06:58:25Z'

/** Writes a customer down as the vendor does, keys in the order of its sample; without `images` there is no such key. */
export function customerAnswer(customer: Customer, images: readonly ImageItem[] | undefined) {
  const { userId, loyalty = {}, cards = [] } = customer
  return {
    id: userId,
    profiles: [
      ownProfile(customer),
      ...(customer.elsewhere ?? []).map((other) => otherProfile(other, userId)),
    ],
    loyaltyInfo: {
      loyaltyType: loyalty.type ?? 'loyalty',
      attributionV2: { ...attribution(customer), createdFromSource: loyalty.fromSource ?? 'instore' },
      lifetimePurchases: loyalty.purchases ?? 0,
    },
    segments: customer.segments ?? {},
    associatedWith: (loyalty.registeredBy ?? NEERAJ).code,
    ...(images && { customerImage: images }),
    extendedFields: customer.extendedFields ?? {},
    cardDetails: cards.map((card, position) => cardDetails(card, userId, position)),
    warnings: [],
  }
}

function ownProfile(customer: Customer) {
  return profile(customer.userId, customer.name, identifiersOf(customer), {
    attribution: attribution(customer),
    fields: customer.fields ?? {},
    source: 'INSTORE',
    accountId: '',
  })
}

const otherProfile = ({ name, identifiers, source, accountId }: OtherProfile, userId: number) =>
  profile(userId, name, identifiers, {
    attribution: { createDate: REGISTERED_AT },
    fields: {},
    source,
    accountId,
  })

function profile(
  userId: number,
  [firstName, lastName]: Customer['name'],
  identifiers: readonly Identifier[],
  rest: { attribution: object; fields: Record<string, string>; source: string; accountId: string },
) {
  return {
    firstName,
    lastName,
    attribution: rest.attribution,
    fields: rest.fields,
    allFields: {},
    identifiers,
    commChannels: identifiers.filter(({ type }) => type === 'email' || type === 'mobile').map(channel),
    source: rest.source,
    userId,
    accountId: rest.accountId,
    conflictingProfileList: [],
    autoUpdateTime: UPDATED_AT,
    identifiersAll: identifiers,
  }
}

const channel = ({ type, value }: Identifier) => ({
  type,
  value,
  primary: true,
  verified: false,
  meta: { residence: false, office: false },
  attributes: {},
})

const attribution = ({ loyalty = {} }: Customer) => ({
  createDate: loyalty.registeredAt ?? REGISTERED_AT,
  createdBy: till(loyalty.registeredBy ?? NEERAJ),
  modifiedBy: till(loyalty.changedBy ?? TJ),
  modifiedDate: loyalty.changedAt ?? CHANGED_AT,
})

const till = ({ id, code }: Till) => ({ id, code, name: code, type: 'TILL', referenceId: -1, default: false })

// Shape: https://docs.capillarytech.com/reference/get-customer-details ("cardDetails")
function cardDetails({ number, series, issued, status }: Card, userId: number, position: number) {
  const id = (userId % 1_000_000) * 10 + position + 1
  return {
    cardId: id,
    id,
    cardNumber: number,
    seriesId: series[0],
    seriesName: series[1],
    seriesCode: series[1].toLowerCase().replaceAll(' ', '_'),
    type: 'DIGITAL',
    issuedDate: `${issued}T00:00:00Z`,
    createdDate: issued,
    maxActiveCards: 1,
    customerId: userId,
    orgId: ORG_ID,
    entityId: NEERAJ.id,
    transactionNotAllowed: status !== 'ACTIVE',
    customFields: {},
    extendedFields: {},
    statusInfo: {
      reason: '',
      createdBy: NEERAJ.id,
      actions: [],
      autoUpdateTime: issued,
      createdOn: issued,
      entityId: id,
      id,
      isActive: status === 'ACTIVE',
      labelId: 1,
      label: status,
      status,
    },
  }
}
