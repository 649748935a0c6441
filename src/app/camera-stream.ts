/** Why the camera could not be started. */
export type CameraTrouble = 'refused' | 'missing' | 'busy' | 'impossible'

/** Why a running camera was turned off: `busy` if another program took it or it was unplugged. */
export type CameraEnd = 'closed' | 'outOfSight' | 'timeUp' | 'busy'

/** The part of a stream that this file uses. */
type Stream = { getTracks(): (EventTarget & Pick<MediaStreamTrack, 'stop'>)[] }

/** The part of `navigator.mediaDevices` that this file uses. */
type Devices<S extends Stream> = { getUserMedia(wanted: MediaStreamConstraints): Promise<S> }

type Surroundings = {
  page: EventTarget & Pick<Document, 'visibilityState'>
  /** Aborts when the picture is no longer wanted, whether it has begun or not. */
  closed: AbortSignal
}

export type Camera<S extends Stream> = {
  stream: S
  /** Settles when the camera is turned off, except by `stop`. */
  ended: Promise<CameraEnd>
  stop: () => void
}

/** Milliseconds after which a camera turns itself off. Showing a code to it takes two or three seconds. */
const limit = 60_000

/** Which camera: `user` looks at whoever looks at the screen. */
export type Facing = 'user' | 'environment'

/** A camera by where it looks, or the one that the browser knows by this identifier. */
export type CameraChoice = { facing: Facing } | { deviceId: string }

/**
 * Where a camera looks is a wish, so that a till with any camera can scan. A camera that somebody chose is no wish: a browser would give
 * another one that is nearer to the size.
 */
const wanted = (camera: CameraChoice, height: number): MediaStreamConstraints => ({
  audio: false,
  video: {
    ...('deviceId' in camera ? { deviceId: { exact: camera.deviceId } } : { facingMode: camera.facing }),
    width: { ideal: 1280 },
    height: { ideal: height },
  },
})

/**
 * Asks for the camera. If the one that was chosen is not connected, any other will do. It is turned off when `closed` aborts (even before the user allowed the camera), when the page is hidden,
 * and after a minute.
 *
 * @param devices `navigator.mediaDevices`; despite its type it is undefined if the page is not secure
 * @param height the best height of the picture in pixels; its width is 1280
 */
export async function openCamera<S extends Stream>(
  devices: Devices<S> | undefined,
  surroundings: Surroundings,
  { choice = { facing: 'environment' }, height = 720 }: { choice?: CameraChoice; height?: number } = {},
): Promise<Camera<S> | CameraTrouble> {
  if (devices === undefined) return 'impossible'
  const ask = (camera: CameraChoice) => devices.getUserMedia(wanted(camera, height))
  return ask(choice)
    .catch((fault: unknown) => {
      if ('facing' in choice || troubleOf(fault) !== 'missing') throw fault
      return ask({ facing: 'user' })
    })
    .then((stream) => watchOver(stream, surroundings), troubleOf)
}

function watchOver<S extends Stream>(stream: S, { page, closed }: Surroundings): Camera<S> {
  const over = new AbortController()
  const until = { signal: over.signal }
  const stop = () => {
    over.abort()
    for (const track of stream.getTracks()) track.stop()
  }
  const ended = new Promise<CameraEnd>((resolve) => {
    const end = (why: CameraEnd) => {
      stop()
      resolve(why)
    }
    const look = () => page.visibilityState === 'hidden' && end('outOfSight')
    const timer = setTimeout(() => end('timeUp'), limit)
    over.signal.addEventListener('abort', () => clearTimeout(timer))
    page.addEventListener('visibilitychange', look, until)
    closed.addEventListener('abort', () => end('closed'), until)
    for (const track of stream.getTracks()) track.addEventListener('ended', () => end('busy'), until)
    if (closed.aborted) end('closed')
    look()
  })
  return { stream, ended, stop }
}

/** @see https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia for what each name means */
function troubleOf(fault: unknown): CameraTrouble {
  switch (fault instanceof Error ? fault.name : '') {
    case 'NotAllowedError':
      return 'refused'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    case 'NotReadableError':
    case 'AbortError':
      return 'busy'
    default:
      return 'impossible'
  }
}
