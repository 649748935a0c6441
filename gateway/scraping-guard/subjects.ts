import { createHmac } from 'node:crypto'
import { networkOf } from '#gateway/auth/network.ts'
import type { Caller } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import type { Limits } from '#gateway/privacy/policy.ts'

/** An associate, a till or an address whose look-ups are counted together. */
export type Subject = {
  key: string
  kind: 'associate' | 'till' | 'address'
  /** The name shown to the manager who lifts a pause; an address has none. */
  name?: string
  /** The multiple of an associate's limits that applies to this subject. */
  times: number
}

/**
 * The subjects for whom a call counts. Where a till signs in, a name is only picked: an associate is the first name of the session at
 * this till, so that another name brings no new allowance and no colleague elsewhere is paused. If no till signs in, no till is
 * counted. Addresses are kept as hashes.
 */
export function subjectsOf({ who }: Pick<Caller, 'who'>, { times }: Limits, keys: SessionKeys): Subject[] {
  const { till, countedAs: associate = till ?? '', address } = who
  const network = createHmac('sha256', keys[0])
    .update(`look-ups\n${networkOf(address)}`)
    .digest('base64url')
  return [
    {
      key: till === undefined ? `associate/${associate}` : `associate/${till}/${associate}`,
      kind: 'associate',
      name: associate,
      times: 1,
    },
    ...(till === undefined
      ? []
      : [{ key: `till/${till}`, kind: 'till' as const, name: till, times: times.till }]),
    { key: `address/${network.slice(0, 24)}`, kind: 'address', times: times.address },
  ]
}
