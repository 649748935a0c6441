import type { Facing } from '#src/app/camera-stream.ts'

const cookie = 'photo-camera'

/** The camera that was chosen last at this till. The cookie belongs to the till and is not personal. */
export const chosenCamera = (): Facing =>
  document.cookie.split('; ').includes(`${cookie}=environment`) ? 'environment' : 'user'

export function rememberCamera(facing: Facing) {
  document.cookie = `${cookie}=${facing}; path=/; samesite=lax; max-age=${365 * 24 * 3600}`
}
