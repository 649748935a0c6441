import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Masked } from '#contract/customer/masked.ts'
import type { RevealAnswer, RevealReason } from '#contract/api/reveal.ts'
import { ApiFailure } from '#src/api/failure.ts'
import { askToReveal } from '#src/api/reveal.ts'
import { follow } from '#src/api/session.ts'
import { elapsedTime } from '#src/api/elapsed-time.ts'

export type Revealed =
  | { state: 'masked' }
  | { state: 'choosing' }
  | { state: 'asking' }
  | { state: 'shown'; value: string | number | boolean; left: number }
  | { state: 'failed'; failure: ApiFailure }

const tick = 250

/**
 * A masked value that can be revealed for some seconds. The value exists only in the state of its component: whatever removes the
 * component from the screen, such as a lock, also removes the value.
 */
export function useRevealed(masked: Masked) {
  const client = useQueryClient()
  const [revealed, setRevealed] = useState<Revealed>({ state: 'masked' })
  const call = useRef<AbortController>(undefined)
  const end = useRef({ at: 0, seconds: 0 })
  const isShown = revealed.state === 'shown'

  const hide = () => {
    call.current?.abort()
    setRevealed({ state: 'masked' })
  }

  const reveal = (reason?: RevealReason) => {
    if (masked.reveal === 'with-reason' && reason === undefined) return setRevealed({ state: 'choosing' })
    call.current?.abort()
    const { signal } = (call.current = new AbortController())
    setRevealed({ state: 'asking' })
    const show = ({ value, seconds }: RevealAnswer) => {
      end.current = { at: elapsedTime() + seconds * 1000, seconds }
      setRevealed({ state: 'shown', value, left: seconds })
    }
    const fail = (fault: unknown) => {
      if (signal.aborted) return
      follow(client, fault)
      const failure = fault instanceof ApiFailure ? fault : new ApiFailure('internal')
      setRevealed({ state: 'failed', failure })
    }
    askToReveal(masked, reason, signal).then(show, fail)
  }

  const keep = () => {
    end.current = { ...end.current, at: elapsedTime() + end.current.seconds * 1000 }
    setRevealed((now) => (now.state === 'shown' ? { ...now, left: end.current.seconds } : now))
  }

  // External: the network, whose call is aborted when the component leaves the screen, and the clock.
  useEffect(() => () => call.current?.abort(), [])
  useEffect(() => {
    if (!isShown) return
    const timer = setInterval(() => {
      const left = Math.ceil((end.current.at - elapsedTime()) / 1000)
      setRevealed((now) => (now.state !== 'shown' ? now : left > 0 ? { ...now, left } : { state: 'masked' }))
    }, tick)
    return () => clearInterval(timer)
  }, [isShown])

  return { revealed, reveal, hide, keep }
}
