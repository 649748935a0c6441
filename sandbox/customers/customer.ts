import type { Photo } from './photo.ts'
import type { Worth } from './worth.ts'

/** A customer as the sandbox keeps it; `answer.ts` spells it in the vendor's words. */
export type Customer = {
  userId: number
  name: readonly [first: string, last: string]
  email?: string
  /** with country code, digits only */
  mobile?: string
  externalId?: string
  cards?: readonly Card[]
  /** custom fields of the organisation */
  fields?: Record<string, string>
  extendedFields?: Record<string, string | number | null>
  /** segment → partition */
  segments?: Record<string, string>
  loyalty?: Partial<Loyalty>
  /** profiles from other sources, beside the one from the shop */
  elsewhere?: readonly OtherProfile[]
  photos?: readonly Photo[]
  /** how the account stands; active where not said */
  status?: { label?: string; reason?: string; fraud?: string }
  /** where not said, the usual for the id */
  worth?: Partial<Worth>
}

type Loyalty = {
  type: 'loyalty' | 'non_loyalty'
  purchases: number
  registeredAt: string
  registeredBy: Till
  changedAt: string
  changedBy: Till
  fromSource: string
}

export type Card = {
  number: string
  series: readonly [id: number, name: string]
  issued: string
  status: 'ACTIVE' | 'SUSPENDED' | 'EXPIRED'
}

export type OtherProfile = {
  source: string
  accountId: string
  name: readonly [first: string, last: string]
  identifiers: readonly Identifier[]
}

export type Identifier = { type: string; value: string; seriesId?: number; statusLabel?: string }
export type Till = { id: number; code: string }

/** The identifiers by which the shop's own profile can be found, in the vendor's order. */
export function identifiersOf(customer: Customer): Identifier[] {
  const { email, mobile, externalId, cards = [] } = customer
  return [
    ...(email ? [{ type: 'email', value: email }] : []),
    ...(mobile ? [{ type: 'mobile', value: mobile }] : []),
    ...(externalId ? [{ type: 'externalId', value: externalId }] : []),
    ...cards.map((card) => ({
      type: 'cardNumber',
      value: card.number,
      seriesId: card.series[0],
      statusLabel: card.status,
    })),
  ]
}
