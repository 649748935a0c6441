import type { Finding } from '#contract/api/support-code.ts'
import { openCamera } from '#src/app/camera-stream.ts'
import { loadDecoder } from '#src/pages/look-up/camera/decode.ts'

/** `size` is the size of the picture in its own pixels. */
export type CameraFinding = { finding: Finding<'camera'>; size?: { width: number; height: number } }

/** Milliseconds within which an allowed camera must show a picture. */
const patience = 5000

/**
 * Turns the camera on, with its picture in `video`, and reports the result. If all is fine, the camera stays on until `closed`
 * aborts or it turns itself off.
 *
 * @returns when the camera is off
 */
export async function tryCamera(
  video: HTMLVideoElement,
  closed: AbortSignal,
  onFinding: (finding: CameraFinding) => void,
): Promise<void> {
  const decoder = loadDecoder().then(
    () => true,
    () => false,
  )
  const camera = await openCamera(navigator.mediaDevices, { page: document, closed })
  if (typeof camera === 'string') return onFinding({ finding: camera })
  try {
    video.srcObject = camera.stream
    const hasPicture = await Promise.race([firstPicture(video), soon(false)])
    if (closed.aborted) return
    if (!hasPicture) return onFinding({ finding: 'no picture' })
    if (!(await decoder)) return onFinding({ finding: 'no reader' })
    onFinding({ finding: 'fine', size: { width: video.videoWidth, height: video.videoHeight } })
    await camera.ended
  } finally {
    camera.stop()
    video.srcObject = null
  }
}

const firstPicture = (video: HTMLVideoElement) =>
  new Promise<boolean>((resolve) => {
    video.addEventListener('loadeddata', () => resolve(true), { once: true })
  })

const soon = <Answer>(answer: Answer) =>
  new Promise<Answer>((resolve) => setTimeout(() => resolve(answer), patience))
