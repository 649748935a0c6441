import * as v from 'valibot'
import { customerId } from '#contract/customer/customer-id.ts'
import { nameOf, storeFirst } from '#contract/customer/profile-name.ts'
import { amount, list, part, text } from './wire.ts'

const entity = v.object({
  entity: v.union([
    v.pipe(
      customerId,
      v.transform((id) => [id]),
    ),
    list(customerId),
  ]),
})

/**
 * The ids to which a look-up by identifier leads: one, none, or several. The vendor does not document its answer when two accounts
 * share an identifier; a list in `entity` is read as that.
 *
 * @see https://docs.capillarytech.com/reference/get-customer-id
 */
export function readLookup(body: unknown): string[] {
  const reading = v.safeParse(entity, body)
  return reading.success ? [...new Set(reading.output.entity)] : []
}

const identifier = v.pipe(
  v.object({ idType: text, idValue: text }),
  v.transform(({ idType, idValue }) => ({ kind: inOneSpelling(idType), value: idValue })),
)

/** The vendor uses both spellings. */
const inOneSpelling = (kind: string | undefined) => (kind === 'cardnumber' ? 'cardNumber' : kind)

const match = v.pipe(
  v.object({
    userId: customerId,
    matchedIdentifiers: list(identifier),
    profiles: list(v.object({ source: text, firstName: text, lastName: text })),
  }),
  v.transform(({ userId, matchedIdentifiers, profiles }) => ({
    userId,
    name: nameOf(profiles.toSorted(storeFirst)),
    identifiers: matchedIdentifiers.flatMap(({ kind, value }) =>
      kind === undefined || value === undefined ? [] : [{ kind, value }],
    ),
  })),
)

/** A person whom the vendor's search found, and the matched identifiers in full. */
export type Match = v.InferOutput<typeof match>

const answer = v.object({ data: v.array(v.unknown()), pagination: part({ total: amount }) })

/**
 * Reads the vendor's answer to a search: the people of this page, and the total number. Rows without a usable id are left out.
 *
 * @returns `undefined` if there is no list
 * @see https://capillary.github.io/api-documentation/ ("Search Customers")
 */
export function readSearch(body: unknown): { matches: Match[]; total: number } | undefined {
  const reading = v.safeParse(answer, body)
  if (!reading.success) return undefined
  const matches = v.parse(list(match), reading.output.data)
  return { matches, total: Math.max(reading.output.pagination.total ?? 0, matches.length) }
}
