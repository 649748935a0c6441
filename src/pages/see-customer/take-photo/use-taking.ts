import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { consentVersion, type PhotoFacts, type PhotoSaved } from '#contract/api/photo-upload.ts'
import { failureOf, type ApiFailure } from '#src/api/failure.ts'
import { savePhoto } from '#src/api/photo-upload.ts'
import { prepare, type Prepared } from './picture-of.ts'

type Taken = Prepared & { source: ImageBitmap; turns: number; from: PhotoFacts['source']; address: string }

/** The picture that was taken, kept in memory only, until it is saved, taken again or the dialog is gone. */
export function useTaking(
  userId: string,
  replaces: string | undefined,
  onSaved: (saved: PhotoSaved) => void,
) {
  const client = useQueryClient()
  const [taken, setTaken] = useState<Taken>()
  const [fault, setFault] = useState<ApiFailure>()
  const [share, setShare] = useState(0)
  const [leaving] = useState(() => new AbortController())

  const sending = useMutation({
    mutationFn: async (language: PhotoFacts['consent']['language']) => {
      if (taken === undefined) return
      const { jpeg, doubts, from } = taken
      const consent = { version: consentVersion, language }
      const facts = { consent, doubts, source: from, ...(replaces === undefined ? {} : { replaces }) }
      setShare(0)
      onSaved(await savePhoto(client, userId, { jpeg, facts, onProgress: setShare, signal: leaving.signal }))
    },
  })

  const show = async (source: ImageBitmap, turns: number, from: Taken['from']) => {
    setFault(undefined)
    sending.reset()
    try {
      const prepared = await prepare(source, turns)
      setTaken({ ...prepared, source, turns, from, address: URL.createObjectURL(prepared.jpeg) })
    } catch (cause) {
      setTaken(undefined)
      setFault(failureOf(cause))
    }
  }
  // External: the memory of the pictures, which the browser keeps until it is told.
  useEffect(() => () => taken && URL.revokeObjectURL(taken.address), [taken])
  // External: an upload under way.
  useEffect(() => () => leaving.abort(), [leaving])

  return {
    taken,
    failure: fault ?? sending.error ?? undefined,
    isSending: sending.isPending,
    share,
    take: show,
    fail: setFault,
    rotate: () => taken && void show(taken.source, (taken.turns + 1) % 4, taken.from),
    retake: () => {
      sending.reset()
      setTaken(undefined)
    },
    send: sending.mutate,
  }
}
