import type { CameraChoice } from '#src/app/camera-stream.ts'

const cookie = 'photo-camera'

/**
 * The camera that was chosen last at this till. The cookie belongs to the till and is not personal: an identifier of a device is a
 * random text that the browser made for this site. Its name is not stored, because it may be somebody's ("Asha's iPhone").
 */
export function chosenCamera(): CameraChoice {
  const kept = document.cookie.split('; ').find((pair) => pair.startsWith(`${cookie}=`))
  const value = decodeURIComponent(kept?.slice(cookie.length + 1) ?? '')
  if (value === '' || value === 'user') return { facing: 'user' }
  return value === 'environment' ? { facing: value } : { deviceId: value }
}

export function rememberCamera(choice: CameraChoice) {
  const value = encodeURIComponent('facing' in choice ? choice.facing : choice.deviceId)
  document.cookie = `${cookie}=${value}; path=/; samesite=lax; max-age=${365 * 24 * 3600}`
}
