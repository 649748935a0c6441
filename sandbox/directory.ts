import { crowdMember } from './customers/crowd.ts'
import type { Customer } from './customers/customer.ts'
import { marked } from './customers/marked.ts'
import { people } from './customers/people.ts'
import { objectKey, type Photo } from './customers/photo.ts'
import { solidColours } from './customers/solid-colours.ts'
import type { Special } from './edge-cases/edge-cases.ts'
import { specialGroups } from './edge-cases/groups.ts'
import type { SandboxState } from './state.ts'

/** The customers that are not answered like the others, by user id. */
export const specials: ReadonlyMap<number, Special> = new Map(
  specialGroups.flatMap(({ specials: group }) =>
    group.map((special) => [special.customer.userId, special] as const),
  ),
)

/** Everybody who was thought of one by one, by user id. */
export const customers: ReadonlyMap<number, Customer> = new Map(
  [...people, ...solidColours, ...marked, ...[...specials.values()].map(({ customer }) => customer)].map(
    (customer) => [customer.userId, customer] as const,
  ),
)

/** Anybody the vendor knows, with those who were registered since the sandbox was opened. */
export const customerIn = ({ registered }: Pick<SandboxState, 'registered'>, userId: number) =>
  registered.get(userId) ?? customerOf(userId)

/** Anybody the vendor knew from the beginning. */
const customerOf = (userId: number): Customer | undefined => customers.get(userId) ?? crowdMember(userId)

/** The photo under a key of the bucket: earlier versions stay there, but not what somebody deleted. */
export function photoAt(
  { kept, versionOf }: Pick<SandboxState, 'kept' | 'versionOf'>,
  { userId, key }: { userId: number; key: string },
): { photo: Photo; version: number } | undefined {
  const own = kept.get(userId)
  if (own !== undefined) return own.find((slot) => slot.key === key)
  const photos = customerOf(userId)?.photos ?? []
  for (let version = versionOf(userId); version >= 1; version--) {
    const photo = photos.find((each, index) => objectKey(userId, index, version, each) === key)
    if (photo) return { photo, version }
  }
  return undefined
}

/** Where a customer's first photo lies. */
export function firstPhotoKey(userId: number, version: number): string {
  const [photo] = customerOf(userId)?.photos ?? []
  if (!photo) throw new Error(`Customer ${userId} has no photo`)
  return objectKey(userId, 0, version, photo)
}
