import type { Answer } from '#sandbox/answer.ts'
import { crowdMemberBy } from '#sandbox/customers/crowd.ts'
import { type Customer, type Identifier, identifiersOf } from '#sandbox/customers/customer.ts'
import { customers } from '#sandbox/directory.ts'
import type { SandboxState } from '#sandbox/state.ts'
import type { CardSpelling } from '#sandbox/switches.ts'
import { failed, noSuchCustomer } from './bodies.ts'

// The documentation spells cards both ways.
const CARD_SPELLINGS = new Set(['cardnumber', 'cardNumber'])
const IDENTIFIER_TYPES = ['mobile', 'email', 'externalId'] as const

/**
 * Looks one identifier up: the user ids that have it, more than one where accounts share it, or the vendor's refusal.
 * https://docs.capillarytech.com/reference/get-customer-id
 */
export function findByIdentifier(
  { registered }: Pick<SandboxState, 'registered'>,
  query: URLSearchParams,
  cardSpelling: CardSpelling,
): number[] | Answer {
  const name = query.get('identifierName')
  const value = query.get('identifierValue')
  if (!name || !value) return failed(11013, 'Identifier name and value are mandatory')
  const type = typeCalled(name, cardSpelling)
  if (!type) return failed(8013, 'Lookup,Invalid identifier passed')
  const found = [...candidates(value), ...registered.values()].filter((customer) =>
    allIdentifiers(customer).some((own) => matches(own, { type, value })),
  )
  return found.length === 0 ? noSuchCustomer() : found.map(({ userId }) => userId)
}

function typeCalled(name: string, cardSpelling: CardSpelling) {
  if (!CARD_SPELLINGS.has(name)) return IDENTIFIER_TYPES.find((type) => type === name)
  return cardSpelling === 'any' || cardSpelling === name ? 'cardNumber' : undefined
}

const candidates = (value: string) => {
  const inCrowd = crowdMemberBy(value)
  return inCrowd === undefined ? [...customers.values()] : [...customers.values(), inCrowd]
}

const allIdentifiers = (customer: Customer) => profilesOf(customer).flatMap(({ identifiers }) => identifiers)

/** The shop's own profile of a customer, and those from elsewhere. */
export const profilesOf = (customer: Customer) => [
  { source: 'INSTORE', accountId: '', name: customer.name, identifiers: identifiersOf(customer) },
  ...(customer.elsewhere ?? []),
]

// Ten digits are an Indian number without its country code: the platform adds 91 by itself.
function matches(own: Identifier, wanted: Identifier): boolean {
  if (own.type !== wanted.type) return false
  if (own.type === 'email') return own.value.toLowerCase() === wanted.value.toLowerCase()
  return own.value === wanted.value || (own.type === 'mobile' && own.value === `91${wanted.value}`)
}
