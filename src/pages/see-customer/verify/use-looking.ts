import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Photo } from '#contract/customer/photo.ts'
import type { LookedAt } from '#contract/api/verification.ts'
import { photoQuery, type PhotoOnFile } from '#src/api/customers.ts'
import { isJudgeable } from './fitness.ts'

/** Replaces the photo of a customer without a photo on file; it is never requested. */
const noPhoto: PhotoOnFile = {
  state: 'on-file',
  position: undefined,
  version: undefined,
  identity: '',
  s3Token: undefined,
  sizeInBytes: undefined,
  takenAt: undefined,
  link: '',
  expiry: undefined,
}

/**
 * The photo that is being looked at, if it can be judged by.
 *
 * @returns `isUsable`, and a function that says at the moment of a decision what was looked at: its size, and for how long
 */
export function useLooking(userId: string, photo: Photo | undefined) {
  const onFile = photo?.state === 'on-file' ? photo : undefined
  const { data, isError } = useQuery({
    ...photoQuery(userId, onFile ?? noPhoto),
    // Uses what the photo's own component has fetched, and fetches nothing itself.
    enabled: false,
  })
  const picture = onFile !== undefined && data?.ownerId === userId ? data : undefined
  const isUsable = picture !== undefined && isJudgeable(picture)
  const since = useRef(0)
  // External: the clock. The photo counts as painted from here on, because a decoded picture is painted in the frame that shows it.
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
  /** Whether the face is there, or will not come. */
  const isSettled = onFile === undefined || picture !== undefined || isError
  return { picture, isUsable, isSettled, lookedAt }
}
