import type { Customer } from '#contract/customer/customer.ts'
import type { CodeChannel, Factor, Purposes } from '#contract/api/verification.ts'

/** Asking works best at a counter, so it comes first; the store orders the other ways. */
export const askingFirst = (factors: readonly Factor[]): Factor[] =>
  factors.toSorted((one, other) => Number(other === 'challenge') - Number(one === 'challenge'))

const channels: readonly CodeChannel[] = ['mobile', 'email']

/** The channels for which the customer has an address on file. */
export const channelsOnFile = ({ identifiers, channels: others }: Customer) =>
  channels.filter((channel) => [...identifiers, ...others].some(({ kind }) => kind.toLowerCase() === channel))

type Known = {
  customer: Customer
  hasPicture: boolean
  /** `undefined` until it is known. */
  colleagues: { colleagues: readonly { hasPin: boolean }[] } | undefined
  manager: Purposes['manager'] | undefined
}

export type Obstacle = 'nothingOnFile' | 'onlyByScanner' | 'noPhoto' | 'nobodyHasPin' | 'noManagerHere'

/** Why a way cannot be opened, as far as is known; `undefined` if nothing is in its way. */
export function obstacleTo(
  method: Factor,
  { customer, hasPicture, colleagues, manager }: Known,
): Obstacle | undefined {
  switch (method) {
    case 'challenge':
      return undefined
    case 'code':
      return channelsOnFile(customer).length === 0 ? 'nothingOnFile' : undefined
    case 'card':
      return 'onlyByScanner'
    case 'second-opinion':
      if (!hasPicture) return 'noPhoto'
      return colleagues?.colleagues.every(({ hasPin }) => !hasPin) === true ? 'nobodyHasPin' : undefined
    case 'manager':
      return manager === 'elsewhere' ? 'noManagerHere' : undefined
  }
}
