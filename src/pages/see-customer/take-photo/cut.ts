import { leastPhotoHeight } from '#contract/api/photo-upload.ts'

type Size = { width: number; height: number }

/**
 * The 3:4 part of a picture that is saved: its middle and its height in pixels of the picture, after the picture was turned by `turns`
 * quarter turns clockwise.
 */
export type Cut = { turns: number; x: number; y: number; height: number }

/** The largest cut, in the middle. */
export function wholeCut(picture: Size): Cut {
  return { turns: 0, x: picture.width / 2, y: picture.height / 2, height: largest(picture) }
}

/** The width and the height of a picture after it was turned. */
export const turnedSize = ({ width, height }: Size, turns: number): Size =>
  turns % 2 === 1 ? { width: height, height: width } : { width, height }

/** Turns the picture by a quarter clockwise, and cuts as much of it as there is around the same middle. */
export function turned(cut: Cut, picture: Size): Cut {
  const { height } = turnedSize(picture, cut.turns)
  return within(
    { ...cut, turns: (cut.turns + 1) % 4, x: height - cut.y, y: cut.x, height: Infinity },
    picture,
  )
}

/**
 * Moves the picture under the frame.
 *
 * @param by as a share of the frame's height
 */
export const moved = (cut: Cut, picture: Size, by: { x: number; y: number }): Cut =>
  within({ ...cut, x: cut.x - by.x * cut.height, y: cut.y - by.y * cut.height }, picture)

/**
 * Enlarges the picture under the frame, which keeps one place.
 *
 * @param at that place, measured from the middle of the frame as a share of its height
 */
export function zoomed(cut: Cut, picture: Size, factor: number, at = { x: 0, y: 0 }): Cut {
  const { height } = within({ ...cut, height: cut.height / factor }, picture)
  const by = cut.height - height
  return within({ ...cut, height, x: cut.x + at.x * by, y: cut.y + at.y * by }, picture)
}

const largest = ({ width, height }: Size) => Math.min(height, (width * 4) / 3)

/** Never leaves the picture, and never has fewer pixels than a photo needs, unless the picture has no more. */
function within(cut: Cut, picture: Size): Cut {
  const size = turnedSize(picture, cut.turns)
  const most = largest(size)
  const height = clamp(cut.height, Math.min(leastPhotoHeight, most), most)
  const width = (height * 3) / 4
  return {
    ...cut,
    height,
    x: clamp(cut.x, width / 2, size.width - width / 2),
    y: clamp(cut.y, height / 2, size.height - height / 2),
  }
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
