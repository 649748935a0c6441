import { leastPhotoBytes, mostPhotoBytes, type PhotoDoubt } from '#contract/api/photo-upload.ts'
import { ApiFailure } from '#src/api/failure.ts'
import { turnedSize, type Cut } from './cut.ts'
import { doubtsAbout, judgedHeight, judgedWidth } from './judge-picture.ts'

const mostHeight = 1200
/** From the best on, until the file is small enough. */
const qualities = [0.92, 0.8, 0.65, 0.5]

/** The picture as it will be saved, at most 1,200 pixels high. */
export function jpegOf(source: ImageBitmap, cut: Cut): Promise<Blob> {
  const canvas = document.createElement('canvas')
  draw(canvas, source, cut, sizeOf(cut))
  return toJpeg(canvas)
}

/** What may be wrong with the picture as it will be saved. */
export function doubtsOf(source: ImageBitmap, cut: Cut): PhotoDoubt[] {
  const canvas = document.createElement('canvas')
  draw(canvas, source, cut, { width: judgedWidth, height: judgedHeight })
  return doubtsAbout(greysOf(canvas), sizeOf(cut))
}

function sizeOf(cut: Cut) {
  const height = Math.round(Math.min(cut.height, mostHeight))
  return { width: Math.round((height * 3) / 4), height }
}

/** Draws the part of a picture that will be saved, over the whole of a canvas. */
export function draw(
  canvas: HTMLCanvasElement,
  source: ImageBitmap,
  cut: Cut,
  { width, height }: { width: number; height: number },
) {
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context === null) throw new ApiFailure('internal')
  const picture = turnedSize(source, cut.turns)
  context.imageSmoothingQuality = 'high'
  context.translate(width / 2, height / 2)
  context.scale(height / cut.height, height / cut.height)
  context.translate(picture.width / 2 - cut.x, picture.height / 2 - cut.y)
  context.rotate((cut.turns * Math.PI) / 2)
  context.drawImage(source, -source.width / 2, -source.height / 2)
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
