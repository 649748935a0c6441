import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { isOneKey } from '#src/app/one-key.ts'
import type { Scan } from './scanner/layout.ts'
import type { ScanListeners } from './scanner/listen.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { lazyPart } from '#src/ui/LazyPart.tsx'

type Props = {
  box: RefObject<HTMLInputElement | null>
  listen: (listeners: ScanListeners) => () => void
  onScan: (scan: Scan) => void
}

const CameraDialog = lazyPart(() => import('./camera/CameraDialog.tsx').then((module) => module.CameraDialog))

/** Milliseconds for which the notice about a heard scan stays. */
const newsTime = 2000

/**
 * Listens to scanners wherever the focus is, and for the key that moves the focus to the box. Opens the camera if there may be one.
 */
export function BoxTools({ box, listen, onScan }: Props) {
  const t = useTranslations('scan')
  const [isLooking, setIsLooking] = useState(false)
  const [heardAt, setHeardAt] = useState<number>()
  const hear = useEffectEvent(() => setHeardAt(performance.now()))
  const take = useEffectEvent((scan: Scan) => {
    // An associate who scans has finished with an open dialog.
    for (const dialog of document.querySelectorAll('dialog')) dialog.close()
    onScan(scan)
  })
  // External: the keyboard, which includes scanners.
  useEffect(() => listen({ onHeard: hear, onScan: take }), [listen])

  const goToBox = useEffectEvent((event: KeyboardEvent) => {
    const isTyping = event.target instanceof Element && event.target.matches(':read-write')
    const isElsewhere = isTyping && (event.target !== box.current || box.current?.value !== '')
    if (!isOneKey(event, '/') || isElsewhere) return
    if (document.querySelector('dialog[open]')) return
    event.preventDefault()
    box.current?.focus()
    box.current?.select()
  })
  // External: keys pressed anywhere on the page.
  useEffect(() => {
    const listener = (event: KeyboardEvent) => goToBox(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  // External: the clock.
  useEffect(() => {
    if (heardAt === undefined) return
    const timer = setTimeout(() => setHeardAt(undefined), newsTime)
    return () => clearTimeout(timer)
  }, [heardAt])

  return (
    <div className="absolute inset-y-0 end-0 flex items-center">
      <p role="status" className="text-small text-ok">
        {heardAt !== undefined && (
          <span className="flex items-center gap-1.5 rounded-control bg-ok-wash px-2 py-1">
            <Icon name="ok" className="size-4" />
            {t('heard')}
          </span>
        )}
      </p>
      <button
        type="button"
        aria-label={t('camera')}
        title={t('camera')}
        onClick={() => setIsLooking(true)}
        className="flex size-11 items-center justify-center rounded-control text-quiet hover:bg-tone"
      >
        <Icon name="camera" />
      </button>
      {isLooking && (
        <CameraDialog
          onRead={(text: string) => onScan({ text, meant: text })}
          onClose={() => setIsLooking(false)}
        />
      )}
    </div>
  )
}
