import { defaultPolicy, readPolicy, type Policy } from '#gateway/privacy/policy.ts'

/** A policy as a file would have it, for `openShop`. */
export function policyOf(written: object): { policy: Policy } {
  const reading = readPolicy(written)
  if (!reading.success) throw new Error('The policy of the test has a mistake')
  return { policy: reading.output }
}

const never = { soft: 1_000_000, hard: 1_000_000 }

/** For tests in which one till asks for more than a store does in a day. */
export const withoutLimits: { policy: Policy } = {
  policy: {
    ...defaultPolicy,
    reveal: { ...defaultPolicy.reveal, perHour: 1000 },
    limits: {
      ...defaultPolicy.limits,
      lookUpsPerMinute: never,
      lookUpsPerHour: never,
      searchesPerMinute: never,
      customersPerHour: never,
      peopleShownPerHour: never,
      numbersInARow: never,
      notFound: { atLeast: 1000, soft: 1, hard: 1 },
    },
  },
}
