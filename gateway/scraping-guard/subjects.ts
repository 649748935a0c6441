import { createHmac } from 'node:crypto'
import { networkOf } from '#gateway/auth/network.ts'
import type { Caller } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import type { Limits } from '#gateway/privacy/policy.ts'

/** Somebody or something whose look-ups are counted together. */
export type Subject = {
  key: string
  kind: 'associate' | 'till' | 'address'
  /** For whoever lifts a pause; none for an address. */
  name?: string
  /** How many times an associate's limits are allowed. */
  times: number
}

/**
 * Whose look-ups a call counts as. An associate who has not said who they are is counted as the till; where no till signs in, there
 * is none to count. Addresses are kept as hashes.
 */
export function subjectsOf({ who }: Pick<Caller, 'who'>, { times }: Limits, keys: SessionKeys): Subject[] {
  const { till, associate = till ?? '', address } = who
  const network = createHmac('sha256', keys[0])
    .update(`look-ups\n${networkOf(address)}`)
    .digest('base64url')
  return [
    { key: `associate/${associate}`, kind: 'associate', name: associate, times: 1 },
    ...(till === undefined
      ? []
      : [{ key: `till/${till}`, kind: 'till' as const, name: till, times: times.till }]),
    { key: `address/${network.slice(0, 24)}`, kind: 'address', times: times.address },
  ]
}
