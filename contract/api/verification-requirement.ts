import type { Factor, Need } from './verification.ts'

type Shown = { byPhoto: boolean; factors: readonly Factor[] }

/**
 * Whether what was found out is enough to note "same person". A photo that somebody was not sure of is none; where photo and factor
 * are asked for, two factors of different kinds stand in for a photo that is missing or no help.
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
