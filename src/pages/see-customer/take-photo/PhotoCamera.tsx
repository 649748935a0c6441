import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { openCamera, type CameraEnd, type CameraTrouble, type Facing } from '#src/app/camera-stream.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { chosenCamera, rememberCamera } from './camera-choice.ts'

type Fault = CameraTrouble | Exclude<CameraEnd, 'closed'>

/** Seconds, so that the customer can get ready. */
const countedSeconds = 3

/** The camera's picture with a guide, and the button that takes it. The camera is on only while this element is on screen. */
export function PhotoCamera({ onTaken }: { onTaken: (source: ImageBitmap) => void }) {
  const t = useTranslations('takePhoto')
  const [facing, setFacing] = useState(chosenCamera)
  const [attempt, setAttempt] = useState(0)
  const [state, setState] = useState<'starting' | 'on' | Fault>('starting')
  const [left, setLeft] = useState<number>()
  const video = useRef<HTMLVideoElement>(undefined)

  const start = (next: Facing) => {
    setFacing(next)
    setAttempt(attempt + 1)
    setState('starting')
    setLeft(undefined)
  }
  const take = useEffectEvent(async () => {
    setLeft(undefined)
    // The element is mirrored on the screen only: a bitmap has the camera's own pixels.
    if (video.current !== undefined) onTaken(await createImageBitmap(video.current))
  })
  // External: the clock.
  useEffect(() => {
    if (left === undefined) return
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : void take()), 1000)
    return () => clearTimeout(timer)
  }, [left])

  const isOn = state === 'on'
  return (
    <>
      <div className="relative mx-auto flex aspect-[3/4] max-h-[50dvh] w-full items-center justify-center overflow-hidden rounded-panel bg-tone">
        {(isOn || state === 'starting') && (
          <Viewfinder
            key={`${facing} ${attempt}`}
            facing={facing}
            onPicture={(element) => {
              video.current = element
              setState('on')
            }}
            onFault={setState}
          />
        )}
        {isOn && <Guide />}
        <div role="status" className="absolute inset-0 flex items-center justify-center p-5 text-center">
          {state === 'starting' ? (
            <p className="text-body text-quiet">{t('starting')}</p>
          ) : isOn ? (
            left !== undefined && (
              <p className="rounded-panel bg-panel px-5 py-2 text-name font-strong tabular-nums">{left}</p>
            )
          ) : (
            <p className="text-body">{t(`fault.${state}`)}</p>
          )}
        </div>
        {state === 'starting' && (
          <div className="absolute inset-x-0 bottom-0">
            <ProgressLine />
          </div>
        )}
      </div>
      <p className="pt-2 text-center text-small text-quiet">{t('guide')}</p>
      <div className="flex flex-wrap items-center justify-center gap-2 pt-2">
        {isOn || state === 'starting' ? (
          <Button
            look="primary"
            aria-disabled={!isOn || left !== undefined}
            onClick={() => isOn && left === undefined && setLeft(countedSeconds)}
          >
            <Icon name="camera" className="size-4" />
            {t('shutter')}
          </Button>
        ) : (
          state !== 'impossible' && (
            <Button look="primary" onClick={() => start(facing)}>
              <Icon name="again" className="size-4" />
              {t('startCamera')}
            </Button>
          )
        )}
        <Button
          onClick={() => {
            const other = facing === 'user' ? 'environment' : 'user'
            rememberCamera(other)
            start(other)
          }}
        >
          {t('otherCamera')}
        </Button>
      </div>
    </>
  )
}

type ViewfinderProps = {
  facing: Facing
  onPicture: (video: HTMLVideoElement) => void
  onFault: (fault: Fault) => void
}

function Viewfinder({ facing, ...props }: ViewfinderProps) {
  const video = useRef<HTMLVideoElement>(null)
  const onPicture = useEffectEvent(props.onPicture)
  const onFault = useEffectEvent(props.onFault)
  // External: the camera.
  useEffect(() => {
    const closing = new AbortController()
    const element = video.current
    const show = async () => {
      const surroundings = { page: document, closed: closing.signal }
      const camera = await openCamera(navigator.mediaDevices, surroundings, { facing, height: 960 })
      if (typeof camera === 'string') return closing.signal.aborted ? undefined : onFault(camera)
      if (element === null) return camera.stop()
      element.srcObject = camera.stream
      element.addEventListener('loadeddata', () => onPicture(element), { once: true, signal: closing.signal })
      const why = await camera.ended
      element.srcObject = null
      if (why !== 'closed') onFault(why)
    }
    void show()
    return () => closing.abort()
  }, [facing])
  return (
    <video
      ref={video}
      autoPlay
      muted
      playsInline
      // People know themselves from the mirror, and move the right way in front of it.
      className={`absolute inset-0 size-full object-cover ${facing === 'user' ? '-scale-x-100' : ''}`}
    />
  )
}

/** Where head and shoulders belong. */
const Guide = () => (
  <svg
    aria-hidden="true"
    viewBox="0 0 300 400"
    className="absolute inset-0 size-full fill-none stroke-2 text-n-1 opacity-80"
    stroke="currentColor"
    strokeDasharray="8 6"
  >
    <ellipse cx="150" cy="160" rx="75" ry="98" />
    <path d="M20 400c4-70 60-110 130-110s126 40 130 110" />
  </svg>
)
