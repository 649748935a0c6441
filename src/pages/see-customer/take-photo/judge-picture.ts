import { leastPhotoHeight, leastPhotoWidth, type PhotoDoubt } from '#contract/api/photo-upload.ts'

/** The brightness of each pixel, 0 to 255, row by row. */
export type Greys = { width: number; height: number; values: Float32Array }

/** The size to which a picture is reduced before it is judged: enough for light and sharpness, and quick on a slow till. */
export const judgedWidth = 240
export const judgedHeight = 320

/* The limits were set by the pictures of the tests and a webcam. They only lead to advice, which an associate may ignore. */
const leastMean = 55
const mostMean = 215
const leastSpread = 9
const leastSharpness = 12
/** The middle is so much darker than the border if the light comes from behind. */
const againstLight = 85
/** The share of pixels without any drawing in them. */
const mostBurnt = 0.3

/**
 * What may be wrong with a picture, by its size, its light and its sharpness. It does not look for faces.
 *
 * @param size the picture's own pixels
 */
export function doubtsAbout(greys: Greys, size: { width: number; height: number }): PhotoDoubt[] {
  const doubts: PhotoDoubt[] = []
  if (size.width < leastPhotoWidth || size.height < leastPhotoHeight) doubts.push('pixels')
  const mean = meanOf(greys.values)
  const spread = Math.sqrt(meanOf(greys.values.map((value) => (value - mean) ** 2)))
  if (mean < leastMean) doubts.push('dark')
  else if (isTooBright(greys, mean)) doubts.push('bright')
  else if (spread < leastSpread) doubts.push('empty')
  else if (sharpnessOf(greys) < leastSharpness) doubts.push('blurred')
  return doubts
}

const meanOf = (values: Float32Array) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

function isTooBright(greys: Greys, mean: number) {
  const burnt = greys.values.filter((value) => value > 250).length / greys.values.length
  const [middle, border] = [meanOf(partOf(greys, true)), meanOf(partOf(greys, false))]
  return mean > mostMean || burnt > mostBurnt || border - middle > againstLight
}

function partOf({ width, height, values }: Greys, isMiddle: boolean) {
  return values.filter((_, at) => {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height]
    return (x > 0.3 && x < 0.7 && y > 0.25 && y < 0.75) === isMiddle
  })
}

/** The variance of the Laplacian: a blurred picture has few steep changes. https://doi.org/10.1109/ICPR.2000.903548 */
function sharpnessOf({ width, height, values }: Greys) {
  const at = (x: number, y: number) => values[y * width + x] ?? 0
  const found = new Float32Array((width - 2) * (height - 2))
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++)
      found[(y - 1) * (width - 2) + x - 1] =
        4 * at(x, y) - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1)
  const mean = meanOf(found)
  return meanOf(found.map((value) => (value - mean) ** 2))
}
