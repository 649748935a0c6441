import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'
import { tryCamera, type CameraFinding } from './camera.ts'
import { Row } from './Row.tsx'
import { verdicts } from './verdicts.ts'

type Props = { found: CameraFinding; onFinding: (found: CameraFinding) => void }

/** The camera is tested only on request, because the browser may ask for permission. */
export function CameraRow({ found, onFinding }: Props) {
  const t = useTranslations('selfTest')
  const asking = useTranslations('camera.progress')
  const fault = useTranslations('camera.fault')
  const [isOn, setIsOn] = useState(false)
  const { finding, size } = found
  const words = () => {
    switch (finding) {
      case 'not tried':
        return isOn ? asking('asking') : t('camera.not tried')
      case 'fine':
        return t('camera.fine', { width: String(size?.width), height: String(size?.height) })
      case 'no picture':
        return t('camera.no picture')
      case 'no reader':
        return `${fault('noReader.what')} ${fault('noReader.next')}`
      case 'refused':
      case 'missing':
      case 'busy':
      case 'impossible':
        return `${fault(`${finding}.what`)} ${fault(`${finding}.next`)}`
    }
  }
  return (
    <Row
      name={t('name.camera')}
      verdict={isOn && finding === 'not tried' ? 'running' : verdicts.camera[finding]}
    >
      <p aria-live="polite">{words()}</p>
      {isOn && <Picture onFinding={onFinding} onOff={() => setIsOn(false)} />}
      <div className="pt-2">
        <Button
          onClick={() => {
            if (!isOn) onFinding({ finding: 'not tried' })
            setIsOn(!isOn)
          }}
        >
          {t(isOn ? 'camera.stop' : 'camera.try')}
        </Button>
      </div>
    </Row>
  )
}

type PictureProps = { onFinding: Props['onFinding']; onOff: () => void }

function Picture(props: PictureProps) {
  const video = useRef<HTMLVideoElement>(null)
  const onFinding = useEffectEvent(props.onFinding)
  const onOff = useEffectEvent(props.onOff)
  // External: the camera.
  useEffect(() => {
    if (video.current === null) return
    const closing = new AbortController()
    const tell = (finding: CameraFinding) => closing.signal.aborted || onFinding(finding)
    void tryCamera(video.current, closing.signal, tell).finally(() => closing.signal.aborted || onOff())
    return () => closing.abort()
  }, [])
  return (
    <video
      ref={video}
      autoPlay
      muted
      playsInline
      className="mt-2 aspect-4/3 w-full max-w-80 rounded-panel bg-tone object-cover"
    />
  )
}
