import { sentinels } from './sentinels.ts'

/** A customer worth a look, with what is to be seen. */
export type Suggestion = { userId: string; name: string; what: string }

const first: Suggestion = {
  userId: '565039505',
  name: 'Aditi Khan',
  what: 'The customer of the vendor’s own page, field for field.',
}

/** What a newcomer should see first: one of each kind of state. */
const featured = [
  600000201, 600000101, 600000212, 600000301, 600000202, 600000704, 600000401, 600000504, 600000601,
  600000606, 600000802,
]

/** The demo's "try these": Aditi Khan, one sentinel of each kind, then all the others. */
export const tryThese: readonly Suggestion[] = [
  first,
  ...sentinels
    .toSorted((one, other) => rank(one.userId) - rank(other.userId))
    .map(({ userId, name, what }) => ({ userId: String(userId), name, what })),
]

function rank(userId: number) {
  const at = featured.indexOf(userId)
  return at < 0 ? featured.length : at
}
