import { setTimeout as wait } from 'node:timers/promises'
import type { PhotoSaved } from '#contract/api/photo-upload.ts'
import type { ProblemCode } from '#contract/api/problem.ts'
import type { Customer } from '#contract/customer/customer.ts'
import type { VendorCalls } from '#gateway/capillary/calls.ts'
import { unlessRefused, type Lost } from '#gateway/capillary/lost-write.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'

type Vendor = Pick<VendorCalls, 'customer' | 'addPhoto' | 'deletePhoto'>

/** Milliseconds before each look at what the platform has kept. The answer may come before its own reading shows the change. */
const looks = [0, 400, 1200]

/** A change goes on even if the browser leaves: it must not end half way. */
const never = () => new AbortController().signal

/**
 * Adds a photo and reads it back. The photo that it replaces is deleted only after that, and only if its content is unchanged. A lost
 * answer is resolved by reading; the photo is never sent a second time.
 *
 * @param replaces the `identity` of the photo to replace
 * @throws {ProblemError} `photo_unsure` if reading does not tell either; in every case the former photo is still on file
 */
export async function savePhoto(
  vendor: Vendor,
  { userId, jpeg, replaces }: { userId: string; jpeg: Uint8Array; replaces: string | undefined },
): Promise<PhotoSaved> {
  const before = onFile((await vendor.customer(userId, never())).customer)
  const former = before.find(({ identity }) => identity === replaces)
  if (replaces !== undefined && former === undefined) throw new ProblemError('photo_changed')
  const known = new Set(before.map(({ s3Token }) => s3Token))
  const said = await vendor.addPhoto(userId, jpeg, never()).catch(unlessRefused)
  const isNew = (photo: PhotoOnFile) =>
    photo.s3Token !== undefined &&
    !known.has(photo.s3Token) &&
    (typeof said === 'string' ? photo.s3Token === said : (photo.sizeInBytes ?? jpeg.length) === jpeg.length)
  const saved = await look(vendor, userId, (photos) => photos.find(isNew))
  if (saved === undefined) throw notThere(said, 'photo_not_taken')
  if (former === undefined) return { identity: saved.identity, former: 'none' }
  const isGone = await removeUnlessChanged(vendor, userId, former).catch(() => false)
  return { identity: saved.identity, former: isGone ? 'gone' : 'kept' }
}

/**
 * Deletes a photo, and reads whether it is gone.
 *
 * @throws {ProblemError} `photo_changed` if it is no longer on file
 */
export async function removePhoto(vendor: Vendor, userId: string, identity: string): Promise<void> {
  const photos = onFile((await vendor.customer(userId, never())).customer)
  const photo = photos.find((each) => each.identity === identity)
  if (photo === undefined) throw new ProblemError('photo_changed')
  if (!(await removeUnlessChanged(vendor, userId, photo))) throw new ProblemError('photo_not_removed')
}

/** @returns whether the photo is gone, also if it was gone before */
async function removeUnlessChanged(
  vendor: Vendor,
  userId: string,
  { s3Token }: PhotoOnFile,
): Promise<boolean> {
  const isSame = (photo: PhotoOnFile) => photo.s3Token === s3Token
  if (s3Token === undefined) return false
  // Read again immediately before: every change may have moved the positions.
  const now = onFile((await vendor.customer(userId, never())).customer).find(isSame)
  if (now === undefined) return true
  if (now.position === undefined) return false
  const said = await vendor.deletePhoto(userId, now.position, never()).catch(unlessRefused)
  const isGone = await look(vendor, userId, (photos) => !photos.some(isSame) || undefined)
  if (isGone === undefined) throw notThere(said, 'photo_not_removed')
  return true
}

type PhotoOnFile = ReturnType<typeof onFile>[number]

const onFile = ({ photos }: Customer) => photos.filter((photo) => photo.state === 'on-file')

/** Looks a few times for what a write has changed. */
async function look<Found>(
  vendor: Vendor,
  userId: string,
  find: (photos: PhotoOnFile[]) => Found | undefined,
): Promise<Found | undefined> {
  for (const pause of looks) {
    await wait(pause)
    const { customer } = await vendor.customer(userId, never()).catch((cause: unknown) => {
      throw new ProblemError('photo_unsure', { cause })
    })
    const found = find(onFile(customer))
    if (found !== undefined) return found
  }
  return undefined
}

/** A write that timed out may still take effect. */
const notThere = (said: Lost | string | void, code: ProblemCode) =>
  typeof said === 'object' && said.lost.code === 'timed_out'
    ? new ProblemError('photo_unsure', { cause: said.lost })
    : new ProblemError(code)
