import { useSyncExternalStore } from 'react'
import type { Purpose } from '#contract/api/verification.ts'
import { requirementFor } from '#contract/api/verification-requirement.ts'
import { handOverOf } from '#src/app/hand-over.ts'
import { deciding } from '#src/api/decisions.ts'

/** The purpose of the check: the till system's, the one chosen at this till, or the usual one; with what it needs for the sale. */
export function usePurpose(userId: string, purposes: Purpose[], usual: string) {
  const { purpose: chosen = usual } = useSyncExternalStore(deciding.subscribe, () => deciding.of(userId))
  const handOver = handOverOf(userId)
  const asked = handOver?.purpose
  const purpose = purposes.find(({ id }) => id === (asked ?? chosen)) ?? purposes[0]
  return {
    purpose: purpose && { ...purpose, ...requirementFor(purpose, handOver?.sale ?? {}) },
    /** Whether the till system has asked for it: then nobody chooses another. */
    isAsked: asked !== undefined,
  }
}
