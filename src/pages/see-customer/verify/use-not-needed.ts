import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { viewOf } from '#src/api/verification.ts'
import { goBack, tellNotNeeded, useHandOver } from '#src/app/hand-over.ts'

/**
 * Answers a till system whose purpose needs no verification, as soon as the face is there: the associate does nothing.
 *
 * @param purpose the purpose that needs nothing; `undefined` if something is needed, or if the face is still awaited
 */
export function useNotNeeded(userId: string, purpose: string | undefined) {
  const client = useQueryClient()
  const handOver = useHandOver()
  const isAsked = handOver?.people.includes(userId) === true && !handOver.isAnswered
  const answer = useEffectEvent(() => {
    if (purpose === undefined) return
    if (handOver?.kind === 'message') return tellNotNeeded(userId, purpose)
    const seen = { userId, purpose, view: viewOf(client, userId) }
    // The way back beside the sale remains.
    void goBack({ seen }).then(
      (url) => location.assign(url),
      () => undefined,
    )
  })
  const isDue = isAsked && purpose !== undefined
  // External: the till system.
  useEffect(() => {
    if (isDue) answer()
  }, [isDue])
}
