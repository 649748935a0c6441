import type { Answer } from '../answer.ts'
import { type Customer, type Identifier, identifiersOf } from '../customers/customer.ts'
import { customers } from '../directory.ts'
import { failed, noSuchCustomer } from './bodies.ts'

const SHORTEST_PREFIX = 3
const LARGEST_PAGE = 100

const IDENTIFIER_TYPES = new Map([
  ['mobile', 'mobile'],
  ['email', 'email'],
  ['externalId', 'externalId'],
  // The documentation spells it both ways.
  ['cardnumber', 'cardNumber'],
  ['cardNumber', 'cardNumber'],
])

/** Looks one identifier up: the user id, or the vendor's refusal. https://docs.capillarytech.com/reference/get-customer-id */
export function findByIdentifier(query: URLSearchParams): number | Answer {
  const name = query.get('identifierName')
  const value = query.get('identifierValue')
  if (!name || !value) return failed(11013, 'Identifier name and value are mandatory')
  const type = IDENTIFIER_TYPES.get(name)
  if (!type) return failed(8013, 'Lookup,Invalid identifier passed')
  const wanted = { type, value }
  const found = [...customers.values()].find((customer) =>
    allIdentifiers(customer).some((own) => matches(own, wanted)),
  )
  return found?.userId ?? noSuchCustomer()
}

/**
 * Prefix search over names and identifiers of all sources, as `GET /v2/customers/search?q=&limit=&offset=` gives it.
 * https://capillary.github.io/api-documentation/ ("Search Customers")
 */
export function search(query: URLSearchParams) {
  const q = (query.get('q') ?? '').trim().toLowerCase()
  const limit = Math.min(wholeNumber(query.get('limit'), 10), LARGEST_PAGE)
  const offset = wholeNumber(query.get('offset'), 0)
  const found =
    q.length < SHORTEST_PREFIX ? [] : [...customers.values()].map((each) => hit(each, q)).filter(isHit)
  return {
    pagination: { limit, offset, total: found.length },
    data: found.slice(offset, offset + limit),
    warnings: [],
    errors: [],
  }
}

type Hit = NonNullable<ReturnType<typeof hit>>
const isHit = (found: Hit | undefined): found is Hit => found !== undefined

function hit(customer: Customer, q: string) {
  const profiles = profilesOf(customer)
  const matched = profiles.flatMap(({ source, accountId, identifiers }) =>
    identifiers
      .filter(({ value }) => value.toLowerCase().startsWith(q))
      .map(({ type, value }) => ({ idType: type, idValue: value, source, accountId })),
  )
  const byName = profiles.some(({ name }) => startsAName(name, q))
  if (matched.length === 0 && !byName) return undefined
  return {
    userId: customer.userId,
    matchedIdentifiers: matched,
    profiles: profiles.map(({ source, name: [firstName, lastName] }) => ({ source, firstName, lastName })),
  }
}

const profilesOf = (customer: Customer) => [
  { source: 'INSTORE', accountId: '', name: customer.name, identifiers: identifiersOf(customer) },
  ...(customer.elsewhere ?? []),
]

const allIdentifiers = (customer: Customer) => profilesOf(customer).flatMap(({ identifiers }) => identifiers)

function startsAName([first, last]: Customer['name'], q: string): boolean {
  const whole = `${first} ${last}`.toLowerCase()
  return whole.startsWith(q) || whole.split(/\s+/).some((word) => word.startsWith(q))
}

// Ten digits are an Indian number without its country code: the platform adds 91 by itself.
function matches(own: Identifier, wanted: Identifier): boolean {
  if (own.type !== wanted.type) return false
  if (own.type === 'email') return own.value.toLowerCase() === wanted.value.toLowerCase()
  return own.value === wanted.value || (own.type === 'mobile' && own.value === `91${wanted.value}`)
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise
}
