import { leastPhotoBytes, mostPhotoBytes } from '#contract/api/photo-upload.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { mostPixels } from '#gateway/photos/photo-host.ts'
import { createMetadataBlanker, TruncatedImage } from '#gateway/photos/strip-metadata/blank-metadata.ts'
import { readImageHeader } from '#gateway/photos/strip-metadata/image-header.ts'

/**
 * Judges a picture from a till as the photos of the platform are judged, and removes its metadata.
 *
 * @param bytes how long the file may be; by default what the platform takes
 * @returns one whole JPEG
 * @throws {ProblemError} `upload_not_a_photo`, `upload_too_small` or `upload_too_large`
 */
export function judgeUpload(
  file: Uint8Array,
  bytes = { least: leastPhotoBytes, most: mostPhotoBytes },
): Uint8Array {
  const header = readImageHeader(file)
  if (header.kind !== 'image' || header.format !== 'jpeg') throw new ProblemError('upload_not_a_photo')
  if (file.length > bytes.most || header.width * header.height > mostPixels)
    throw new ProblemError('upload_too_large')
  if (file.length < bytes.least) throw new ProblemError('upload_too_small')
  const blanker = createMetadataBlanker('jpeg', file.length)
  try {
    const clean = blanker.push(file)
    blanker.end()
    return clean
  } catch (cause) {
    if (!(cause instanceof TruncatedImage)) throw cause
    throw new ProblemError('upload_not_a_photo', { cause })
  }
}
