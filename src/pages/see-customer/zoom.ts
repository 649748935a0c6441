/** How a picture lies in a window: `scale` of its own pixels (1 = one picture pixel to one CSS pixel), moved by `x`, `y` CSS pixels from the middle. */
export type View = { scale: number; x: number; y: number }

type Size = { width: number; height: number }

/** The scale at which the whole picture is seen; never above 1, since more than its own pixels is no more to see. */
export const fitting = (picture: Size, room: Size) =>
  Math.min(1, room.width / picture.width, room.height / picture.height)

/** Keeps a view within what there is: between the whole picture and its own pixels, and never moved off the window. */
export function within(view: View, picture: Size, room: Size): View {
  const scale = Math.min(1, Math.max(fitting(picture, room), view.scale))
  return {
    scale,
    x: clampTo(view.x, (picture.width * scale - room.width) / 2),
    y: clampTo(view.y, (picture.height * scale - room.height) / 2),
  }
}

/** Zooms by a factor and keeps the point (from the middle of the window) where it is. */
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

/** Without `-0`. */
const clampTo = (value: number, limit: number) =>
  limit <= 0 ? 0 : Math.min(limit, Math.max(-limit, value)) || 0
