import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { encode } from 'uqr'
import { linkSeconds, type PhoneLinkRequest } from '#contract/api/phone-photo.ts'
import { failureOf, type ApiFailure } from '#src/api/failure.ts'
import { pictureFromPhone } from '#src/api/phone-photo.ts'
import { FailureMessage } from '#src/failure/FailureMessage.tsx'
import { Button } from '#src/ui/Button.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'

type Props = { userId: string; act: PhoneLinkRequest['act']; onPicture: (picture: Blob) => void }

type State =
  | { state: 'asking' | 'opened' }
  | { state: 'waiting'; address: string }
  | { state: 'failed'; failure: ApiFailure }

/** The address of a one-time page as a QR code, which takes a picture with a phone. The link is given up when this element goes. */
export function PhoneCode(props: Props) {
  const t = useTranslations('takePhoto.phone')
  const [attempt, setAttempt] = useState(0)
  return (
    <div className="grid gap-2">
      <OneCode key={attempt} {...props} />
      <div className="flex justify-center">
        <Button onClick={() => setAttempt(attempt + 1)}>{t('new')}</Button>
      </div>
    </div>
  )
}

function OneCode({ userId, act, onPicture }: Props) {
  const t = useTranslations('takePhoto.phone')
  const client = useQueryClient()
  const [now, setNow] = useState<State>({ state: 'asking' })
  const arrive = useEffectEvent(onPicture)
  // External: the gateway, and the phone behind it.
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const onAddress = (address: string) => setNow({ state: 'waiting', address })
    const onOpened = () => setNow({ state: 'opened' })
    pictureFromPhone(client, userId, { act, onAddress, onOpened, signal })
      .then((picture) => signal.aborted || arrive(picture))
      .catch((fault: unknown) => signal.aborted || setNow({ state: 'failed', failure: failureOf(fault) }))
    return () => leaving.abort()
  }, [client, userId, act])
  return (
    <>
      <div className="relative mx-auto flex aspect-square w-full max-w-80 items-center justify-center rounded-panel bg-tone p-2">
        {now.state === 'waiting' && <Code address={now.address} />}
        {now.state === 'asking' && (
          <div className="absolute inset-x-0 bottom-0">
            <ProgressLine />
          </div>
        )}
        <div role="status" className="text-center text-body">
          {now.state === 'opened' && t('opened')}
        </div>
        {now.state === 'failed' &&
          (now.failure.code === 'code_over' ? (
            <p role="alert" className="text-body">
              {t('over')}
            </p>
          ) : (
            <FailureMessage failure={now.failure} />
          ))}
      </div>
      <p className="text-center text-small text-quiet">{t('scan')}</p>
      {now.state === 'waiting' && <TimeLeft />}
    </>
  )
}

/** Black on white whatever the colours of the screen are: many readers take no inverted code. */
function Code({ address }: { address: string }) {
  const t = useTranslations('takePhoto.phone')
  const { data, size } = encode(address, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg
      role="img"
      aria-label={t('code')}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-full rounded-control forced-color-adjust-none"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path.join('')} fill="#000" />
    </svg>
  )
}

function TimeLeft() {
  const t = useTranslations('takePhoto.phone')
  const [left, setLeft] = useState(linkSeconds)
  // External: the clock.
  useEffect(() => {
    const tick = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1000)
    return () => clearInterval(tick)
  }, [])
  return (
    <p className="text-center text-small text-quiet tabular-nums">
      {left > 0 ? t('left', { seconds: left }) : t('over')}
    </p>
  )
}
