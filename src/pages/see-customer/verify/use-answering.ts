import { useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import type { Sale } from '#contract/api/sale.ts'
import { isEnough } from '#contract/api/verification-requirement.ts'
import type { Factor, Purpose, VerificationResult } from '#contract/api/verification.ts'
import type { Photo } from '#contract/customer/photo.ts'
import { deciding } from '#src/api/decisions.ts'
import { useFoundBy } from './use-found-by.ts'
import { useIsOffered } from './use-is-offered.ts'
import { useNotNeeded } from './use-not-needed.ts'
import { useLooking } from './use-looking.ts'

/**
 * The verification of the customer on screen: what the purpose needs, what is proven, and what each answer does.
 *
 * @param chosen the purpose; `undefined` if the store has none
 */
export function useAnswering(
  userId: string,
  photo: Photo | undefined,
  chosen: (Purpose & { sale: Sale }) | undefined,
) {
  const client = useQueryClient()
  const now = useSyncExternalStore(deciding.subscribe, () => deciding.of(userId))
  const looking = useLooking(userId, photo)
  const isOffered = useIsOffered(userId)
  const { foundBy, isScanned } = useFoundBy()
  const [method, openMethod] = useState<Factor>()
  // The associate chose "same person", but the face alone is not enough: the decision is sent when the missing factor is proven.
  const [isWaiting, setIsWaiting] = useState(false)

  const hasCard = isScanned && foundBy === 'cardNumber'
  const proven: Factor[] = [...now.proofs.map(({ factor }) => factor), ...(hasCard ? ['card' as const] : [])]
  const factors = proven.filter((each) => chosen?.factors.includes(each))
  const needs = chosen?.needs ?? 'nothing'
  const byFace = looking.isUsable
  useNotNeeded(userId, needs === 'nothing' && looking.isSettled ? chosen?.id : undefined)
  const isProven = factors.length > 0 && isEnough(needs, { byPhoto: false, factors })

  const give = (result: VerificationResult, byPhoto: boolean) => {
    if (chosen === undefined) return
    setIsWaiting(false)
    const photoLookedAt = byPhoto ? looking.lookedAt() : undefined
    void deciding.answer(client, userId, {
      purpose: chosen.id,
      result,
      photo: photoLookedAt,
      isScanned,
      sale: chosen.sale,
    })
  }

  return {
    now,
    needs,
    factors,
    picture: looking.picture,
    method,
    openMethod,
    isWaiting,
    isProven,
    isOffered,
    canBeSame: isOffered && (byFace || isProven),
    answer: (result: VerificationResult) => {
      if (now.answer !== undefined || needs === 'nothing') return
      if (result !== 'same') return give(result, byFace)
      if (!isOffered || (!byFace && !isProven)) return
      if (isEnough(needs, { byPhoto: byFace, factors })) give(result, byFace)
      else setIsWaiting(true)
    },
    /** "Same person" after all, because another method has proven it. */
    giveAfterDoubt: () => {
      deciding.reopen(userId)
      give('same', false)
    },
    prove: (factor: Factor, proof: string) => {
      deciding.addProof(userId, factor, proof)
      if (isWaiting && isOffered && isEnough(needs, { byPhoto: true, factors: [...factors, factor] }))
        give('same', true)
    },
    choosePurpose: (id: string) => {
      setIsWaiting(false)
      openMethod(undefined)
      deciding.keepPurpose(userId, id)
    },
  }
}
