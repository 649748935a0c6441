import { useSyncExternalStore } from 'react'
import type { Purpose } from '#contract/api/verification.ts'
import { deciding } from '#src/api/decisions.ts'

/** The purpose of the check: the till system's, the one chosen at this till, or the usual one. */
export function usePurpose(userId: string, purposes: Purpose[], usual: string): Purpose | undefined {
  const { purpose: chosen = usual } = useSyncExternalStore(deciding.subscribe, () => deciding.of(userId))
  return purposes.find(({ id }) => id === chosen) ?? purposes[0]
}
