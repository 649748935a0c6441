import { leastPhotoBytes, mostPhotoBytes, type PhotoDoubt } from '#contract/api/photo-upload.ts'
import { ApiFailure } from '#src/api/failure.ts'
import { doubtsAbout, judgedHeight, judgedWidth } from './judge-picture.ts'

/** A picture ready to be sent, upright and cut to 3:4. */
export type Prepared = { jpeg: Blob; doubts: PhotoDoubt[] }

const mostHeight = 1200
/** From the best on, until the file is small enough. */
const qualities = [0.92, 0.8, 0.65, 0.5]

/**
 * Decodes a file outside the page's own thread, upright by its Exif orientation.
 *
 * @throws {ApiFailure} `upload_not_a_photo`, also for kinds of pictures that this browser cannot read
 */
export const decodeFile = (file: Blob): Promise<ImageBitmap> =>
  createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new ApiFailure('upload_not_a_photo')
  })

/**
 * Cuts the largest 3:4 part out of the middle.
 *
 * @param turns quarter turns clockwise
 */
export async function prepare(source: ImageBitmap, turns: number): Promise<Prepared> {
  const isOnItsSide = turns % 2 === 1
  const [across, down] = isOnItsSide ? [source.height, source.width] : [source.width, source.height]
  const cut = Math.min(down, (across * 4) / 3)
  const height = Math.round(Math.min(cut, mostHeight))
  const size = { width: Math.round((height * 3) / 4), height }
  const canvas = drawn(source, turns, size, height / cut)
  const small = drawn(source, turns, { width: judgedWidth, height: judgedHeight }, judgedHeight / cut)
  const doubts = doubtsAbout(greysOf(small), size)
  return { jpeg: await toJpeg(canvas), doubts }
}

type Size = { width: number; height: number }

function drawn(source: ImageBitmap, turns: number, { width, height }: Size, scale: number) {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context === null) throw new ApiFailure('internal')
  context.imageSmoothingQuality = 'high'
  context.translate(width / 2, height / 2)
  context.rotate((turns * Math.PI) / 2)
  context.scale(scale, scale)
  context.drawImage(source, -source.width / 2, -source.height / 2)
  return canvas
}

function greysOf(canvas: HTMLCanvasElement) {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] }
  const values = Float32Array.from({ length: width * height }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = [data[at * 4], data[at * 4 + 1], data[at * 4 + 2]]
    return 0.299 * red + 0.587 * green + 0.114 * blue
  })
  return { width, height, values }
}

/** @throws {ApiFailure} if there is no quality in which the platform takes the picture */
async function toJpeg(canvas: HTMLCanvasElement): Promise<Blob> {
  const encode = (quality: number) =>
    new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  for (const quality of qualities) {
    const jpeg = await encode(quality)
    if (jpeg === null) throw new ApiFailure('internal')
    if (jpeg.size > mostPhotoBytes) continue
    if (jpeg.size >= leastPhotoBytes) return jpeg
    const best = await encode(1)
    if (best === null || best.size < leastPhotoBytes) throw new ApiFailure('upload_too_small')
    return best
  }
  throw new ApiFailure('upload_too_large')
}
