import { crowdNear } from '#sandbox/customers/crowd.ts'
import type { Customer } from '#sandbox/customers/customer.ts'
import { folded } from '#sandbox/customers/folded.ts'
import { customers } from '#sandbox/directory.ts'
import type { SandboxState } from '#sandbox/state.ts'
import { profilesOf } from './find.ts'

const SHORTEST_PREFIX = 3
const LARGEST_PAGE = 100

/**
 * Prefix search over names and identifiers of all sources, as `GET /v2/customers/search?q=&limit=&offset=` gives it.
 * https://capillary.github.io/api-documentation/ ("Search Customers")
 */
export function search({ registered }: Pick<SandboxState, 'registered'>, query: URLSearchParams) {
  const q = folded((query.get('q') ?? '').trim())
  const limit = Math.min(wholeNumber(query.get('limit'), 10), LARGEST_PAGE)
  const offset = wholeNumber(query.get('offset'), 0)
  const found =
    Array.from(q).length < SHORTEST_PREFIX
      ? []
      : [...customers.values(), ...registered.values(), ...crowdNear(q)]
          .map((each) => hit(each, q))
          .filter(isHit)
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
      .filter(({ value }) => folded(value).startsWith(q))
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

function startsAName([first, last]: Customer['name'], q: string): boolean {
  const whole = folded(`${first} ${last}`)
  return whole.startsWith(q) || whole.split(/\s+/).some((word) => word.startsWith(q))
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise
}
