import { useState } from 'react'
import type { Photo } from '#contract/customer/photo.ts'

/** Which of a customer's photos is large: the newest, until another one is chosen. */
export function useChosenPhoto(photos: Photo[]) {
  const [chosen, setChosen] = useState<string>()
  // A renewal may bring a newer photo: the chosen one stays in view, even if its position in the list changes.
  const at = Math.max(0, chosen === undefined ? 0 : photos.findIndex((each) => placeOf(each) === chosen))
  const choose = (index: number) => {
    const target = photos[index]
    if (target !== undefined) setChosen(placeOf(target))
  }
  return { photo: photos[at], at, choose }
}

/** A replaced photo keeps its place, so that the old picture can stay until the new one is loaded. */
export const placeOf = (photo: Photo) =>
  `${photo.position ?? (photo.state === 'on-file' ? photo.identity : '')}`
