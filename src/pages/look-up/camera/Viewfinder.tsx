import { useEffect, useEffectEvent, useRef } from 'react'
import { scan, type ScanOutcome, type ScanProgress } from './scan.ts'

type Props = { onProgress: (progress: ScanProgress) => void; onOutcome: (outcome: ScanOutcome) => void }

/** The picture of the camera while a code is looked for in it: one attempt, which begins and ends with this element. */
export function Viewfinder(props: Props) {
  const video = useRef<HTMLVideoElement>(null)
  const onProgress = useEffectEvent(props.onProgress)
  const onOutcome = useEffectEvent(props.onOutcome)

  // The camera is outside React.
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
