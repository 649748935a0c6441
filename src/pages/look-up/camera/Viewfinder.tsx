import { useEffect, useEffectEvent, useRef } from 'react'
import { scan, type ScanOutcome, type ScanProgress } from './scan.ts'

type Props = { onProgress: (progress: ScanProgress) => void; onOutcome: (outcome: ScanOutcome) => void }

/** The camera's picture while it is searched for a code. Mounting this element starts an attempt, and unmounting ends it. */
export function Viewfinder(props: Props) {
  const video = useRef<HTMLVideoElement>(null)
  const onProgress = useEffectEvent(props.onProgress)
  const onOutcome = useEffectEvent(props.onOutcome)

  // External: the camera.
  useEffect(() => {
    if (video.current === null) return
    const closing = new AbortController()
    void scan(video.current, { closed: closing.signal, onProgress }).then(onOutcome)
    return () => closing.abort()
  }, [])

  return (
    <video
      ref={video}
      autoPlay
      muted
      playsInline
      className="absolute inset-0 size-full"
      style={{ objectFit: 'cover' }}
    />
  )
}
