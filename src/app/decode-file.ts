import { ApiFailure } from '#src/api/failure.ts'

/** In pixels: enough for a cut of a photo's pixels at a zoom of three. */
const mostSide = 2400

/**
 * Decodes a file outside the page's own thread, upright by its Exif orientation. A picture with more pixels than a photo can use is made
 * smaller, so that it can be moved without delay.
 *
 * @throws {ApiFailure} `upload_not_a_photo`, also for kinds of pictures that this browser cannot read
 */
export async function decodeFile(file: Blob): Promise<ImageBitmap> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new ApiFailure('upload_not_a_photo')
  })
  const { width, height } = picture
  const scale = mostSide / Math.max(width, height)
  if (scale >= 1) return picture
  const size = { resizeWidth: Math.round(width * scale), resizeHeight: Math.round(height * scale) }
  try {
    return await createImageBitmap(picture, { ...size, resizeQuality: 'high' })
  } finally {
    picture.close()
  }
}
