/**
 * The position of a picture in a window: `scale` relative to its own pixels (1 = one picture pixel per CSS pixel), and its offset
 * `x`, `y` in CSS pixels from the middle.
 */
export type View = { scale: number; x: number; y: number }

type Size = { width: number; height: number }

/** The scale at which the whole picture is visible; never above 1, because enlarging its pixels shows no more detail. */
export const fitting = (picture: Size, room: Size) =>
  Math.min(1, room.width / picture.width, room.height / picture.height)

/** Limits a view: its scale is between the whole picture and the picture's own pixels, and it never moves off the window. */
export function within(view: View, picture: Size, room: Size): View {
  const scale = Math.min(1, Math.max(fitting(picture, room), view.scale))
  return {
    scale,
    x: clampTo(view.x, (picture.width * scale - room.width) / 2),
    y: clampTo(view.y, (picture.height * scale - room.height) / 2),
  }
}

/** Zooms by a factor and keeps the point (measured from the middle of the window) in place. */
export const zoomed = (
  view: View,
  factor: number,
  point: { x: number; y: number },
  bounds: [Size, Size],
): View => {
  const { scale } = within({ ...view, scale: view.scale * factor }, ...bounds)
  const real = scale / view.scale
  return within(
    { scale, x: point.x - (point.x - view.x) * real, y: point.y - (point.y - view.y) * real },
    ...bounds,
  )
}

/** Never returns `-0`. */
const clampTo = (value: number, limit: number) =>
  limit <= 0 ? 0 : Math.min(limit, Math.max(-limit, value)) || 0
