import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import {
  consentVersion,
  type PhotoDoubt,
  type PhotoFacts,
  type PhotoSaved,
} from '#contract/api/photo-upload.ts'
import { failureOf, type ApiFailure } from '#src/api/failure.ts'
import { savePhoto } from '#src/api/photo-upload.ts'
import { wholeCut, type Cut } from './cut.ts'
import { doubtsOf, jpegOf } from './picture-of.ts'

export type Taken = { source: ImageBitmap; cut: Cut; doubts: PhotoDoubt[]; from: PhotoFacts['source'] }

/** Milliseconds for which a picture has to stand still before it is judged again. */
const stillness = 150

/** The picture that was taken, kept in memory only, until it is saved, taken again or the dialog is gone. */
export function useTaking(
  userId: string,
  usuallyReplaces: string | undefined,
  onSaved: (saved: PhotoSaved) => void,
) {
  const client = useQueryClient()
  const [taken, setTaken] = useState<Taken>()
  const [fault, setFault] = useState<ApiFailure>()
  const [replaces, setReplaces] = useState(usuallyReplaces)
  const [share, setShare] = useState(0)
  const [leaving] = useState(() => new AbortController())

  const sending = useMutation({
    mutationFn: async (language: PhotoFacts['consent']['language']) => {
      if (taken === undefined) return
      const { source, cut, doubts, from } = taken
      const consent = { version: consentVersion, language }
      const facts = { consent, doubts, source: from, ...(replaces === undefined ? {} : { replaces }) }
      setShare(0)
      const jpeg = await jpegOf(source, cut)
      onSaved(await savePhoto(client, userId, { jpeg, facts, onProgress: setShare, signal: leaving.signal }))
    },
    onError: (cause) => failureOf(cause).code === 'photo_only_removed' && setReplaces(undefined),
  })

  const take = async (opening: Promise<ImageBitmap>, from: Taken['from']) => {
    setFault(undefined)
    sending.reset()
    try {
      const source = await opening
      const cut = wholeCut(source)
      setTaken({ source, cut, doubts: doubtsOf(source, cut), from })
    } catch (cause) {
      setFault(failureOf(cause))
    }
  }
  const { source, cut } = taken ?? {}
  // External: the clock.
  useEffect(() => {
    if (source === undefined || cut === undefined) return
    const judge = () => setTaken((now) => now && { ...now, doubts: doubtsOf(source, cut) })
    const timer = setTimeout(judge, stillness)
    return () => clearTimeout(timer)
  }, [source, cut])
  // External: the memory of the picture, which the browser would keep for a while.
  useEffect(() => () => source?.close(), [source])
  // External: an upload under way.
  useEffect(() => () => leaving.abort(), [leaving])

  return {
    taken,
    failure: fault ?? sending.error ?? undefined,
    isSending: sending.isPending,
    share,
    take,
    replaces,
    replace: setReplaces,
    place: (change: (cut: Cut, picture: ImageBitmap) => Cut) =>
      setTaken((now) => now && { ...now, cut: change(now.cut, now.source) }),
    retake: () => {
      sending.reset()
      setTaken(undefined)
    },
    send: sending.mutate,
  }
}
