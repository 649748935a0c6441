import { useSyncExternalStore } from 'react'
import { redeemPurpose } from '#contract/api/redeem-purpose.ts'
import type { Purposes } from '#contract/api/verification.ts'
import { requirementFor } from '#contract/api/verification-requirement.ts'
import { handOverOf } from '#src/app/hand-over.ts'
import { deciding } from '#src/api/decisions.ts'

/**
 * The purpose of the check: the till system's, the one chosen at this till, or the usual one; with the sale it is for, and what it needs
 * for that. Where points are redeemed here, a check is for as many as the purpose's own need covers, until the associate says how many.
 */
export function usePurpose(userId: string, { purposes, usual, redeem }: Purposes) {
  const { purpose: chosen = usual, points } = useSyncExternalStore(deciding.subscribe, () =>
    deciding.of(userId),
  )
  const handOver = handOverOf(userId)
  const asked = handOver?.purpose
  const purpose = purposes.find(({ id }) => id === (asked ?? chosen)) ?? purposes[0]
  const isRedeemedHere = redeem?.points === true && handOver === undefined && purpose?.id === redeemPurpose
  const stake = points ?? purpose?.above[0]?.points
  const sale = handOver?.sale ?? (isRedeemedHere && stake !== undefined ? { points: stake } : {})
  return {
    purpose: purpose && { ...purpose, ...requirementFor(purpose, sale), sale },
    /** Whether the till system has asked for it: then nobody chooses another. */
    isAsked: asked !== undefined,
    isRedeemedHere,
  }
}
