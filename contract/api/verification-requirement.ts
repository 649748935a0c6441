import type { Factor, Need } from './verification.ts'

type Shown = { byPhoto: boolean; factors: readonly Factor[] }

/**
 * Whether the findings are enough to decide "same person". A photo about which the associate was not sure does not count. If photo
 * and factor are needed, two factors of different kinds can replace a photo that is missing or does not help.
 */
export function isEnough(needs: Need, { byPhoto, factors }: Shown): boolean {
  const kinds = new Set(factors).size
  switch (needs) {
    case 'nothing':
      return true
    case 'photo-or-factor':
      return byPhoto || kinds > 0
    case 'factor':
      return kinds > 0
    case 'photo-and-factor':
      return (byPhoto && kinds > 0) || kinds > 1
  }
}
