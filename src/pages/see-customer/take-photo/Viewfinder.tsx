import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { openCamera, type CameraChoice, type CameraEnd, type CameraTrouble } from '#src/app/camera-stream.ts'

export type CameraFault = CameraTrouble | Exclude<CameraEnd, 'closed'>

/** A camera that is on. */
export type RunningCamera = {
  video: HTMLVideoElement
  deviceId: string | undefined
  /** All cameras of the till. Their names are known once a camera is allowed. */
  cameras: MediaDeviceInfo[]
}

type Props = {
  choice: CameraChoice
  onPicture: (running: RunningCamera) => void
  onFault: (fault: CameraFault) => void
}

/** The picture of a camera, which is on only while this element is on screen. */
export function Viewfinder({ choice, ...props }: Props) {
  const video = useRef<HTMLVideoElement>(null)
  const [isMirrored, setIsMirrored] = useState(true)
  const onPicture = useEffectEvent(props.onPicture)
  const onFault = useEffectEvent(props.onFault)
  // External: the camera.
  useEffect(() => {
    const closing = new AbortController()
    const element = video.current
    const show = async () => {
      const surroundings = { page: document, closed: closing.signal }
      const camera = await openCamera(navigator.mediaDevices, surroundings, { choice, height: 960 })
      if (typeof camera === 'string') return closing.signal.aborted ? undefined : onFault(camera)
      if (element === null) return camera.stop()
      const { facingMode, deviceId } = camera.stream.getVideoTracks()[0]?.getSettings() ?? {}
      // Many cameras do not tell where they look: one that was asked for by a side is taken to look there.
      setIsMirrored((facingMode ?? ('facing' in choice ? choice.facing : 'user')) !== 'environment')
      const begin = async () => {
        const devices = await navigator.mediaDevices.enumerateDevices().catch(() => [])
        if (closing.signal.aborted) return
        const cameras = devices.filter((device) => device.kind === 'videoinput' && device.deviceId !== '')
        onPicture({ video: element, deviceId, cameras })
      }
      element.addEventListener('loadeddata', () => void begin(), { once: true, signal: closing.signal })
      element.srcObject = camera.stream
      const why = await camera.ended
      element.srcObject = null
      if (why !== 'closed') onFault(why)
    }
    void show()
    return () => closing.abort()
  }, [choice])
  return (
    <video
      ref={video}
      autoPlay
      muted
      playsInline
      // People know themselves from the mirror, and move the right way in front of it.
      className={`absolute inset-0 size-full object-cover ${isMirrored ? '-scale-x-100' : ''}`}
    />
  )
}
