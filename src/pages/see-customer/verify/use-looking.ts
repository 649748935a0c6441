import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Photo } from '#contract/customer/photo.ts'
import type { LookedAt } from '#contract/api/verification.ts'
import { photoQuery, type PhotoOnFile } from '#src/api/customers.ts'
import { isJudgeable } from './fitness.ts'

/** Stands in for the photo of a customer who has none that could be fetched; never asked for. */
const noPhoto: PhotoOnFile = {
  state: 'on-file',
  position: undefined,
  version: undefined,
  identity: '',
  sizeInBytes: undefined,
  takenAt: undefined,
  link: '',
  expiry: undefined,
}

/**
 * The photo that is being looked at, where it can be judged by.
 *
 * @returns `isUsable`, and at the moment of an answer what was looked at: how large, and for how long
 */
export function useLooking(userId: string, photo: Photo | undefined) {
  const onFile = photo?.state === 'on-file' ? photo : undefined
  const { data } = useQuery({
    ...photoQuery(userId, onFile ?? noPhoto),
    // What the photo's own place has fetched, and nothing more.
    enabled: false,
  })
  const picture = onFile !== undefined && data?.ownerId === userId ? data : undefined
  const isUsable = picture !== undefined && isJudgeable(picture)
  const since = useRef(0)
  // From here on it is painted: decoded pictures are, in the frame they are put on the screen in.
  const source = picture?.source
  useEffect(() => {
    if (source !== undefined) since.current = performance.now()
  }, [source])

  const lookedAt = (): LookedAt | undefined => {
    const element = document.querySelector(`figure[data-owner="${userId}"] img`)
    if (onFile === undefined || !isUsable || element === null) return undefined
    const { width, height } = element.getBoundingClientRect()
    return {
      identity: onFile.identity,
      width: Math.round(width),
      height: Math.round(height),
      seconds: Math.round((performance.now() - since.current) / 100) / 10,
    }
  }
  return { picture, isUsable, lookedAt }
}
