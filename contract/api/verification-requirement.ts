import type { Sale } from './sale.ts'
import type { Factor, Level, Need, Purpose } from './verification.ts'

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

/** What a verification needs, and the threshold that the sale is above. `notTold`: the sale does not say how much is at stake. */
export type Requirement = {
  needs: Need
  factors: Factor[]
  because?: { unit: 'points' | 'amount'; limit: number } | 'notTold'
}

/** Why a level applies to a sale; `undefined` if it does not. A sale that tells none of the level's quantities may be above it. */
function whyAbove(level: Level, sale: Sale): Requirement['because'] {
  const { points = Infinity, amount = Infinity } = level
  if ((sale.points ?? 0) > points) return { unit: 'points', limit: points }
  if ((sale.amount ?? 0) > amount) return { unit: 'amount', limit: amount }
  const isTold =
    (level.points !== undefined && sale.points !== undefined) ||
    (level.amount !== undefined && sale.amount !== undefined)
  return isTold ? undefined : 'notTold'
}

/** What a purpose needs for a sale: that of its last level that applies, or else its own. More at stake never needs an earlier level. */
export function requirementFor(
  { needs, factors, above }: Pick<Purpose, 'needs' | 'factors' | 'above'>,
  sale: Sale,
): Requirement {
  for (const level of above.toReversed()) {
    const because = whyAbove(level, sale)
    if (because !== undefined) return { needs: level.needs, factors: level.factors, because }
  }
  return { needs, factors }
}
