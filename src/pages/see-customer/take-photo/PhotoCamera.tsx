import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CameraChoice } from '#src/app/camera-stream.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { chosenCamera, rememberCamera } from './camera-choice.ts'
import { Viewfinder, type CameraFault, type RunningCamera } from './Viewfinder.tsx'

/** Seconds, so that the customer can get ready. */
const countedSeconds = 3

/** The camera's picture with a guide, and the button that takes it. The camera is on only while this element is on screen. */
export function PhotoCamera({ onTaken }: { onTaken: (opening: Promise<ImageBitmap>) => void }) {
  const t = useTranslations('takePhoto')
  const [choice, setChoice] = useState(chosenCamera)
  const [attempt, setAttempt] = useState(0)
  const [state, setState] = useState<'starting' | 'on' | CameraFault>('starting')
  const [left, setLeft] = useState<number>()
  const [running, setRunning] = useState<RunningCamera>()

  const start = (next: CameraChoice) => {
    setChoice(next)
    setAttempt(attempt + 1)
    setState('starting')
    setLeft(undefined)
  }
  const take = useEffectEvent(() => {
    setLeft(undefined)
    // The element is mirrored on the screen only: a bitmap has the camera's own pixels.
    if (running !== undefined) onTaken(createImageBitmap(running.video))
  })
  // External: the clock.
  useEffect(() => {
    if (left === undefined) return
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : take()), 1000)
    return () => clearTimeout(timer)
  }, [left])

  const isOn = state === 'on'
  return (
    <>
      <div className="relative mx-auto flex aspect-[3/4] max-h-[50dvh] w-full items-center justify-center overflow-hidden rounded-panel bg-tone">
        {(isOn || state === 'starting') && (
          <Viewfinder
            key={attempt}
            choice={choice}
            onPicture={(camera) => {
              setRunning(camera)
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
            <Button look="primary" onClick={() => start(choice)}>
              <Icon name="again" className="size-4" />
              {t('startCamera')}
            </Button>
          )
        )}
        <OtherCamera
          choice={choice}
          running={running}
          onChoose={(next) => {
            rememberCamera(next)
            start(next)
          }}
        />
      </div>
    </>
  )
}

type OtherCameraProps = {
  choice: CameraChoice
  running: RunningCamera | undefined
  onChoose: (choice: CameraChoice) => void
}

/** The cameras by the names that their devices have. A browser that tells of only one may still have one on each side. */
function OtherCamera({ choice, running, onChoose }: OtherCameraProps) {
  const t = useTranslations('takePhoto')
  const { cameras = [], deviceId } = running ?? {}
  const asked = cameras.find((each) => 'deviceId' in choice && each.deviceId === choice.deviceId)
  const isFront = 'facing' in choice && choice.facing === 'user'
  if (cameras.length < 2)
    return (
      <Button onClick={() => onChoose({ facing: isFront ? 'environment' : 'user' })}>
        {t('otherCamera')}
      </Button>
    )
  return (
    <label className="flex max-w-full items-center gap-2 text-small">
      {t('camera')}
      <select
        value={asked?.deviceId ?? deviceId ?? ''}
        onChange={({ target }) => onChoose({ deviceId: target.value })}
        className="h-11 min-w-0 rounded-control border border-edge bg-panel px-2 text-body"
      >
        {cameras.map((each, at) => (
          <option key={each.deviceId} value={each.deviceId}>
            {each.label === '' ? t('cameraNumber', { number: String(at + 1) }) : each.label}
          </option>
        ))}
      </select>
    </label>
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
