import type { SandboxState } from '#sandbox/state.ts'
import type { Customer } from './customer.ts'
import { madeUpUuid, objectKey, type Photo } from './photo.ts'

/** One photo on file. The handle belongs to the place, `key` (the `s3Token`) to the content. */
export type Slot = { index: number; version: number; key: string; fileHandle: string; photo: Photo }

/** The photos of a customer: as they were thought of, until somebody adds or deletes one. */
export function slotsOf(
  { kept, versionOf }: Pick<SandboxState, 'kept' | 'versionOf'>,
  { userId, photos = [] }: Customer,
): readonly Slot[] {
  const version = versionOf(userId)
  return (
    kept.get(userId) ??
    photos.map((photo, index) => {
      const key = objectKey(userId, index, version, photo)
      const fileHandle = (version === 1 && photo.fileHandle) || madeUpUuid(`handle of ${key}`)
      return { index, version, key, fileHandle, photo }
    })
  )
}
