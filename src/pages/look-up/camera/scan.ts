import { openCamera, type CameraEnd, type CameraTrouble } from '#src/app/camera-stream.ts'
import { firstRead, loadDecoder, type Decoder } from './decode.ts'
import { framesOf } from './frames.ts'

export type ScanProgress = 'asking' | 'loading' | 'looking'
export type ScanFault = CameraTrouble | Exclude<CameraEnd, 'closed'> | 'noReader'

/** `undefined` if the dialog was closed. */
export type ScanOutcome = { text: string } | { fault: ScanFault } | undefined

type Listener = { closed: AbortSignal; onProgress: (progress: ScanProgress) => void }

/** Searches the camera's picture, shown in `video`, for a code. In every case the camera is off at the end. */
export async function scan(video: HTMLVideoElement, { closed, onProgress }: Listener): Promise<ScanOutcome> {
  onProgress('asking')
  // Fetched while the user reads the browser's permission question.
  const decoder = loadDecoder().catch(() => undefined)
  const camera = await openCamera(navigator.mediaDevices, { page: document, closed })
  if (typeof camera === 'string') return { fault: camera }
  video.srcObject = camera.stream
  onProgress('loading')
  const ended = camera.ended.then((why) => (why === 'closed' ? undefined : { fault: why }))
  const onLooking = () => onProgress('looking')
  try {
    return await Promise.race([ended, read({ video, stream: camera.stream, decoder, onLooking })])
  } finally {
    camera.stop()
    video.srcObject = null
  }
}

type Reading = {
  video: HTMLVideoElement
  stream: MediaStream
  decoder: Promise<Decoder | undefined>
  onLooking: () => void
}

async function read({ video, stream, decoder, onLooking }: Reading): Promise<ScanOutcome> {
  const decode = await decoder
  if (decode === undefined) return { fault: 'noReader' }
  if (!stream.active) return
  onLooking()
  // A decoder that throws counts as none.
  const text = await firstRead(framesOf(video, stream), decode).catch(() => undefined)
  return text === undefined ? { fault: 'noReader' } : { text }
}
