import { specialGroups } from './edge-cases/groups.ts'

/** A customer id that stands for a condition. */
export type Sentinel = { userId: number; name: string; what: string; group: string }

/** Every sentinel customer, in the order of the README: for documentation, tests and the demo's "try these". */
export const sentinels: readonly Sentinel[] = specialGroups.flatMap(({ group, specials }) =>
  specials.map(({ customer, what }) => ({
    userId: customer.userId,
    name: customer.name.join(' ').trim(),
    what,
    group,
  })),
)
